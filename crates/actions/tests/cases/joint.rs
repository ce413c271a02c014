//! What cases that were sent do together: each reviewer sees those that they are told of, and books alone in full.

use actions::acts::{self, SeenJoint};
use actions::{LeftOut, Refusal, Role};
use casework::{Act, Choice};
use store::Address;

use crate::hall::{Hall, words};
use crate::world::{REGISTER, SCENARIO, World};

fn of_birch() -> String {
    SCENARIO.replace("buyer = \"A\"", "buyer = \"B\"").replace("Alder leaves", "Birch leaves")
}

async fn seen_by(hall: &Hall, body: &str, role: Role) -> Result<SeenJoint, Refusal> {
    acts::see_joint(&hall.world.desk, &hall.actor(body, role), &hall.case, hall.now()).await
}

fn references(seen: &SeenJoint) -> Vec<String> {
    seen.together.iter().map(|case| case.reference().to_string()).collect()
}

/// Everything that an answer says.
fn told(seen: &SeenJoint) -> String {
    format!("{:?} {:?}", seen.listing.as_ref().unwrap(), seen.findings)
}

#[tokio::test]
async fn a_reviewer_sees_what_cases_do_together_in_bands_and_who_oversees_the_unit_in_full() {
    let mut hall = Hall::sent().await;
    let other = hall.another_sent(&of_birch()).await;
    let both = [hall.case.to_string(), other.to_string()];
    let area = seen_by(&hall, "O1", Role::Reviewer).await.unwrap();
    assert_eq!(references(&area), both, "{:?}", area.left_out);
    let nation = seen_by(&hall, "X", Role::ReviewLead).await.unwrap();
    assert_eq!(references(&nation), both);
    assert!(!area.is_whole && nation.is_whole);
    // Who also writes at a commissioner is no less a reviewer.
    let mut both_roles = hall.actor("O1", Role::Reviewer);
    both_roles.roles.push(("A".parse().unwrap(), Role::Author));
    let seen = acts::see_joint(&hall.world.desk, &both_roles, &hall.case, hall.now()).await.unwrap();
    assert_eq!(references(&seen), both);
    let (area, nation) = (area.listing.unwrap(), nation.listing.unwrap());
    assert_eq!(area.sentence, nation.sentence, "what it brings about is told to both");
    assert!(area.sentence.contains("Upper unit"), "{}", area.sentence);
    let cases =
        |page: &listing::Listing| page.sections.iter().find(|one| one.id == "cases").unwrap().rows.len();
    assert_eq!((cases(&area), cases(&nation)), (2, 2));
    // On the terms of the other it is the other that comes first.
    let first = std::mem::replace(&mut hall.case, other);
    let turned = seen_by(&hall, "O1", Role::Reviewer).await.unwrap();
    assert_eq!(references(&turned), [both[1].clone(), both[0].clone()]);
    hall.case = first;
}

#[tokio::test]
async fn books_that_differ_a_little_give_the_same_bands_to_the_letter() {
    let mut answers = Vec::new();
    for (pool, reserve) in [("517391.83", "61843.27"), ("517392.96", "61841.11")] {
        let register =
            REGISTER.map(|(name, text)| (name, text.replace("517391.83", pool).replace("61843.27", reserve)));
        let register: Vec<(&str, &str)> =
            register.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let mut hall = Hall::sent_in(World::of(&Address::Memory, &register).await).await;
        hall.another_sent(&of_birch()).await;
        let area = told(&seen_by(&hall, "O1", Role::Reviewer).await.unwrap());
        let nation = told(&seen_by(&hall, "X", Role::Reviewer).await.unwrap());
        answers.push((area, nation));
    }
    assert_eq!(answers[0].0, answers[1].0);
    assert_ne!(answers[0].1, answers[1].1, "who sees the books sees that they differ");
}

#[tokio::test]
async fn cases_of_which_a_reviewer_isnt_told_and_drafts_and_those_that_stay_are_not_in_it() {
    let mut hall = Hall::opened().await;
    let draft = hall.case.clone();
    hall.day = 1;
    let sent = hall.another_sent(&of_birch()).await;
    let all = acts::see_joint_of_all(&hall.world.desk, &hall.actor("O1", Role::Reviewer), hall.now()).await;
    assert_eq!(references(&all.unwrap()), [sent.to_string()], "the draft isn't in it");
    // A draft isn't there for its reviewer, and neither is any case for who reviews elsewhere.
    assert!(matches!(seen_by(&hall, "O1", Role::Reviewer).await, Err(Refusal::NotFound)));
    hall.case = sent;
    assert!(matches!(seen_by(&hall, "O2", Role::Reviewer).await, Err(Refusal::NotFound)));
    let reviewer = hall.actor("O2", Role::Reviewer);
    let elsewhere = acts::see_joint_of_all(&hall.world.desk, &reviewer, hall.now());
    assert!(references(&elsewhere.await.unwrap()).is_empty());
    // Who writes, certifies, or is asked doesn't review.
    for (body, role) in [("B", Role::Author), ("A", Role::Author), ("U", Role::UnitDirector)] {
        assert!(matches!(seen_by(&hall, body, role).await, Err(Refusal::Forbidden)), "{role} at {body}");
    }
    hall.case = draft;
}

#[tokio::test]
async fn a_case_that_is_decided_against_is_no_longer_pending() {
    let mut hall = Hall::recommended().await;
    let other = hall.another_sent(&of_birch()).await;
    let act = Act::RecordOutcome {
        verdict: casework::Verdict::NotAgreed,
        text: words("because"),
        conditions: Vec::new(),
    };
    hall.does("O1", Role::ReviewLead, act).await;
    let before = seen_by(&hall, "O1", Role::Reviewer).await.unwrap();
    assert_eq!(before.together.len(), 2, "it isn't decided yet");
    let act = Act::Decide { choice: Choice::Stay, text: words("we stay"), changes: words("") };
    hall.does("A", Role::GoverningBody, act).await;
    assert!(matches!(seen_by(&hall, "O1", Role::Reviewer).await, Err(Refusal::NotFound)));
    hall.case = other.clone();
    assert_eq!(references(&seen_by(&hall, "O1", Role::Reviewer).await.unwrap()), [other.to_string()]);
}

#[tokio::test]
async fn a_case_on_other_terms_is_put_on_these_and_it_is_said() {
    let mut hall = Hall::sent().await;
    let other = of_birch().replace("remaining-bear", "unit-bears").replace("months = 60", "months = 36");
    hall.another_sent(&other).await;
    let seen = seen_by(&hall, "X", Role::Reviewer).await.unwrap();
    assert_eq!(seen.together.len(), 2);
    let codes: Vec<&str> = seen.listing.unwrap().findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "case-on-other-terms").count(), 2, "{codes:?}");
    let far = of_birch().replace("months = 60", "months = 12").replace("2013-06-01", "2019-01-01");
    let far = far.replace("start = 2013-04-01", "start = 2018-04-01");
    let third = hall.another_sent(&far).await;
    let seen = seen_by(&hall, "X", Role::Reviewer).await.unwrap();
    let left: Vec<_> = seen.left_out.iter().map(|(case, why)| (case.reference().clone(), *why)).collect();
    assert_eq!(left, [(third, LeftOut::OtherMonths)]);
}
