//! Whatever is tried, in whatever order, by whomever: what must hold holds.

use casework::{
    APART, Act, ActKind, Benefit, Case, Choice, ExemptPart, Hand, Office, Party, SectionId, State, To,
    Verdict, Who, rule_of, sections_of,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use vocabulary::{CaseTier, Pence};

use crate::world::*;

/// Everybody who may do anything, and a few who are several things at once.
fn cast() -> Vec<Who> {
    let roles = [Office::Author, Office::Certifier, Office::GoverningBody, Office::HrLead, Office::Assurer];
    let mut cast: Vec<Who> =
        ["A", "B"].iter().flat_map(|body| roles.map(|office| at(body, office))).collect();
    cast.extend(
        ["T", "R", "N"].iter().flat_map(|body| [Office::Reviewer, Office::ReviewLead].map(|o| at(body, o))),
    );
    cast.extend(["C", "D"].iter().map(|body| at(body, Office::Author)));
    cast.extend([at("C", Office::Certifier), at("C", Office::GoverningBody)]);
    cast.extend([
        at("U", Office::UnitDirector),
        at("U", Office::UnitFinance),
        at("A", Office::Administrator),
    ]);
    cast.extend([Office::Author, Office::Certifier, Office::GoverningBody].map(|o| Who::new("both", "A", o)));
    cast.extend([Who::new("both", "A", Office::Assurer), Who::new("both", "T", Office::Reviewer)]);
    cast
}

/// An act of a kind, with whatever it says.
fn act(case: &Case, kind: ActKind, number: u32, today: i32) -> Act {
    let pick = |many: usize| number as usize % many.max(1);
    let sections: Vec<SectionId> = sections_of(case.setup().tier).map(|kind| kind.id).collect();
    // Now and then a section of the other tier.
    let section =
        if number.is_multiple_of(29) { SectionId::ALL[pick(11)] } else { sections[pick(sections.len())] };
    let text = if number.is_multiple_of(13) { words(" ") } else { format!("words {number}") };
    let body = code(["A", "C", "D", "U", "B"][pick(5)]);
    let later = day(today + (number % 17) as i32 - 1);
    let verdict = Verdict::ALL[pick(Verdict::ALL.len())];
    match kind {
        ActKind::Open => Act::Open { setup: Box::new(case.setup().clone()) },
        ActKind::Write => Act::Write { section, text },
        ActKind::Attach => exhibit(i64::from(number)),
        ActKind::Complete => Act::Complete { section },
        ActKind::AttachFile => evidence(["aa", "bb", "cc"][pick(3)], section),
        ActKind::TakeOutFile => Act::TakeOutFile { hash: code(&["aa", "bb", "cc"][pick(3)].repeat(32)) },
        ActKind::MarkExempt => Act::MarkExempt { part: ExemptPart::Section(section), text },
        ActKind::OpenSections => Act::OpenSections { sections: vec![section] },
        ActKind::AgreeAssumption => Act::AgreeAssumption { section, text },
        ActKind::Invite => Act::Invite { body, reply_by: later },
        ActKind::Reply => {
            let kind = casework::ReplyKind::ALL[pick(4)];
            Act::Reply {
                kind,
                text,
                private: if number.is_multiple_of(3) { words("secret") } else { String::new() },
            }
        }
        ActKind::CounterOffer => Act::CounterOffer { text, annual_pence: Pence(number.into()), until: later },
        ActKind::AnswerOffer => {
            Act::AnswerOffer { offer: pick(3), answer: casework::OfferAnswer::ALL[pick(3)], text }
        }
        ActKind::AcceptJoining => Act::AcceptJoining { body },
        ActKind::Leave => Act::Leave { text },
        ActKind::SignOff => Act::SignOff { text },
        ActKind::Certify => Act::Certify,
        ActKind::GoOnWithout => Act::GoOnWithout,
        ActKind::Receive => Act::Receive,
        ActKind::NeedNoView => Act::NeedNoView { text },
        ActKind::TakeUp => Act::TakeUp,
        ActKind::DeclareInterest => Act::DeclareInterest { text },
        ActKind::Ask => Act::Ask { section, text },
        ActKind::Answer => Act::Answer { note: pick(case.review().notes.len()), text },
        ActKind::Flag => Act::Flag { section, text },
        ActKind::Comment => Act::Comment { text },
        ActKind::Escalate => Act::Escalate { text },
        ActKind::Return => Act::Return { points: vec![(section, text)] },
        ActKind::AnswerPoint => {
            let open = case.review().points.iter().position(|point| point.answer.is_none());
            Act::AnswerPoint { point: open.unwrap_or(0), text }
        }
        ActKind::Recommend => Act::Recommend { verdict, text },
        ActKind::RecordOutcome => outcome(verdict),
        ActKind::NoteSilence => Act::NoteSilence,
        ActKind::Decide => Act::Decide {
            choice: Choice::ALL[pick(4)],
            text,
            changes: if pick(4) == 1 { words("less") } else { String::new() },
        },
        ActKind::Publish => Act::Publish,
        ActKind::Follow => Act::Follow {
            benefits: vec![Benefit {
                title: words("saved"),
                forecast_pence: Pence(5),
                due: later,
                outturn: None,
            }],
        },
        ActKind::MeetMilestone => Act::MeetMilestone { milestone: pick(2), text },
        ActKind::WaiveMilestone => Act::WaiveMilestone { milestone: pick(2), text },
        ActKind::RecordOutturn => Act::RecordOutturn { benefit: pick(2), pence: Pence(number.into()) },
        ActKind::Close => Act::Close,
        ActKind::Withdraw => Act::Withdraw { text },
        ActKind::Supersede => Act::Supersede { by: code(["CASE-1", "CASE-2"][pick(2)]), text },
    }
}

/// One try: who and what, both by number, what the act says, and how many days later.
type Try = (u32, u32, u32, i32);

fn hold_between(before: &Case, after: &Case, kind: ActKind) -> Result<(), TestCaseError> {
    prop_assert_eq!(before.events().len() + 1, after.events().len());
    prop_assert_eq!(&after.events()[..before.events().len()], before.events(), "history only grows");
    let to = after.state();
    let led = match rule_of(kind).to {
        To::Stays => to == before.state(),
        To::Goes(state) => to == state || (state == State::Outcome && to == State::Decided),
        To::MayGo(states) => to == before.state() || states.contains(&to),
    };
    prop_assert!(led, "{} led from {} to {}", kind, before.state(), to);
    for id in SectionId::ALL {
        let (old, new) = (&before.section(*id).versions, &after.section(*id).versions);
        prop_assert_eq!(&new[..old.len()], &old[..], "no version is lost");
    }
    let resubmitted = before.state() == State::Returned && to == State::InReview;
    if resubmitted || to == State::Outcome {
        prop_assert!(after.review().points.iter().all(|point| point.answer.is_some()));
    }
    if after.submissions().len() > before.submissions().len() {
        prop_assert!(sections_of(after.setup().tier).all(|kind| after.section(kind.id).complete));
    }
    Ok(())
}

fn hold(case: &Case, today: i32) -> Result<(), TestCaseError> {
    let done = |kinds: &[ActKind]| case.events().iter().any(|event| kinds.contains(&event.act.kind()));
    let outcome = [ActKind::RecordOutcome, ActKind::NeedNoView, ActKind::NoteSilence];
    prop_assert_eq!(case.review().outcome.is_some(), done(&outcome), "no outcome before its act");
    for party in Party::ALL {
        for body in ["A", "B", "C", "D", "U", "T", "R", "N", "Z"] {
            let view = case.view(*party, &code(body), day(today));
            prop_assert!(view.outcome.is_none() || done(&outcome));
            prop_assert!(view.recommendation.is_none() || *party == Party::Deciding);
            prop_assert!(view.decisions.is_empty() || done(&[ActKind::Decide]));
        }
    }
    for (body, stand) in case.stands() {
        for decision in &stand.decisions {
            prop_assert!(!decision.reasons.trim().is_empty(), "{} decided without reasons", body);
            prop_assert!(case.setup().tier == CaseTier::Record || done(&outcome));
        }
    }
    for who in cast() {
        let hands: Vec<Hand> = case.hands_of(&who.person).into_iter().collect();
        prop_assert!(
            APART.iter().all(|(one, other)| !hands.contains(one) || !hands.contains(other)),
            "{:?}",
            hands
        );
    }
    let lead = case.lead().map(|lead| at(lead.as_str(), Office::Certifier));
    let ends = |act: Act| lead.as_ref().is_some_and(|lead| case.apply(act, lead, case.last_day()).is_ok());
    prop_assert_eq!(ends(Act::Withdraw { text: words("we stay") }), !case.state().is_over());
    prop_assert_eq!(
        ends(Act::Supersede { by: code("CASE-2"), text: words("a wider one") }),
        !case.state().is_over()
    );
    Ok(())
}

fn walk(mut case: Case, mut today: i32, tries: &[Try]) -> Result<Case, TestCaseError> {
    let cast = cast();
    for (person, kind, number, days) in tries {
        today += days;
        let mut who = &cast[*person as usize % cast.len()];
        let mut kind = ActKind::ALL[*kind as usize % ActKind::ALL.len()];
        // Four times of five, something that is open to somebody; ending it all only rarely, else no walk goes far.
        if number % 5 != 0 {
            let ends = |act: &ActKind| {
                matches!(act, ActKind::Withdraw | ActKind::Supersede | ActKind::Leave) && number % 37 != 0
            };
            let open: Vec<(&Who, ActKind)> = cast
                .iter()
                .flat_map(|who| case.open_to(who).into_iter().map(move |act| (who, act)))
                .filter(|(_, act)| !ends(act))
                .collect();
            if !open.is_empty() {
                (who, kind) = open[*person as usize % open.len()];
            }
        }
        let tried = act(&case, kind, *number, today);
        match case.apply(tried, who, day(today)) {
            Err(refused) => {
                prop_assert!(refused.open().iter().all(|open| rule_of(*open).from.contains(&case.state())));
                prop_assert!(!refused.to_string().is_empty());
            }
            Ok(after) => {
                prop_assert!(!case.state().is_over(), "{} after {}", kind, case.state());
                prop_assert!(case.open_to(who).contains(&kind));
                hold_between(&case, &after, kind)?;
                case = after;
            }
        }
        hold(&case, today)?;
    }
    prop_assert!(is_its_history(&case));
    Ok(case)
}

fn begins(which: u32) -> (Case, i32) {
    match which % 5 {
        0 => (begun(setup(CaseTier::Case, &["A", "B"])), 0),
        1 => (write_all(begun(setup(CaseTier::Record, &["A", "B"])), "A", 1), 1),
        2 => (ready(setup(CaseTier::Case, &["A", "B"])), 5),
        3 => (in_review(setup(CaseTier::Case, &["A"])), 7),
        _ => (with_outcome(setup(CaseTier::Case, &["A"]), Verdict::WithConditions), 12),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_of_acts_keeps_the_invariants(
        which in any::<u32>(),
        tries in prop::collection::vec((any::<u32>(), any::<u32>(), any::<u32>(), 0..4_i32), 0..90),
    ) {
        let (case, today) = begins(which);
        walk(case, today, &tries)?;
    }
}

/// The walks above must not be walks on the spot.
#[test]
fn walks_reach_every_state() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tries = prop::collection::vec((any::<u32>(), any::<u32>(), any::<u32>(), 0..4_i32), 60..120);
    let mut reached = std::collections::BTreeSet::new();
    for which in 0..100 {
        let (case, today) = begins(which);
        let tries = tries.new_tree(&mut runner).unwrap().current();
        let case = walk(case, today, &tries).unwrap();
        // Each state that it went through, from its history.
        for end in 1..=case.events().len() {
            reached.insert(Case::of(&case.events()[..end]).unwrap().state());
        }
    }
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), State::ALL);
}
