use casework::{
    Act, ActKind, Benefit, Choice, Condition, Days, Event, EvidenceFile, ExemptPart, Exhibit, ExhibitFigure,
    FileKind, OfferAnswer, Office, Overseer, ReplyKind, Rights, SectionId, Setup, Verdict, Who,
};
use serde_json::json;
use vocabulary::{Amount, CaseTier, Code, Date, DecisionRight, Pence, PenceBand};

use super::{Doing, EventLine, act_value, event_value, read_act, read_event, read_story};

fn day() -> Date {
    "2013-10-18".parse().unwrap()
}

fn text() -> String {
    "Words, “quoted”\n\n- and a list".to_string()
}

fn setup() -> Setup {
    Setup {
        reference: Code::new("06K-2013-1"),
        title: "Title".to_string(),
        tier: CaseTier::Case,
        commissioners: vec![Code::new("06K")],
        units: vec![Code::new("0CG")],
        affected: vec![],
        overseers: vec![Overseer { body: Code::new("Q58"), customer_or_host: false }],
        national: Some(Overseer { body: Code::new("X24"), customer_or_host: true }),
        rights: Rights { right: DecisionRight::Agree, legal_power: String::new(), source: text() },
        days: Days { certify: 7, review: 28, decide: 14 },
    }
}

fn exhibit() -> Exhibit {
    let figure = |id: &str, body, amount| ExhibitFigure { id: Code::new(id), title: text(), body, amount };
    Exhibit {
        hash: Code::new("aa11"),
        title: text(),
        section: SectionId::SystemImpact,
        affected: vec![Code::new("07H")],
        basis: vec![text()],
        figures: vec![
            figure("exact", Some(Code::new("07H")), Amount::exactly(Pence(-1_205))),
            figure("more", None, Amount::within(PenceBand::of(Pence(300_000)))),
            figure("less", None, Amount { exact: Pence(5), rest: Some(PenceBand::of(Pence(-300_000))) }),
            figure("none", None, Amount::within(PenceBand::of(Pence(0)))),
        ],
    }
}

/// One of every kind; a kind without one fails the test below.
fn one_of(kind: ActKind) -> Act {
    let (section, body) = (SectionId::Options, Code::new("07H"));
    match kind {
        ActKind::Open => Act::Open { setup: Box::new(setup()) },
        ActKind::Write => Act::Write { section, text: text() },
        ActKind::Attach => Act::Attach { exhibit: Box::new(exhibit()) },
        ActKind::Complete => Act::Complete { section },
        ActKind::AttachFile => Act::AttachFile {
            file: Box::new(EvidenceFile {
                hash: Code::new("ab"),
                title: text(),
                name: "Minutes of May.pdf".to_string(),
                kind: FileKind::Pdf,
                bytes: 7,
                section,
            }),
        },
        ActKind::TakeOutFile => Act::TakeOutFile { hash: body },
        ActKind::MarkExempt => Act::MarkExempt { part: ExemptPart::Figure(body), text: text() },
        ActKind::OpenSections => Act::OpenSections { sections: vec![section, SectionId::Staff] },
        ActKind::AgreeAssumption => Act::AgreeAssumption { section, text: text() },
        ActKind::Invite => Act::Invite { body, reply_by: day() },
        ActKind::Reply => Act::Reply { kind: ReplyKind::Intends, text: text(), private: text() },
        ActKind::CounterOffer => {
            Act::CounterOffer { text: text(), annual_pence: Pence(123_456), until: day() }
        }
        ActKind::AnswerOffer => {
            Act::AnswerOffer { offer: 1, answer: OfferAnswer::StillConsidered, text: text() }
        }
        ActKind::AcceptJoining => Act::AcceptJoining { body },
        ActKind::Leave => Act::Leave { text: text() },
        ActKind::SignOff => Act::SignOff { text: text() },
        ActKind::Certify => Act::Certify,
        ActKind::GoOnWithout => Act::GoOnWithout,
        ActKind::Receive => Act::Receive,
        ActKind::NeedNoView => Act::NeedNoView { text: text() },
        ActKind::TakeUp => Act::TakeUp,
        ActKind::DeclareInterest => Act::DeclareInterest { text: text() },
        ActKind::Ask => Act::Ask { section, text: text() },
        ActKind::Answer => Act::Answer { note: 2, text: text() },
        ActKind::Flag => Act::Flag { section, text: text() },
        ActKind::Comment => Act::Comment { text: text() },
        ActKind::Escalate => Act::Escalate { text: text() },
        _ => late_one_of(kind),
    }
}

fn late_one_of(kind: ActKind) -> Act {
    let conditions = vec![Condition { text: text(), due: day(), owner: Code::new("06K") }];
    let benefit = Benefit { title: text(), forecast_pence: Pence(-1), due: day(), outturn: None };
    match kind {
        ActKind::Return => Act::Return { points: vec![(SectionId::Staff, text())] },
        ActKind::AnswerPoint => Act::AnswerPoint { point: 0, text: text() },
        ActKind::Recommend => Act::Recommend { verdict: Verdict::WithConditions, text: text() },
        ActKind::RecordOutcome => {
            Act::RecordOutcome { verdict: Verdict::WithConditions, text: text(), conditions }
        }
        ActKind::NoteSilence => Act::NoteSilence,
        ActKind::Decide => Act::Decide { choice: Choice::WithChanges, text: text(), changes: text() },
        ActKind::Publish => Act::Publish,
        ActKind::Follow => Act::Follow { benefits: vec![benefit] },
        ActKind::MeetMilestone => Act::MeetMilestone { milestone: 1, text: text() },
        ActKind::WaiveMilestone => Act::WaiveMilestone { milestone: 1, text: text() },
        ActKind::RecordOutturn => Act::RecordOutturn { benefit: 0, pence: Pence(1) },
        ActKind::Close => Act::Close,
        ActKind::Withdraw => Act::Withdraw { text: text() },
        ActKind::Supersede => Act::Supersede { by: Code::new("06K-2013-2"), text: text() },
        other => panic!("no example of {other}"),
    }
}

#[test]
fn every_act_is_read_back_as_it_was_written() {
    for kind in ActKind::ALL {
        let act = one_of(*kind);
        assert_eq!(act.kind(), *kind);
        assert_eq!(read_act(&act_value(&act)).unwrap(), act);
        let who = Who::new("1", "06K", Office::Author);
        let line =
            EventLine { case: Code::new("06K-2013-1"), number: 7, event: Event { act, who, on: day() } };
        assert_eq!(read_event(&event_value(&line)).unwrap(), line);
    }
    for part in [SectionId::Money]
        .map(ExemptPart::Section)
        .into_iter()
        .chain([ExemptPart::Reply(Code::new("07H")), ExemptPart::File(Code::new("ab"))])
    {
        let act = Act::MarkExempt { part, text: text() };
        assert_eq!(read_act(&act_value(&act)).unwrap(), act);
    }
}

#[test]
fn a_field_that_is_missing_wrong_or_unknown_is_told() {
    for kind in ActKind::ALL {
        let whole = act_value(&one_of(*kind));
        let mut more = whole.clone();
        more["surprise"] = json!(1);
        assert!(read_act(&more).is_err(), "{kind} takes a field that it doesn't know");
        for name in
            whole.as_object().unwrap().keys().filter(|name| !["private", "changes"].contains(&name.as_str()))
        {
            let mut less = whole.clone();
            less.as_object_mut().unwrap().remove(name);
            let findings = read_act(&less).unwrap_err();
            assert!(findings.iter().any(|finding| finding.code == "act-field"), "{kind} without {name}");
        }
    }
    let findings = read_act(&json!({ "kind": "invite", "body": 7, "reply_by": "soon" })).unwrap_err();
    assert_eq!(findings.len(), 2, "all of them at once: {findings:?}");
    let mut off = act_value(&one_of(ActKind::Attach));
    off["exhibit"]["figures"][1]["amount"]["band"]["high_gbp"] = json!("4999.00");
    assert_eq!(read_act(&off).unwrap_err().len(), 1, "a band that isn't one of the grid");
    assert!(read_act(&json!("certify")).is_err());
}

#[test]
fn the_case_that_ships_is_read_to_its_end() {
    let text = include_str!("../../../../data/cases/east-and-north-hertfordshire.toml");
    let story = read_story("east-and-north-hertfordshire", text).unwrap();
    assert_eq!(story.steps[0].doing, Doing::Open);
    assert_eq!(story.steps.last().unwrap().doing, Doing::Act(Box::new(Act::Close)));
    assert!(story.steps.windows(2).all(|two| two[0].on <= two[1].on), "in the order of days");
    // Nothing in it is said by anybody: every text says so.
    for step in &story.steps {
        if let Doing::Act(act) = &step.doing {
            let said = act.words().is_none_or(|words| words.trim_start().starts_with("An illustration."));
            assert!(said || act.kind() == ActKind::AgreeAssumption, "{:?}", act.kind());
        }
    }
    let findings =
        read_story("x", &text.replace("reply_by = 2013-11-08", "reply_by = \"soon\"")).unwrap_err();
    assert_eq!(findings.len(), 1, "{findings:?}");
}
