//! The round of `docs/worked/a-round.md`, read from the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use assurance::{
    Act, ActKind, Assessment, Condition, Definition, Domain, DomainRating, Event, Intended, Known, Milestone,
    Opening, Origin, Outcome, PlanRow, Question, Rating, Round, Rule, Test, UnitOpening,
};
use vocabulary::{Code, Date, Pence, Who};

pub type Row = BTreeMap<String, String>;

fn cells(line: &str) -> Vec<String> {
    line.split(',').map(str::to_string).collect()
}

/// The rows of a block of the page.
pub fn block(name: &str) -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/worked/a-round.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().skip_while(|line| *line != format!("```csv {name}")).skip(1);
    let columns = cells(lines.next().expect(name));
    let rows = lines.take_while(|line| !line.starts_with("```")).map(cells);
    rows.map(|row| {
        assert_eq!(row.len(), columns.len(), "{row:?}");
        columns.iter().cloned().zip(row).collect()
    })
    .collect()
}

pub fn code(text: &str) -> Code {
    Code::new(text)
}

pub fn date(text: &str) -> Date {
    text.trim().parse().unwrap_or_else(|_| panic!("{text}"))
}

pub fn pounds(text: &str) -> Pence {
    text.trim().parse().unwrap_or_else(|_| panic!("{text}"))
}

fn ours() -> Origin {
    Origin { known: Known::Ours, source: None }
}

fn domain(id: &str, questions: &[&str]) -> Domain {
    let question = |id: &&str| Question {
        id: code(id),
        asks: format!("{id}?"),
        guidance: String::new(),
        origin: ours(),
    };
    let test = Test {
        id: code(&format!("test-of-{id}")),
        title: id.to_string(),
        guidance: String::new(),
        questions: questions.iter().map(question).collect(),
        origin: ours(),
    };
    Domain {
        id: code(id),
        title: id.to_string(),
        about: String::new(),
        tests: vec![test],
        sentences: Vec::new(),
        origin: ours(),
    }
}

/// A definition with these domains and their questions, and the ratings and the rule of the page.
pub fn definition_asking(domains: &[(&str, &[&str])]) -> Definition {
    let mut rules: Vec<Rule> = Vec::new();
    for row in block("rules") {
        let when = Condition {
            ratings: row["ratings"].split(';').map(code).collect(),
            domains: Vec::new(),
            at_least: row["at_least"].parse().unwrap(),
            at_most: row["at_most"].parse().ok(),
        };
        match rules.iter_mut().find(|rule| rule.outcome.as_str() == row["outcome"]) {
            Some(rule) => rule.when.push(when),
            None => rules.push(Rule {
                outcome: code(&row["outcome"]),
                words: String::new(),
                when: vec![when],
                origin: ours(),
            }),
        }
    }
    let rating =
        |id: &str| Rating { id: code(id), title: id.to_string(), means: String::new(), origin: ours() };
    let outcome = |id: &str| Outcome {
        id: code(id),
        title: id.to_string(),
        means: String::new(),
        needs_plan: id != "stops",
        origin: ours(),
    };
    Definition {
        id: code("of-the-page"),
        title: "Of the page".to_string(),
        about: String::new(),
        valid_from: date("2012-01-01"),
        valid_to: None,
        author: "a".to_string(),
        checked_by: "b".to_string(),
        review_date: date("2013-01-01"),
        sources: Vec::new(),
        ratings: ["medium-to-low-issues", "rigorous-management", "fails"].map(rating).to_vec(),
        domains: domains.iter().map(|(id, questions)| domain(id, questions)).collect(),
        outcomes: ["proceeds", "rigorous-management", "stops"].map(outcome).to_vec(),
        rules,
    }
}

pub fn definition() -> Definition {
    let rows = block("domains");
    let domains: Vec<(&str, Vec<&str>)> =
        rows.iter().map(|row| (row["domain"].as_str(), vec![row["question"].as_str()])).collect();
    let borrowed: Vec<(&str, &[&str])> = domains.iter().map(|(id, asks)| (*id, asks.as_slice())).collect();
    definition_asking(&borrowed)
}

pub fn opening(round: &str, definition: Definition, answer_by: &str) -> Opening {
    let customers = ["04K", "04L", "04M", "04N", "04H", "04E", "04Q"].map(code).to_vec();
    Opening {
        round: code(round),
        definition: Arc::new(definition),
        overseer: code("X-NHSE"),
        units: vec![UnitOpening { unit: code("X-GEM"), customers }],
        answer_by: date(answer_by),
    }
}

pub fn who(person: &str, role: &str, body: &str) -> Who {
    Who::new(person, body, role.parse().unwrap())
}

pub fn plan() -> Vec<PlanRow> {
    let rows = block("plan").into_iter();
    rows.map(|row| PlanRow {
        unit: code("X-GEM"),
        customer: code(&row["customer"]),
        service: code(&row["service"]),
        year: row["year"].parse().unwrap(),
        income: pounds(&row["income"]),
        cost: Some(pounds(&row["cost"])),
    })
    .collect()
}

pub fn intentions() -> Vec<Intended> {
    let rows = block("intentions").into_iter();
    rows.map(|row| Intended {
        customer: code(&row["customer"]),
        unit: code("X-GEM"),
        service: code(&row["service"]),
        year: row["year"].parse().unwrap(),
        low: pounds(&row["low"]),
        high: pounds(&row["high"]),
    })
    .collect()
}

/// `leadership=fails: why / …`
pub fn ratings(text: &str) -> Vec<DomainRating> {
    let one = |text: &str| {
        let (pair, reason) = text.split_once(": ").unwrap();
        let (domain, rating) = pair.split_once('=').unwrap();
        DomainRating { domain: code(domain), rating: code(rating), reason: reason.to_string() }
    };
    text.split(" / ").map(one).collect()
}

fn milestones(text: &str) -> Vec<Milestone> {
    let one = |text: &str| {
        let (words, rest) = text.split_once(" by ").unwrap();
        let (due, owner) = rest.split_once(" for ").unwrap();
        Milestone::new(words, &code(owner), date(due))
    };
    text.split(" / ").map(one).collect()
}

fn numbered(text: &str) -> (usize, String) {
    let (number, text) = text.split_once(": ").unwrap();
    (number.parse().unwrap(), text.to_string())
}

fn worded(text: &str) -> (Code, String) {
    let (id, text) = text.split_once(": ").unwrap();
    (code(id), text.to_string())
}

/// The act of a step of the page.
pub fn act(kind: ActKind, body: &str, what: &str) -> Act {
    match kind {
        ActKind::Open | ActKind::Keep | ActKind::Abandon => panic!("not a step of the page"),
        ActKind::Answer => {
            let (question, text) = worded(what);
            Act::Answer { question, text, evidence: Vec::new() }
        }
        ActKind::RateSelf => Act::RateSelf { rating: ratings(what).remove(0) },
        ActKind::StatePlan => Act::StatePlan { rows: plan() },
        ActKind::Certify => Act::Certify,
        ActKind::Intend => Act::Intend {
            rows: intentions().into_iter().filter(|row| row.customer.as_str() == body).collect(),
        },
        ActKind::Respond => {
            let row = block("survey").into_iter().find(|row| row["customer"] == body).unwrap();
            let scores = row.iter().filter(|(key, _)| *key != "customer");
            let scores = scores.filter_map(|(domain, score)| Some((code(domain), score.parse().ok()?)));
            Act::Respond { scores: scores.collect(), text: what.to_string() }
        }
        ActKind::Rate => Act::Rate { ratings: ratings(what) },
        ActKind::Moderate => Act::Moderate { ratings: ratings(what) },
        ActKind::RecordOutcome => {
            let (outcome, text) = worded(what);
            Act::RecordOutcome { outcome: Some(outcome), text }
        }
        ActKind::Publish => Act::Publish,
        ActKind::BindPlan => Act::BindPlan { milestones: milestones(what) },
        ActKind::MeetMilestone => {
            let (milestone, text) = numbered(what);
            Act::MeetMilestone { milestone, text }
        }
        ActKind::MissMilestone => {
            let (milestone, text) = numbered(what);
            Act::MissMilestone { milestone, text }
        }
        ActKind::Close => Act::Close,
    }
}

/// The round of the page, opened.
pub fn opened() -> Round {
    let lead = who("p1", "review-lead", "X-NHSE");
    Round::open(&opening("checkpoint-2", definition(), "2012-03-31"), None, &lead, date("2012-03-01"))
        .unwrap()
}

pub fn unit(round: &Round) -> &Assessment {
    round.of_unit(&code("X-GEM")).unwrap()
}

/// The steps of the page, each with the assessment after it.
pub fn steps() -> Vec<(Row, Assessment)> {
    let mut round = opened();
    let mut done = Vec::new();
    for row in block("steps") {
        if row["act"] != "open" {
            let act = act(row["act"].parse().unwrap(), &row["body"], &row["what"]);
            let who = who(&row["person"], &row["role"], &row["body"]);
            round = round
                .apply(&code("X-GEM"), act, &who, date(&row["day"]))
                .unwrap_or_else(|refused| panic!("{row:?}: {refused}"));
        }
        done.push((row, unit(&round).clone()));
    }
    done
}

/// The assessment of the page, the first time it is in a state.
pub fn at(state: assurance::State) -> Assessment {
    steps().into_iter().map(|(_, after)| after).find(|after| after.state() == state).unwrap()
}

/// Is it what its own history makes?
pub fn is_its_history(assessment: &Assessment) {
    let events: Vec<Event> = assessment.events().to_vec();
    assert_eq!(Assessment::of(&events).as_ref(), Some(assessment));
}
