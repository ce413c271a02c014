//! Two commissioners or one, a neighbour, a unit, two oversight bodies and a national one, all made up.

use casework::{
    Act, Case, Choice, Condition, Days, Event, EvidenceFile, Exhibit, ExhibitFigure, FileKind, OfferAnswer,
    Office, Overseer, ReplyKind, Rights, SectionId, Setup, Verdict, Who, sections_of,
};
use vocabulary::{Amount, CaseTier, Code, Date, DecisionRight, Pence};

pub fn day(number: i32) -> Date {
    let first: Date = "2013-10-21".parse().unwrap();
    first.saturating_add(jiff::Span::new().days(number))
}

pub fn code(text: &str) -> Code {
    Code::new(text)
}

/// Somebody whose name is body and role, so that each role is another person.
pub fn at(body: &str, office: Office) -> Who {
    Who::new(&format!("{body}-{office}"), body, office)
}

pub fn setup(tier: CaseTier, commissioners: &[&str]) -> Setup {
    Setup {
        reference: code("CASE-1"),
        title: "TITLE".to_string(),
        tier,
        commissioners: commissioners.iter().map(|body| code(body)).collect(),
        units: vec![code("U")],
        affected: vec![code("C")],
        overseers: vec![
            Overseer { body: code("T"), customer_or_host: false },
            Overseer { body: code("R"), customer_or_host: false },
        ],
        national: Some(Overseer { body: code("N"), customer_or_host: true }),
        rights: Rights {
            right: DecisionRight::Agree,
            legal_power: String::new(),
            source: "made up".to_string(),
        },
        days: Days { certify: 7, review: 28, decide: 14 },
    }
}

/// A case that is begun.
pub fn begun(setup: Setup) -> Case {
    let lead = setup.commissioners[0].clone();
    Case::open(setup, at(lead.as_str(), Office::Author), day(0)).unwrap()
}

pub trait Does: Sized {
    /// Does it, or fails.
    fn does(self, body: &str, office: Office, on: i32, act: Act) -> Self;
}

impl Does for Case {
    fn does(self, body: &str, office: Office, on: i32, act: Act) -> Case {
        self.apply(act.clone(), &at(body, office), day(on))
            .unwrap_or_else(|refused| panic!("{act:?}: {refused}"))
    }
}

pub fn exhibit(pence: i64) -> Act {
    let figure = |id: &str, body: Option<&str>, pence| ExhibitFigure {
        id: code(id),
        title: format!("FIGURE-{id}"),
        body: body.map(code),
        amount: Amount::exactly(Pence(pence)),
    };
    Act::Attach {
        exhibit: Box::new(Exhibit {
            hash: code("aa11"),
            title: "Who else is hurt".to_string(),
            section: SectionId::SystemImpact,
            affected: vec![code("C"), code("D")],
            basis: vec!["BASIS".to_string()],
            figures: vec![
                figure("C-line", Some("C"), pence),
                figure("D-line", Some("D"), 7),
                figure("system", None, 9),
            ],
        }),
    }
}

/// A file whose hash is a pair of digits, 32 times over.
pub fn evidence(digits: &str, section: SectionId) -> Act {
    Act::AttachFile {
        file: Box::new(EvidenceFile {
            hash: code(&digits.repeat(32)),
            title: format!("FILE-{digits}"),
            name: format!("{digits}.pdf"),
            kind: FileKind::Pdf,
            bytes: 1_000,
            section,
        }),
    }
}

/// Writes and completes every section that isn't complete.
pub fn write_all(case: Case, body: &str, on: i32) -> Case {
    let tier = case.setup().tier;
    sections_of(tier).fold(case, |case, kind| {
        if case.section(kind.id).complete {
            return case;
        }
        let text = format!("TEXT-{}-{on}", kind.id);
        case.does(body, Office::Author, on, Act::Write { section: kind.id, text }).does(
            body,
            Office::Author,
            on,
            Act::Complete { section: kind.id },
        )
    })
}

pub fn reply(text: &str, private: &str) -> Act {
    Act::Reply { kind: ReplyKind::Comments, text: text.to_string(), private: private.to_string() }
}

/// A case that is ready to be certified on day 5: C and U have replied, D hasn't.
pub fn ready(setup: Setup) -> Case {
    let lead = setup.commissioners[0].clone();
    let lead = lead.as_str();
    let ask = |body: &str| Act::Invite { body: code(body), reply_by: day(3) };
    let case = begun(setup).does(lead, Office::Author, 1, exhibit(100));
    let case = ["C", "D", "U"].iter().fold(case, |case, body| case.does(lead, Office::Author, 1, ask(body)));
    let case = case.does("C", Office::Author, 2, reply("REPLY-C", ""));
    let case = case.does("U", Office::UnitFinance, 2, reply("REPLY-U", "PRIVATE-U"));
    write_all(case, lead, 4)
}

pub fn words(text: &str) -> String {
    text.to_string()
}

/// One commissioner's case, sent on day 5, in review on day 7.
pub fn in_review(setup: Setup) -> Case {
    ready(setup)
        .does("A", Office::Certifier, 5, Act::Certify)
        .does("T", Office::Reviewer, 6, Act::Receive)
        .does("T", Office::Reviewer, 7, Act::TakeUp)
}

pub fn recommend(verdict: Verdict) -> Act {
    Act::Recommend { verdict, text: words("RECOMMENDED-BECAUSE") }
}

pub fn outcome(verdict: Verdict) -> Act {
    let conditions = match verdict {
        Verdict::WithConditions => {
            vec![Condition { text: words("CONDITION"), due: day(60), owner: code("A") }]
        }
        _ => Vec::new(),
    };
    Act::RecordOutcome { verdict, text: words("OUTCOME-BECAUSE"), conditions }
}

/// A case with its outcome, on day 12.
pub fn with_outcome(setup: Setup, verdict: Verdict) -> Case {
    in_review(setup).does("T", Office::Reviewer, 10, recommend(verdict)).does(
        "T",
        Office::ReviewLead,
        12,
        outcome(verdict),
    )
}

pub fn decide(choice: Choice) -> Act {
    let changes = if choice == Choice::WithChanges { words("fewer") } else { String::new() };
    Act::Decide { choice, text: words("DECIDED-BECAUSE"), changes }
}

/// Every state that one commissioner's case goes through, in order, up to closed.
pub fn life() -> Vec<Case> {
    let draft = ready(setup(CaseTier::Case, &["A"]));
    let mut cases = vec![draft];
    let mut go = |body: &str, office, on, act| {
        let next = cases.last().unwrap().clone().does(body, office, on, act);
        cases.push(next);
    };
    go("A", Office::Certifier, 5, Act::Certify);
    go("T", Office::Reviewer, 6, Act::Receive);
    go("T", Office::Reviewer, 7, Act::TakeUp);
    go("T", Office::Reviewer, 8, Act::Flag { section: SectionId::Money, text: words("FLAG") });
    go("R", Office::Reviewer, 8, Act::Comment { text: words("COMMENT") });
    go("T", Office::Reviewer, 8, Act::Ask { section: SectionId::Money, text: words("QUESTION") });
    go(
        "U",
        Office::UnitDirector,
        8,
        Act::CounterOffer { text: words("OFFER"), annual_pence: Pence(1), until: day(90) },
    );
    let declined =
        Act::AnswerOffer { offer: 0, answer: OfferAnswer::Declined, text: words("OFFER-DECLINED") };
    go("A", Office::Author, 8, declined);
    go("T", Office::Reviewer, 8, Act::Return { points: vec![(SectionId::Money, words("POINT"))] });
    go("A", Office::Author, 9, Act::AnswerPoint { point: 0, text: words("ANSWER") });
    go("A", Office::Author, 9, Act::Complete { section: SectionId::Money });
    go("A", Office::Certifier, 10, Act::Certify);
    go("T", Office::Reviewer, 11, recommend(Verdict::WithConditions));
    go("T", Office::ReviewLead, 12, outcome(Verdict::WithConditions));
    go("A", Office::GoverningBody, 13, decide(Choice::Proceed));
    go("A", Office::Certifier, 14, Act::Publish);
    go("A", Office::Author, 15, Act::Follow { benefits: Vec::new() });
    go("A", Office::Author, 50, Act::MeetMilestone { milestone: 0, text: words("done") });
    go("A", Office::Certifier, 51, Act::Close);
    cases
}

/// The refusal of an act.
pub fn refused(case: &Case, body: &str, office: Office, on: i32, act: Act) -> casework::Refused {
    match case.apply(act.clone(), &at(body, office), day(on)) {
        Ok(_) => panic!("{act:?} was allowed"),
        Err(refused) => refused,
    }
}

/// The history makes the same case, with everything asked again and without.
pub fn is_its_history(case: &Case) -> bool {
    let events: Vec<Event> = case.events().to_vec();
    Case::of(&events).as_ref() == Some(case) && Case::replay(&events).as_ref() == Ok(case)
}
