//! Cases in the state in which each operation on them could be done at body A, and the tries.

use actions::{Actor, Refusal, acts};
use casework::{
    Act, Choice, Days, Office, Overseer, ReplyKind, RestsOn, Rights, SectionId, Setup, sections_of,
};
use exchange::casework::act_value;
use store::NewCaseLine;
use vocabulary::{CaseTier, Code, Date, DecisionRight};

use super::{World, now};

fn day() -> Date {
    "2026-11-20".parse().unwrap()
}

/// A case as it is kept: acts of others that nobody is asked about again. Commissioner, unit and oversight body are named.
async fn kept(world: &World, tier: CaseTier, [lead, unit, over]: [&str; 3], acts: Vec<(Act, &str)>) -> Code {
    let setup = Setup {
        reference: Code::new(&format!("{lead}-{unit}-{over}")),
        title: "We leave".to_string(),
        tier,
        commissioners: vec![Code::new(lead)],
        units: vec![Code::new(unit)],
        affected: vec![Code::new("A")]
            .into_iter()
            .filter(|body| ![lead, unit, over].contains(&body.as_str()))
            .collect(),
        overseers: vec![Overseer { body: Code::new(over), customer_or_host: false }],
        national: None,
        rights: Rights { right: DecisionRight::Agree, legal_power: String::new(), source: String::new() },
        days: Days { certify: 28, review: 28, decide: 28 },
    };
    let reference = setup.reference.clone();
    let all = std::iter::once((Act::Open { setup: Box::new(setup) }, lead)).chain(acts);
    let mut tx = world.desk.store().tx().await.unwrap();
    let person = world.administrator.person.clone().unwrap();
    for (at, (act, body)) in all.enumerate() {
        let (text, body) = (act_value(&act).to_string(), Code::new(body));
        let is_public = matches!(act, Act::Publish);
        let line = NewCaseLine {
            reference: &reference,
            act: &text,
            on: day(),
            body: &body,
            office: Office::Author.word(),
            person: &person,
            receipt: "log#1:aa",
        };
        match at {
            0 => tx.open_case(&line, now()).await.unwrap(),
            _ => drop(tx.act_on_case(&line, at as i64, is_public, now()).await.unwrap()),
        }
    }
    tx.commit().await.unwrap();
    reference
}

fn written(tier: CaseTier, body: &str) -> Vec<(Act, &str)> {
    let text = || "Words".to_string();
    let both = |section| [(Act::Write { section, text: text() }, body), (Act::Complete { section }, body)];
    sections_of(tier).flat_map(|kind| both(kind.id)).collect()
}

fn decision() -> Act {
    Act::Decide { choice: Choice::Proceed, text: "so".to_string(), changes: String::new() }
}

pub async fn published(world: &World) -> Code {
    let mut acts = written(CaseTier::Record, "B");
    acts.extend([(Act::Certify, "B"), (decision(), "B"), (Act::Publish, "B")]);
    kept(world, CaseTier::Record, ["B", "D", "O"], acts).await
}

async fn does(
    world: &World,
    actor: &Actor,
    case: &Code,
    (act, rests): (Act, Option<RestsOn>),
) -> Result<(), Refusal> {
    let seen = acts::see_case(&world.desk, actor, case, now()).await?;
    let rests = rests.map(|rests| seen.seen(rests)).unwrap_or_default();
    acts::act_on_case(&world.desk, actor, case, (act, None), &rests, now()).await.map(drop)
}

pub async fn write(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let before = vec![(Act::Write { section: SectionId::Options, text: "Words".to_string() }, "A")];
    let case = kept(world, CaseTier::Case, ["A", "D", "O"], before).await;
    let section = SectionId::Staff;
    let act = Act::Write { section, text: "Words".to_string() };
    does(world, actor, &case, (act, Some(RestsOn::Section(section)))).await
}

pub async fn certify(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let case = kept(world, CaseTier::Record, ["A", "D", "O"], written(CaseTier::Record, "A")).await;
    does(world, actor, &case, (Act::Certify, Some(RestsOn::Whole))).await
}

pub async fn sign_off(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let case = kept(world, CaseTier::Record, ["A", "D", "O"], Vec::new()).await;
    let act = Act::SignOff { text: "for this".to_string() };
    does(world, actor, &case, (act, Some(RestsOn::Whole))).await
}

pub async fn decide(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let mut acts = written(CaseTier::Record, "A");
    acts.push((Act::Certify, "A"));
    let case = kept(world, CaseTier::Record, ["A", "D", "O"], acts).await;
    does(world, actor, &case, (decision(), Some(RestsOn::Whole))).await
}

fn reply() -> Act {
    Act::Reply { kind: ReplyKind::Comments, text: "We mind".to_string(), private: String::new() }
}

async fn invited(world: &World, parties: [&str; 3]) -> Code {
    let invite = Act::Invite { body: Code::new("A"), reply_by: "2026-12-20".parse().unwrap() };
    kept(world, CaseTier::Record, parties, vec![(invite, "B")]).await
}

pub async fn reply_as_invited(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let case = invited(world, ["B", "D", "O"]).await;
    does(world, actor, &case, (reply(), None)).await
}

pub async fn reply_as_unit(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let case = invited(world, ["B", "A", "O"]).await;
    does(world, actor, &case, (reply(), None)).await
}

pub async fn review(world: &World, actor: &Actor) -> Result<(), Refusal> {
    let mut acts = written(CaseTier::Case, "B");
    acts.push((Act::Certify, "B"));
    let case = kept(world, CaseTier::Case, ["B", "D", "A"], acts).await;
    does(world, actor, &case, (Act::Receive, None)).await
}
