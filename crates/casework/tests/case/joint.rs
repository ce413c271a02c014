//! Several commissioners: each its own certifier and decision, and nobody waits for ever.

use casework::{Act, ActKind, Choice, Guard, Office, Party, ReplyKind, State, Verdict};
use vocabulary::CaseTier;

use crate::world::*;

fn two() -> casework::Setup {
    setup(CaseTier::Case, &["A", "B"])
}

#[test]
fn each_certifies_and_the_last_certificate_sends_it() {
    let one = ready(two()).does("A", Office::Certifier, 5, Act::Certify);
    assert_eq!(one.state(), State::Draft);
    assert_eq!(one.others_by(), Some(day(12)));
    assert_eq!(refused(&one, "A", Office::Certifier, 6, Act::Certify).guards(), [Guard::NotCertified]);
    let both = one.does("B", Office::Certifier, 6, Act::Certify);
    assert_eq!(both.state(), State::Sent);
    let told: Vec<_> = both.told().iter().map(vocabulary::Code::as_str).collect();
    assert_eq!(told, ["R", "T"], "every oversight body with an affected buyer");
    let heard = both.does("R", Office::Reviewer, 7, Act::Comment { text: words("our buyers pay more") });
    assert_eq!(heard.review().notes.len(), 1);
}

#[test]
fn it_goes_on_without_a_certificate_once_its_day_has_passed() {
    let one = ready(two()).does("A", Office::Certifier, 5, Act::Certify);
    assert_eq!(
        refused(&one, "A", Office::Certifier, 12, Act::GoOnWithout).guards(),
        [Guard::OthersDayPassed]
    );
    let without = one.does("A", Office::Certifier, 13, Act::GoOnWithout);
    assert_eq!(without.state(), State::Sent);
    assert!(!without.is_commissioner(&code("B")));
    assert_eq!(without.party_of(&at("B", Office::Author)), Party::Other);
}

#[test]
fn each_decides_for_itself_and_a_deferral_holds_nobody_up() {
    let case = ready(two())
        .does("A", Office::Certifier, 5, Act::Certify)
        .does("B", Office::Certifier, 5, Act::Certify)
        .does("T", Office::Reviewer, 6, Act::Receive)
        .does("T", Office::ReviewLead, 7, Act::NeedNoView { text: words("too small") })
        .does("A", Office::GoverningBody, 8, decide(Choice::Proceed))
        .does("B", Office::GoverningBody, 9, decide(Choice::Defer));
    assert_eq!(case.state(), State::Outcome);
    let twice = refused(&case, "A", Office::GoverningBody, 9, decide(Choice::Stay));
    assert_eq!(twice.guards(), [Guard::NotDecided]);
    assert_eq!(refused(&case, "A", Office::Author, 21, Act::GoOnWithout).guards(), [Guard::OthersDayPassed]);
    let on = case.clone().does("A", Office::Author, 22, Act::GoOnWithout);
    assert_eq!(on.state(), State::Decided);
    assert!(on.stands()["B"].passed_over);
    // A late decision is still its own.
    let late = on.does("B", Office::GoverningBody, 40, decide(Choice::Stay));
    assert_eq!(late.stands()["B"].decided().unwrap().choice, Choice::Stay);
    assert_eq!(late.state(), State::Decided);
    let both = case.does("B", Office::GoverningBody, 10, decide(Choice::Stay));
    assert_eq!(both.state(), State::Decided);
}

#[test]
fn a_neighbour_that_asks_to_join_becomes_a_commissioner_and_the_lead_passes_on() {
    let asks = Act::Reply { kind: ReplyKind::AsksToJoin, text: words("so would we"), private: words("") };
    let case = ready(setup(CaseTier::Case, &["A"]));
    let uninvited = refused(&case, "A", Office::Author, 5, Act::AcceptJoining { body: code("C") });
    assert_eq!(uninvited.guards(), [Guard::AskedToJoin]);
    let case = case.does("C", Office::Certifier, 5, asks).does(
        "A",
        Office::Author,
        5,
        Act::AcceptJoining { body: code("C") },
    );
    assert_eq!(case.party_of(&at("C", Office::Author)), Party::Ours);
    assert!(!case.affected().contains("C"));
    let left = case.does("A", Office::Certifier, 6, Act::Leave { text: words("we stay") });
    assert_eq!(left.lead(), Some(&code("C")));
    let last = refused(&left, "C", Office::Certifier, 6, Act::Leave { text: words("so do we") });
    assert_eq!(last.guards(), [Guard::AnotherStays]);
}

#[test]
fn no_reply_is_shown_as_no_reply_and_stops_nothing() {
    let case = ready(setup(CaseTier::Case, &["A"]));
    let invited = &case.consultation()["D"];
    assert_eq!(invited.stands(day(3)), casework::Answered::Waiting);
    assert_eq!(invited.stands(day(4)), casework::Answered::NoReply);
    assert_eq!(case.consultation()["C"].stands(day(4)), casework::Answered::Replied);
    assert!(
        casework::Answered::WORDS.iter().all(|word| !word.contains("consent") && !word.contains("agree"))
    );
    let private = Act::Reply { kind: ReplyKind::Comments, text: words("so"), private: words("cost") };
    assert_eq!(refused(&case, "D", Office::Author, 4, private).guards(), [Guard::PrivateIsUnits]);
    let sent = case.does("A", Office::Certifier, 5, Act::Certify);
    let late = sent.does("D", Office::Author, 9, reply("we would leave too", ""));
    assert_eq!(late.consultation()["D"].stands(day(9)), casework::Answered::Replied);
}

#[test]
fn conditions_are_chased_and_nothing_closes_before_all_is_settled() {
    let case = with_outcome(setup(CaseTier::Case, &["A"]), Verdict::WithConditions)
        .does("A", Office::GoverningBody, 13, decide(Choice::WithChanges))
        .does("A", Office::Certifier, 14, Act::Publish);
    let saved = casework::Benefit {
        title: words("saved a year"),
        forecast_pence: vocabulary::Pence(500),
        due: day(70),
        outturn: None,
    };
    let case = case.does("A", Office::Author, 15, Act::Follow { benefits: vec![saved] });
    assert_eq!(case.overdue(day(60)).count(), 0);
    let owners: Vec<_> = case.overdue(day(61)).map(|milestone| milestone.owner.as_str()).collect();
    assert_eq!(owners, ["A"]);
    assert_eq!(refused(&case, "A", Office::Certifier, 62, Act::Close).guards(), [Guard::AllSettled]);
    let waive = Act::WaiveMilestone { milestone: 0, text: words("no longer needed") };
    let case = case.does("T", Office::ReviewLead, 62, waive).does(
        "A",
        Office::Author,
        71,
        Act::RecordOutturn { benefit: 0, pence: vocabulary::Pence(450) },
    );
    assert_eq!(case.benefits()[0].difference_pence(), Some(vocabulary::Pence(-50)));
    assert_eq!(case.does("A", Office::Certifier, 72, Act::Close).state(), State::Closed);
}

#[test]
fn what_is_in_vain_is_not_offered() {
    let offered = |case: &casework::Case, body: &str, office, on: i32, act: ActKind| {
        assert!(case.open_to(&at(body, office)).contains(&act), "{act} is open by state and role");
        case.offered_to(&at(body, office), day(on)).contains(&act)
    };
    let alone = ready(setup(CaseTier::Case, &["A"]));
    assert!(!offered(&alone, "A", Office::Certifier, 5, ActKind::Leave), "nobody would stay");
    assert!(!offered(&alone, "A", Office::Author, 5, ActKind::AcceptJoining), "nobody asked");
    let asks = Act::Reply { kind: ReplyKind::AsksToJoin, text: words("we too"), private: words("") };
    let asked = alone.does("C", Office::Author, 5, asks);
    assert!(offered(&asked, "A", Office::Author, 5, ActKind::AcceptJoining));
    let taken = asked.does("A", Office::Author, 5, Act::AcceptJoining { body: code("C") });
    assert!(!offered(&taken, "A", Office::Author, 5, ActKind::AcceptJoining), "it is in");
    assert!(offered(&taken, "A", Office::Certifier, 5, ActKind::Leave));
    let one = ready(two()).does("A", Office::Certifier, 5, Act::Certify);
    assert!(!offered(&one, "A", Office::Certifier, 12, ActKind::GoOnWithout));
    assert!(offered(&one, "A", Office::Certifier, 13, ActKind::GoOnWithout), "their day has passed");
    assert!(offered(&one, "A", Office::Certifier, 5, ActKind::Certify), "it is told why not");
    let reviewed = in_review(setup(CaseTier::Case, &["A"]));
    let last = reviewed.review().view_by.expect("a last day");
    let past = (last - day(0)).get_days() + 1;
    assert!(!offered(&reviewed, "A", Office::Author, past - 1, ActKind::NoteSilence));
    assert!(offered(&reviewed, "A", Office::Author, past, ActKind::NoteSilence));
}
