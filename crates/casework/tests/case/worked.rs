//! Reads `docs/worked/the-case.md` and replays it.

use std::collections::BTreeMap;

use casework::{
    Act, Answered, Benefit, Case, Condition, Days, ExemptPart, Exhibit, ExhibitFigure, Office, Overseer,
    Rights, SectionId, Setup, State, Who,
};
use vocabulary::{Amount, Code, Date, Pence};

use crate::world::is_its_history;

type Row = BTreeMap<String, String>;

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

fn block(name: &str) -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/worked/the-case.md");
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

fn codes(text: &str) -> Vec<Code> {
    text.split(';').map(Code::new).collect()
}

fn date(text: &str) -> Date {
    text.trim().parse().unwrap_or_else(|_| panic!("{text}"))
}

fn pounds(text: &str) -> Pence {
    text.trim().parse().unwrap_or_else(|_| panic!("{text}"))
}

fn setup() -> Setup {
    let row = &block("setup")[0];
    let overseer = |body: Code, customer_or_host| Overseer { body, customer_or_host };
    Setup {
        reference: Code::new(&row["reference"]),
        title: "East and North Hertfordshire takes its services in house".to_string(),
        tier: row["tier"].parse().unwrap(),
        commissioners: codes(&row["commissioners"]),
        units: codes(&row["units"]),
        affected: codes(&row["affected"]),
        overseers: codes(&row["overseers"]).into_iter().map(|body| overseer(body, false)).collect(),
        national: Some(overseer(Code::new(&row["national"]), true)),
        rights: Rights {
            right: row["right"].parse().unwrap(),
            legal_power: row["legal_power"].clone(),
            source: "decision_rights.csv".to_string(),
        },
        days: Days {
            certify: row["certify_days"].parse().unwrap(),
            review: row["review_days"].parse().unwrap(),
            decide: row["decide_days"].parse().unwrap(),
        },
    }
}

fn exhibit(name: &str, section: SectionId) -> Exhibit {
    let own = block("figures").into_iter().filter(|row| row["exhibit"] == name);
    let figures = own.map(|row| ExhibitFigure {
        id: Code::new(&row["figure"]),
        title: row["figure"].clone(),
        body: Some(Code::new(&row["body"])).filter(|body| !body.as_str().is_empty()),
        amount: Amount::exactly(pounds(&row["pounds"])),
    });
    let figures: Vec<_> = figures.collect();
    let affected = figures.iter().filter_map(|figure| figure.body.clone()).collect();
    let (hash, title) = (Code::new(name), "Who else is hurt".to_string());
    let basis = vec!["Illustrative: 0CG has signed nothing of it.".to_string()];
    Exhibit { hash, title, section, affected, basis, figures }
}

/// `first: second` or `first / second` or `first by day`.
fn parts<'a>(what: &'a str, between: &str) -> (&'a str, &'a str) {
    what.split_once(between).unwrap_or_else(|| panic!("{what} has no {between:?}"))
}

fn act(row: &Row) -> Act {
    let what = row["what"].as_str();
    let section = || row["section"].parse::<SectionId>().unwrap();
    let numbered = || {
        let (number, text) = parts(what, ": ");
        (number.parse::<usize>().unwrap(), text.to_string())
    };
    match row["act"].as_str() {
        "write" => Act::Write { section: section(), text: what.to_string() },
        "complete" => Act::Complete { section: section() },
        "attach" => Act::Attach { exhibit: Box::new(exhibit(what, section())) },
        "open-sections" => Act::OpenSections { sections: vec![section()] },
        "agree-assumption" => Act::AgreeAssumption { section: section(), text: what.to_string() },
        "invite" => {
            let (body, day) = parts(what, " by ");
            Act::Invite { body: Code::new(body), reply_by: date(day) }
        }
        "reply" => {
            let (kind, text) = parts(what, ": ");
            let (text, private) = text.split_once(" / ").unwrap_or((text, ""));
            Act::Reply { kind: kind.parse().unwrap(), text: text.to_string(), private: private.to_string() }
        }
        "counter-offer" => {
            let (text, rest) = parts(what, " / ");
            let (annual, until) = parts(rest, " by ");
            Act::CounterOffer { text: text.to_string(), annual_pence: pounds(annual), until: date(until) }
        }
        "answer-offer" => {
            let (offer, rest) = parts(what, ": ");
            let (answer, text) = parts(rest, ": ");
            let (offer, answer) = (offer.parse().unwrap(), answer.parse().unwrap());
            Act::AnswerOffer { offer, answer, text: text.to_string() }
        }
        "sign-off" => Act::SignOff { text: what.to_string() },
        "certify" => Act::Certify,
        "receive" => Act::Receive,
        "take-up" => Act::TakeUp,
        "ask" => Act::Ask { section: section(), text: what.to_string() },
        "answer" => {
            let (note, text) = numbered();
            Act::Answer { note, text }
        }
        "comment" => Act::Comment { text: what.to_string() },
        "return" => Act::Return { points: vec![(section(), what.to_string())] },
        "answer-point" => {
            let (point, text) = numbered();
            Act::AnswerPoint { point, text }
        }
        _ => late_act(row),
    }
}

fn late_act(row: &Row) -> Act {
    let what = row["what"].as_str();
    match row["act"].as_str() {
        "recommend" => {
            let (verdict, text) = parts(what, ": ");
            Act::Recommend { verdict: verdict.parse().unwrap(), text: text.to_string() }
        }
        "record-outcome" => {
            let (verdict, rest) = parts(what, ": ");
            let (text, condition) = parts(rest, " / ");
            let (condition, due) = parts(condition, " by ");
            let owner = Code::new("06K");
            let conditions = vec![Condition { text: condition.to_string(), due: date(due), owner }];
            Act::RecordOutcome { verdict: verdict.parse().unwrap(), text: text.to_string(), conditions }
        }
        "decide" => {
            let (choice, rest) = parts(what, ": ");
            let (text, changes) = parts(rest, " / ");
            Act::Decide {
                choice: choice.parse().unwrap(),
                text: text.to_string(),
                changes: changes.to_string(),
            }
        }
        "mark-exempt" => {
            let (figure, text) = parts(what, ": ");
            Act::MarkExempt { part: ExemptPart::Figure(Code::new(figure)), text: text.to_string() }
        }
        "publish" => Act::Publish,
        "follow" => {
            let (title, rest) = parts(what, " / ");
            let (forecast, due) = parts(rest, " by ");
            let (title, forecast_pence) = (title.to_string(), pounds(forecast));
            Act::Follow { benefits: vec![Benefit { title, forecast_pence, due: date(due), outturn: None }] }
        }
        "meet-milestone" => {
            let (milestone, text) = parts(what, ": ");
            Act::MeetMilestone { milestone: milestone.parse().unwrap(), text: text.to_string() }
        }
        "record-outturn" => {
            let (benefit, amount) = parts(what, ": ");
            Act::RecordOutturn { benefit: benefit.parse().unwrap(), pence: pounds(amount) }
        }
        "close" => Act::Close,
        other => panic!("{other}"),
    }
}

/// The case after each step of the page.
fn replayed() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for row in block("steps") {
        let who = Who::new(&row["person"], &row["body"], row["role"].parse().unwrap());
        let day = date(&row["day"]);
        let next = match cases.last() {
            None => Case::open(setup(), who, day).unwrap(),
            Some(case) => {
                case.apply(act(&row), &who, day).unwrap_or_else(|refused| panic!("{row:?}: {refused}"))
            }
        };
        assert_eq!(next.state().word(), row["then"], "{row:?}");
        cases.push(next);
    }
    cases
}

#[test]
fn the_page_is_replayed_through_every_state() {
    let cases = replayed();
    let mut states: Vec<State> = cases.iter().map(Case::state).collect();
    states.sort_unstable();
    states.dedup();
    assert_eq!(states, State::ALL[..=State::Closed as usize]);
    let last = cases.last().unwrap();
    assert!(is_its_history(last));
    assert_eq!(last.benefits()[0].difference_pence(), Some(Pence(-6_000_000)));
    let certifier = Who::new("p2", "06K", Office::Certifier);
    for case in &cases {
        let day = case.last_day();
        let withdrawn = case.apply(Act::Withdraw { text: "we stay".to_string() }, &certifier, day);
        assert_eq!(withdrawn.is_ok(), case.state() != State::Closed);
        let by = Code::new("CASE-2013-2");
        let superseded = case.apply(Act::Supersede { by, text: "a wider one".to_string() }, &certifier, day);
        assert_eq!(superseded.is_ok(), case.state() != State::Closed);
    }
}

#[test]
fn the_days_of_the_page_are_the_days_of_the_case() {
    let cases = replayed();
    let by = |state| cases.iter().filter(move |case| case.state() == state).map(|case| case.review().view_by);
    assert_eq!(by(State::Sent).next_back(), Some(Some(date("2013-12-12"))));
    let returned = cases.iter().rfind(|case| case.state() == State::Returned).unwrap();
    assert_eq!(returned.review().days_left, 22);
    assert_eq!(by(State::InReview).next_back(), Some(Some(date("2013-12-17"))));
    let essex = &cases.last().unwrap().consultation()["07H"];
    assert_eq!(essex.stands(date("2013-11-08")), Answered::Waiting);
    assert_eq!(essex.stands(date("2013-11-09")), Answered::NoReply);
}

#[test]
fn each_sees_what_the_page_says() {
    let cases = replayed();
    for row in block("sees") {
        let day = date(&row["day"]);
        let case = cases.iter().rfind(|case| case.last_day() <= day).unwrap();
        let who = Who::new("somebody", &row["body"], row["role"].parse().unwrap());
        let view = case.seen_by(&who, day);
        let seen = [
            view.notice.map_or(String::new(), |(_, state)| state.to_string()),
            view.texts.len().to_string(),
            view.figures.len().to_string(),
            view.asked.len().to_string(),
            view.recommendation.map_or(String::new(), |view| view.verdict.to_string()),
            view.outcome.map_or(String::new(), |view| view.verdict.to_string()),
        ];
        let columns = ["state", "sections", "figures", "asked", "recommendation", "outcome"];
        assert_eq!(seen, columns.map(|column| row[column].clone()), "{row:?}");
        let private = view.asked.iter().any(|shown| !shown.private.is_empty());
        assert!(!private || ["0CG", "Q58"].contains(&row["body"].as_str()), "{row:?}");
    }
}

#[test]
fn a_resubmission_shows_only_what_changed() {
    let cases = replayed();
    let [first, second] = cases.last().unwrap().submissions() else { panic!("two submissions") };
    let (sections, figures) = casework::changes(first, second);
    assert_eq!(sections.iter().map(|section| section.section).collect::<Vec<_>>(), [SectionId::SystemImpact]);
    let differ: Vec<_> =
        figures.iter().map(|figure| (figure.id.clone(), figure.before, figure.after)).collect();
    let told = |text: &str| Some(Amount::exactly(pounds(text)));
    let expected: Vec<_> = block("changes")
        .iter()
        .map(|row| (Code::new(&row["figure"]), told(&row["before"]), told(&row["after"])))
        .collect();
    assert_eq!(differ, expected);
}
