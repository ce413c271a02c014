//! Review, silence, rights, and who must be apart.

use casework::{Act, ActKind, Choice, Guard, Office, Refused, SectionId, State, Status, Verdict, Who};
use vocabulary::{CaseTier, DecisionRight};

use crate::world::*;

fn one() -> casework::Setup {
    setup(CaseTier::Case, &["A"])
}

#[test]
fn a_life_goes_through_every_state_and_is_its_history() {
    let life = life();
    let mut states: Vec<State> = life.iter().map(casework::Case::state).collect();
    states.sort_unstable();
    states.dedup();
    assert_eq!(states, State::ALL[..=State::Closed as usize]);
    assert!(life.iter().all(is_its_history));
}

#[test]
fn silence_stops_nothing_and_a_return_does_not_start_the_time_anew() {
    let case = in_review(one());
    assert_eq!(case.review().view_by, Some(day(5 + 28)));
    assert_eq!(refused(&case, "A", Office::Certifier, 33, Act::NoteSilence).guards(), [Guard::ViewDayPassed]);
    let points = || Act::Return { points: vec![(SectionId::Money, words("why?"))] };
    assert_eq!(refused(&case, "T", Office::Reviewer, 34, points()).guards(), [Guard::InTime]);
    let back = case
        .does("T", Office::Reviewer, 30, points())
        .does("A", Office::Author, 100, Act::AnswerPoint { point: 0, text: words("so") })
        .does("A", Office::Author, 100, Act::Complete { section: SectionId::Money })
        .does("A", Office::Certifier, 100, Act::Certify);
    assert_eq!((back.state(), back.review().view_by), (State::InReview, Some(day(103))));
    let silent = back.does("A", Office::Author, 104, Act::NoteSilence);
    assert_eq!(silent.review().outcome.as_ref().unwrap().verdict, Verdict::NotGiven);
    let decided = silent.does("A", Office::GoverningBody, 105, decide(Choice::Proceed));
    assert_eq!(decided.state(), State::Decided);
    assert!(decided.stands()["A"].decided().unwrap().without_agreement);
}

#[test]
fn without_agreement_it_goes_ahead_with_reasons_unless_a_law_lets_the_body_refuse() {
    let without = Act::Decide { choice: Choice::Proceed, text: words(" "), changes: String::new() };
    let case = with_outcome(one(), Verdict::NotAgreed);
    assert_eq!(refused(&case, "A", Office::GoverningBody, 13, without).guards(), [Guard::Worded]);
    let decided = case.does("A", Office::GoverningBody, 13, decide(Choice::Proceed));
    assert!(decided.stands()["A"].decided().unwrap().without_agreement);

    for (right, power, stops) in [
        (DecisionRight::Refuse, "A made-up Act, section 1", true),
        (DecisionRight::Refuse, " ", false),
        (DecisionRight::Agree, "", false),
        (DecisionRight::Advise, "", false),
    ] {
        let mut with = one();
        (with.rights.right, with.rights.legal_power) = (right, words(power));
        let case = with_outcome(with, Verdict::NotAgreed);
        let tried = case.apply(decide(Choice::WithChanges), &at("A", Office::GoverningBody), day(13));
        assert_eq!(tried.is_err(), stops, "{right} {power}");
        assert!(case.apply(decide(Choice::Stay), &at("A", Office::GoverningBody), day(13)).is_ok());
    }
}

#[test]
fn a_refusal_says_what_is_missing_and_what_is_open() {
    let case = begun(one());
    let refusal = refused(&case, "A", Office::Certifier, 1, Act::Certify);
    let missing = [Guard::SectionsComplete, Guard::ExhibitThere, Guard::EveryoneAsked];
    assert_eq!(refusal.guards(), missing);
    assert!(refusal.open().contains(&ActKind::Certify) && refusal.open().contains(&ActKind::Withdraw));
    let text = refusal.to_string();
    assert!(text.contains("every needed section is complete") && text.contains("Open to you now:"), "{text}");
    let early = refused(&case, "A", Office::GoverningBody, 1, decide(Choice::Proceed));
    assert!(matches!(early, Refused::NotNow { state: State::Draft, .. }), "{early}");
    let stranger = refused(&case, "Z", Office::Certifier, 1, Act::Certify);
    assert!(matches!(stranger, Refused::NotYours { ref open, .. } if open.is_empty()), "{stranger}");
}

#[test]
fn one_person_is_not_author_and_certifier_nor_author_and_governing_body_nor_analyst_and_assurer() {
    let case = ready(one());
    let twice = |office| Who::new("A-author", "A", office);
    let tried = |case: &casework::Case, act: Act, who: &Who, on| case.apply(act, who, day(on)).unwrap_err();
    let certified = tried(&case, Act::Certify, &twice(Office::Certifier), 5);
    assert_eq!(certified.guards(), [Guard::HandsApart]);
    let signed = tried(&case, Act::SignOff { text: words("for this") }, &twice(Office::Assurer), 5);
    assert_eq!(signed.guards(), [Guard::HandsApart]);
    let case = with_outcome(one(), Verdict::Agreed);
    let decided = tried(&case, decide(Choice::Proceed), &twice(Office::GoverningBody), 13);
    assert_eq!(decided.guards(), [Guard::HandsApart]);
    let back = in_review(one()).does(
        "T",
        Office::Reviewer,
        8,
        Act::Return { points: vec![(SectionId::Money, words("why?"))] },
    );
    let certifier = Who::new("A-certifier", "A", Office::Author);
    let write = Act::Write { section: SectionId::Money, text: words("so") };
    assert_eq!(tried(&back, write, &certifier, 9).guards(), [Guard::HandsApart]);
    let reviewer = Who::new("A-author", "T", Office::Reviewer);
    assert_eq!(
        tried(&in_review(one()), recommend(Verdict::Agreed), &reviewer, 9).guards(),
        [Guard::HandsApart]
    );
}

#[test]
fn a_returned_case_shows_its_points_in_the_task_to_redo_and_each_needs_an_answer() {
    let points = vec![(SectionId::Money, words("why?")), (SectionId::Staff, words("who?"))];
    let back = in_review(one()).does("T", Office::Reviewer, 8, Act::Return { points });
    assert_eq!(back.status(SectionId::Money), Status::Returned);
    assert_eq!(back.status(SectionId::Options), Status::Completed);
    let case = back.does("A", Office::Author, 9, Act::AnswerPoint { point: 0, text: words("so") });
    let case = write_all(case, "A", 9);
    assert_eq!(case.status(SectionId::Money), Status::Completed);
    assert_eq!(case.status(SectionId::Staff), Status::Returned);
    assert_eq!(refused(&case, "A", Office::Certifier, 10, Act::Certify).guards(), [Guard::PointsAnswered]);
    let case = case
        .does("A", Office::Author, 10, Act::AnswerPoint { point: 1, text: words("these") })
        .does("A", Office::Author, 10, exhibit(90))
        .does("A", Office::Certifier, 10, Act::Certify);
    let [first, second] = case.submissions() else { panic!("two submissions") };
    let (sections, figures) = casework::changes(first, second);
    let changed: Vec<_> = sections.iter().map(|section| section.section).collect();
    assert_eq!(changed, [SectionId::Money, SectionId::Staff]);
    assert_eq!(figures.len(), 1);
    assert_eq!(case.section(SectionId::Money).versions.len(), 2, "nothing is lost");
}

#[test]
fn an_oversight_body_that_is_customer_or_host_declares_its_interest_first() {
    let case = in_review(one()).does(
        "R",
        Office::ReviewLead,
        8,
        Act::Escalate { text: words("our neighbours see it otherwise") },
    );
    assert_eq!(case.review().deciding, Some(code("N")));
    let early = refused(&case, "N", Office::Reviewer, 9, recommend(Verdict::Agreed));
    assert_eq!(early.guards(), [Guard::InterestDeclared]);
    let locked_out = refused(&case, "T", Office::Reviewer, 9, recommend(Verdict::Agreed));
    assert!(matches!(locked_out, Refused::NotYours { .. }));
    let case = case
        .does("N", Office::Reviewer, 9, Act::DeclareInterest { text: words("we pay £9 more") })
        .does("N", Office::Reviewer, 9, recommend(Verdict::Agreed));
    let again = refused(&case, "R", Office::ReviewLead, 9, Act::Escalate { text: words("once more") });
    assert_eq!(again.guards(), [Guard::NationalThere]);
}

#[test]
fn one_page_is_decided_without_review() {
    let case = write_all(begun(setup(CaseTier::Record, &["A"])), "A", 1);
    let case = case.does("A", Office::Certifier, 2, Act::Certify);
    assert_eq!(case.state(), State::Outcome);
    let case = case.does("A", Office::GoverningBody, 3, decide(Choice::Proceed));
    assert_eq!(case.state(), State::Decided);
    assert!(!case.stands()["A"].decided().unwrap().without_agreement);
    assert!(case.told().is_empty());
}

#[test]
fn a_changed_text_takes_certificate_and_sign_off_with_it() {
    let case = ready(setup(CaseTier::Case, &["A", "B"]))
        .does("A", Office::Assurer, 5, Act::SignOff { text: words("for this decision only") })
        .does("A", Office::Certifier, 5, Act::Certify);
    assert!(case.signed_off().is_some() && case.stands()["A"].certified.is_some());
    let case = case.does("B", Office::Author, 5, exhibit(90));
    assert!(case.signed_off().is_none() && case.stands()["A"].certified.is_none());
}

#[test]
fn since_a_sign_off_only_what_was_written_since_has_changed() {
    let ready = ready(setup(CaseTier::Case, &["A"]));
    assert_eq!(ready.since_sign_off(), None);
    let sign = Act::SignOff { text: words("for this move alone") };
    let signed = ready.does("A", Office::Assurer, 5, sign.clone());
    let [then, now] = signed.since_sign_off().expect("it was signed off");
    assert_eq!(then.on, Some(day(5)));
    assert_eq!(casework::changes(&then, &now), (Vec::new(), Vec::new()));
    let text = words("written since");
    let written = signed.does("A", Office::Author, 6, Act::Write { section: SectionId::Money, text }).does(
        "A",
        Office::Author,
        6,
        exhibit(250),
    );
    let [then, now] = written.since_sign_off().expect("it was signed off once");
    let (sections, figures) = casework::changes(&then, &now);
    assert_eq!(sections.iter().map(|change| change.section).collect::<Vec<_>>(), [SectionId::Money]);
    assert_eq!(figures.iter().map(|change| change.id.as_str()).collect::<Vec<_>>(), ["C-line"]);
    let again =
        written.does("A", Office::Assurer, 7, sign).since_sign_off().expect("it was signed off again");
    assert_eq!(casework::changes(&again[0], &again[1]), (Vec::new(), Vec::new()));
}
