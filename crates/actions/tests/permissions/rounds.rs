//! Rounds in the state in which each operation on them could be done at body A, and the tries.

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::{Actor, NewRound, Refusal, acts};
use assurance::{Act, DomainRating, PlanRow, Setup};
use exchange::assurance::{KeptDefinition, keep_checkpoint, round_act_value};
use store::NewRoundLine;
use vocabulary::{Code, Date, Office, Pence};

use super::{World, now};

pub fn definition() -> KeptDefinition {
    let text = include_str!("../../../../data/checkpoints/shared-unit.toml");
    keep_checkpoint("shared-unit", text).0.unwrap()
}

fn day() -> Date {
    "2026-11-20".parse().unwrap()
}

/// A round as it is kept: acts of others that nobody is asked about again. Unit, customer and oversight body are named.
async fn kept(world: &World, [unit, customer, overseer]: [&str; 3], acts: Vec<Act>) -> [Code; 2] {
    let (kept, round, person) = (definition(), Code::new("R"), world.administrator.person.clone().unwrap());
    let setup = Setup {
        round: round.clone(),
        unit: Code::new(unit),
        overseer: Code::new(overseer),
        customers: vec![Code::new(customer)],
        definition: Arc::clone(&kept.definition),
        answer_by: day(),
        carried: BTreeMap::new(),
    };
    let unit = setup.unit.clone();
    let mut tx = world.desk.store().tx().await.unwrap();
    let body = setup.overseer.clone();
    let new = store::NewRound {
        reference: &round,
        body: &body,
        definition_name: &kept.name,
        definition: &kept.text,
    };
    tx.open_round(&new, now()).await.unwrap();
    let all = std::iter::once(Act::Open { setup: Box::new(setup) }).chain(acts);
    for (at, act) in all.enumerate() {
        let text = round_act_value(&act, &kept).to_string();
        let is_public = matches!(act, Act::Publish);
        let line = NewRoundLine {
            reference: &round,
            unit: &unit,
            act: &text,
            on: day(),
            body: &body,
            office: Office::ReviewLead.word(),
            person: &person,
            receipt: "log#1:aa",
        };
        match at {
            0 => tx.begin_round_unit(&line, now()).await.unwrap(),
            _ => drop(tx.act_on_round(&line, at as i64, is_public, now()).await.unwrap()),
        }
    }
    tx.commit().await.unwrap();
    [round, unit]
}

fn ratings(rating: &str) -> Vec<DomainRating> {
    let rated = |domain: &assurance::Domain| DomainRating {
        domain: domain.id.clone(),
        rating: Code::new(rating),
        reason: "So".to_string(),
    };
    definition().definition.domains.iter().map(rated).collect()
}

fn answered(unit: &str) -> Vec<Act> {
    let kept = definition();
    let answer =
        |id: &Code| Act::Answer { question: id.clone(), text: "So".to_string(), evidence: Vec::new() };
    let answers = kept.definition.questions().map(|question| answer(&question.id));
    let rated = ratings("meets").into_iter().map(|rating| Act::RateSelf { rating });
    let row = PlanRow {
        unit: Code::new(unit),
        customer: Code::new("B"),
        service: Code::new("*"),
        year: "2026/27".parse().unwrap(),
        income: Pence(100),
        cost: None,
    };
    answers.chain(rated).chain([Act::StatePlan { rows: vec![row] }]).collect()
}

async fn does(world: &World, actor: &Actor, [round, unit]: &[Code; 2], act: Act) -> Result<(), Refusal> {
    let seen = acts::see_round(&world.desk, actor, round, now()).await?;
    let seen = seen.of_unit(unit).ok_or(Refusal::NotFound)?;
    let rests = seen.seen(act.kind(), None, &act.rests_on());
    acts::act_on_round(&world.desk, actor, (round, unit), (act, None), &rests, now()).await.map(drop)
}

pub async fn published(world: &World) -> Code {
    let mut all = answered("D");
    let outcome = Act::RecordOutcome { outcome: Some(Code::new("proceeds")), text: "So".to_string() };
    all.extend([
        Act::Certify,
        Act::Rate { ratings: ratings("meets") },
        Act::Rate { ratings: ratings("meets") },
    ]);
    all.extend([outcome, Act::Publish]);
    let [round, _] = kept(world, ["D", "B", "O"], all).await;
    round
}

pub async fn open(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let units = [Code::new("D")];
    let new = NewRound { definition: "shared-unit", units: &units, answer_by: "2026-12-20".parse().unwrap() };
    acts::open_round(&world.desk, actor, &Code::new("A"), &new, now()).await.map(drop)
}

pub async fn answer(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let on = kept(world, ["A", "B", "O"], Vec::new()).await;
    let rating = ratings("meets").remove(0);
    does(world, actor, &on, Act::RateSelf { rating }).await
}

pub async fn certify(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let on = kept(world, ["A", "B", "O"], answered("A")).await;
    does(world, actor, &on, Act::Certify).await
}

pub async fn speak(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let on = kept(world, ["D", "A", "O"], Vec::new()).await;
    let domain = definition().definition.domains[0].id.clone();
    let act = Act::Respond { scores: BTreeMap::from([(domain, 3)]), text: String::new() };
    does(world, actor, &on, act).await
}

pub async fn rate(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let mut before = answered("D");
    before.push(Act::Certify);
    let on = kept(world, ["D", "B", "A"], before).await;
    does(world, actor, &on, Act::Rate { ratings: ratings("meets") }).await
}

pub async fn lead(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let on = kept(world, ["D", "B", "A"], Vec::new()).await;
    does(world, actor, &on, Act::Abandon { text: "So".to_string() }).await
}
