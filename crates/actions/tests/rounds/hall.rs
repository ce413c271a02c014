//! A round of X for units U and V. U serves Alder, Birch and Cedar; V serves Dogwood.

use std::collections::BTreeMap;

use actions::{Actor, NewRound, Refusal, Role, SeenUnit, acts};
use assurance::{Act, ActKind, Definition, DomainRating, Evidence, Intended, Milestone, PlanRow};
use exchange::assurance::{KeptDefinition, keep_checkpoint};
use jiff::{Timestamp, ToSpan};
use store::Id;
use vocabulary::{Code, Date, Pence};

use crate::world::{World, now};

pub struct Hall {
    pub world: World,
    pub round: Code,
    /// Two people in each role, so that roles that must be apart are, and there are two assessors.
    people: Vec<Id>,
    pub day: i64,
    /// What a round asks.
    asked: KeptDefinition,
}

pub fn definition() -> KeptDefinition {
    let text = include_str!("../../../../data/checkpoints/shared-unit.toml");
    keep_checkpoint("shared-unit", text).0.unwrap()
}

pub fn code(text: &str) -> Code {
    Code::new(text)
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn keeper(world: &World) -> Actor {
    let roles = vec![(code("SYSTEM"), Role::Administrator)];
    Actor { person: Some(world.person.clone()), name: "K".into(), roles, scope: None }
}

/// A file that shows an answer.
pub const PAPER: &[u8] = b"%PDF-1.7\nFILE-OF-U\n%%EOF\n";

pub fn paper_hash() -> String {
    store::content_hash(PAPER)
}

pub const ANSWER_BY: &str = "2026-12-20";

impl Hall {
    /// Nothing is opened yet.
    pub async fn built() -> Hall {
        Hall::built_for(definition()).await
    }

    /// The same, for rounds that ask something else.
    pub async fn built_for(asked: KeptDefinition) -> Hall {
        let mut world = World::new().await;
        world.desk = world.desk.clone().with_checkpoints([asked.clone()]);
        let keeper = keeper(&world);
        let mut people = Vec::new();
        for role in Role::WORDS.iter().flat_map(|role| [format!("{role}-1"), format!("{role}-2")]) {
            let email = format!("{role}@b.example");
            let new = acts::NewAccount { email: &email, name: &role, password: "three words and more" };
            people.push(acts::add_person(&world.desk, &keeper, new, now()).await.unwrap());
        }
        Hall { world, round: code("none"), people, day: 0, asked }
    }

    pub async fn opens(&mut self, units: &[&str]) -> Result<Code, Refusal> {
        let units: Vec<Code> = units.iter().map(|unit| code(unit)).collect();
        let answer_by = self.today().checked_add(29.days()).unwrap();
        let new = NewRound { definition: &self.asked.name, units: &units, answer_by };
        let lead = self.actor("X", Role::ReviewLead);
        acts::open_round(&self.world.desk, &lead, &code("X"), &new, self.now()).await
    }

    pub async fn opened() -> Hall {
        Hall::opened_for(definition()).await
    }

    pub async fn opened_for(asked: KeptDefinition) -> Hall {
        let mut hall = Hall::built_for(asked).await;
        hall.round = hall.opens(&["U", "V"]).await.unwrap();
        hall
    }

    /// Somebody with one role at one body: each role is another person.
    pub fn actor(&self, body: &str, role: Role) -> Actor {
        let person = self.people[role as usize * 2].clone();
        Actor { person: Some(person), ..self.world.actor(body, role) }
    }

    /// Another person in the same role.
    pub fn other(&self, body: &str, role: Role) -> Actor {
        let person = self.people[role as usize * 2 + 1].clone();
        Actor { person: Some(person), ..self.world.actor(body, role) }
    }

    pub fn keeper(&self) -> Actor {
        keeper(&self.world)
    }

    pub fn now(&self) -> Timestamp {
        now() + (self.day * 24).hours()
    }

    pub fn today(&self) -> Date {
        self.now().to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    pub async fn see(&self, actor: &Actor, unit: &str) -> Result<SeenUnit, Refusal> {
        let seen = acts::see_round(&self.world.desk, actor, &self.round, self.now()).await?;
        seen.of_unit(&code(unit)).cloned().ok_or(Refusal::NotFound)
    }

    pub async fn tries_as(&self, actor: &Actor, unit: &str, act: Act) -> Result<String, Refusal> {
        let rests = match self.see(actor, unit).await {
            Ok(seen) => seen.seen(act.kind(), None, &act.rests_on()),
            Err(_) => String::new(),
        };
        self.sends(actor, unit, act, &rests).await
    }

    pub async fn sends(&self, actor: &Actor, unit: &str, act: Act, rests: &str) -> Result<String, Refusal> {
        let at = (&self.round, &code(unit));
        acts::act_on_round(&self.world.desk, actor, at, (act, None), rests, self.now()).await
    }

    pub async fn tries(&self, body: &str, role: Role, act: Act) -> Result<String, Refusal> {
        self.tries_as(&self.actor(body, role), "U", act).await
    }

    pub async fn does(&self, body: &str, role: Role, act: Act) -> String {
        let kind = act.kind();
        self.tries(body, role, act).await.unwrap_or_else(|refused| panic!("{kind}: {refused:?}"))
    }

    /// What the round asks.
    pub fn asks(&self) -> Definition {
        (*self.asked.definition).clone()
    }

    pub fn ratings(&self, rating: &str, reason: &str) -> Vec<DomainRating> {
        let rated = |domain: &assurance::Domain| DomainRating {
            domain: domain.id.clone(),
            rating: code(rating),
            reason: reason.to_string(),
        };
        self.asks().domains.iter().map(rated).collect()
    }

    /// The finance lead answers; the customers speak.
    pub async fn answered() -> Hall {
        let hall = Hall::opened().await;
        hall.all_say().await;
        hall
    }

    /// The finance lead answers a question with a file.
    pub async fn attaches(&self, question: &Code, text: &str) -> String {
        let finance = self.actor("U", Role::UnitFinance);
        let rests = self.see(&finance, "U").await.unwrap();
        let rests = rests.seen(ActKind::Answer, None, &assurance::RestsOn::Question(question.clone()));
        let named = vec![Evidence { title: "EVIDENCE-OF-U".to_string(), hash: String::new() }];
        let new = acts::AnswerWithFile {
            question,
            text,
            evidence: named,
            title: "TITLE-OF-FILE",
            name: "minutes.pdf",
            bytes: PAPER,
        };
        let at = (&self.round, &code("U"));
        acts::answer_with_file(&self.world.desk, &finance, at, new, &rests, self.now()).await.unwrap()
    }

    async fn all_say(&self) {
        let hall = self;
        let first = hall.asks().questions().next().unwrap().id.clone();
        hall.attaches(&first, "ANSWER-OF-U").await;
        for question in hall.asks().questions().skip(1) {
            let evidence = vec![Evidence { title: "EVIDENCE-OF-U".to_string(), hash: String::new() }];
            let (question, text) = (question.id.clone(), "ANSWER-OF-U".to_string());
            hall.does("U", Role::UnitFinance, Act::Answer { question, text, evidence }).await;
        }
        // Neither the best nor the worst.
        let middling = hall.asks().ratings[1].id.to_string();
        for rating in hall.ratings(&middling, "SELF-RATED-BECAUSE") {
            hall.does("U", Role::UnitFinance, Act::RateSelf { rating }).await;
        }
        hall.does("U", Role::UnitFinance, Act::StatePlan { rows: plan() }).await;
        for (body, low, high) in [("A", 41_100_100, 51_100_100), ("B", 20_200_200, 20_200_200)] {
            hall.does(body, Role::Author, Act::Intend { rows: vec![intends(body, low, high)] }).await;
            hall.does(body, Role::Author, hall.response(2, &format!("SURVEY-OF-{body}"))).await;
        }
    }

    pub fn response(&self, score: u8, text: &str) -> Act {
        let scores: BTreeMap<Code, u8> =
            self.asks().domains.iter().map(|domain| (domain.id.clone(), score)).collect();
        Act::Respond { scores, text: text.to_string() }
    }

    pub async fn certified() -> Hall {
        let mut hall = Hall::answered().await;
        hall.day = 2;
        hall.does("U", Role::UnitDirector, Act::Certify).await;
        hall
    }

    /// Of what was asked in 2012: both assessors find that one domain fails, and only one. The rule doesn't say what comes of that.
    pub async fn rated_open() -> Hall {
        let text = include_str!("../../../../data/checkpoints/2012-checkpoint-2.toml");
        let asked = keep_checkpoint("2012-checkpoint-2", text).0.unwrap();
        let mut hall = Hall::opened_for(asked).await;
        hall.all_say().await;
        hall.day = 2;
        hall.does("U", Role::UnitDirector, Act::Certify).await;
        let best = hall.asks().ratings[0].id.to_string();
        let mut ratings = hall.ratings(&best, "RATED-ALIKE");
        ratings[0].rating = code("fails");
        hall.does("X", Role::Assessor, Act::Rate { ratings: ratings.clone() }).await;
        let other = hall.other("X", Role::Assessor);
        hall.tries_as(&other, "U", Act::Rate { ratings }).await.unwrap();
        hall
    }

    /// One assessor has rated.
    pub async fn rated_once() -> Hall {
        let hall = Hall::certified().await;
        let ratings = hall.ratings("falls-short", "RATED-BY-ONE");
        hall.does("X", Role::Assessor, Act::Rate { ratings }).await;
        hall
    }

    /// Both have, and differ on the first domain.
    pub async fn differing() -> Hall {
        let hall = Hall::rated_once().await;
        let mut ratings = hall.ratings("falls-short", "RATED-BY-TWO");
        ratings[0].rating = code("meets");
        let other = hall.other("X", Role::Assessor);
        hall.tries_as(&other, "U", Act::Rate { ratings }).await.unwrap();
        hall
    }

    pub async fn rated() -> Hall {
        let hall = Hall::differing().await;
        let ratings = hall.ratings("meets", "SETTLED-BECAUSE").into_iter().take(1).collect();
        hall.does("X", Role::ReviewLead, Act::Moderate { ratings }).await;
        hall
    }

    pub async fn outcome() -> Hall {
        let hall = Hall::rated().await;
        let outcome = Some(code("stops"));
        hall.does("X", Role::ReviewLead, Act::RecordOutcome { outcome, text: "OUTCOME-BECAUSE".into() })
            .await;
        hall
    }

    pub async fn published() -> Hall {
        let hall = Hall::outcome().await;
        hall.does("X", Role::ReviewLead, Act::Publish).await;
        hall
    }

    pub async fn bound() -> Hall {
        let hall = Hall::published().await;
        let milestones = [("MILESTONE-OF-U", "U"), ("MILESTONE-OF-X", "X")]
            .map(|(text, owner)| Milestone::new(text, &code(owner), date("2026-12-31")));
        hall.does("X", Role::ReviewLead, Act::BindPlan { milestones: milestones.to_vec() }).await;
        hall
    }

    pub async fn closed() -> Hall {
        let mut hall = Hall::bound().await;
        hall.does("U", Role::UnitDirector, Act::MeetMilestone { milestone: 0, text: "MET-BY-U".into() })
            .await;
        hall.day = 60;
        hall.does("X", Role::ReviewLead, Act::MissMilestone { milestone: 1, text: "MISSED-BY-X".into() })
            .await;
        hall.does("X", Role::ReviewLead, Act::Close).await;
        hall
    }

    /// How often an act stands in what somebody knows of the history.
    pub async fn times(&self, actor: &Actor, act: ActKind) -> usize {
        let seen = self.see(actor, "U").await.unwrap();
        let view = seen.view();
        view.history.iter().filter(|step| step.act == act).count()
    }
}

/// A plan with an income that stands nowhere else.
pub fn plan() -> Vec<PlanRow> {
    let row = |customer: &str, income| PlanRow {
        unit: code("U"),
        customer: code(customer),
        service: code("*"),
        year: "2026/27".parse().unwrap(),
        income: Pence(income),
        cost: Some(Pence(33_344_455)),
    };
    vec![row("A", 45_544_433), row("B", 31_122_244), row("C", 17_788_899)]
}

pub fn intends(customer: &str, low: i64, high: i64) -> Intended {
    Intended {
        customer: code(customer),
        unit: code("U"),
        service: code("*"),
        year: "2026/27".parse().unwrap(),
        low: Pence(low),
        high: Pence(high),
    }
}
