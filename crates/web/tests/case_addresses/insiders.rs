//! Those who work on a case and those who review it read what their table tells, and nothing of the other side; of what was done
//! everybody learns as much as they may know; and a published case is public without what is exempt in it.

use std::collections::BTreeSet;

use actions::Role;
use casework::{Act, Verdict};

use crate::doors::doors;
use crate::eyes::{Eyes, House, Key};
use crate::hall::{Hall, words};
use crate::{NAMES, SECRETS, decided, returned, reviewed};

/// What their author typed and didn't save, what the unit said to its reviewers alone, and what these say among themselves.
const NOT_OURS: [&str; 5] = ["TYPED-", "PRIVATE-U", "FLAG-", "COMMENT-", "RECOMMENDED-"];
/// What was never sent.
const NOT_SENT: [&str; 3] = ["TYPED-", "EVIDENCE-", "EXEMPT-"];
/// That there is a recommendation, in words and in data.
const RECOMMENDED: [&str; 3] = ["Recommendation made", "\"recommended\"", ",recommended,"];

/// Everything that somebody reads about the case, in whatever they may.
async fn all_read(house: &House, key: &Key) -> String {
    let mut all = String::new();
    for door in doors().into_iter().filter(|door| door.method == "GET") {
        all += &house.asked(key, &door, house.case.as_str()).await;
    }
    all
}

/// Reads everything that somebody may; what they were let in with.
async fn reads_none_of(house: &House, eyes: Eyes, hidden: &[&str]) -> Key {
    let key = house.key_of(eyes).await;
    let all = all_read(house, &key).await;
    assert!(all.contains(NAMES[0]), "{eyes:?} is told of the case");
    let read: Vec<_> = hidden.iter().filter(|secret| all.contains(*secret)).collect();
    assert!(read.is_empty(), "{eyes:?} reads {read:?}");
    key
}

/// The acts that somebody is told were done.
async fn acts(house: &House, key: &Key) -> BTreeSet<String> {
    let door = doors().into_iter().find(|door| door.path.ends_with("/acts.csv")).unwrap();
    let told = house.asked(key, &door, house.case.as_str()).await;
    let (_, rows) = told.split_once("number,on,act,body,receipt").unwrap_or_else(|| panic!("{told}"));
    rows.lines().filter_map(|line| line.split(',').nth(2)).map(str::to_string).collect()
}

fn these(acts: &[&str]) -> BTreeSet<String> {
    acts.iter().map(ToString::to_string).collect()
}

const OURS: [Role; 4] = [Role::Author, Role::Certifier, Role::GoverningBody, Role::Assurer];

#[tokio::test]
async fn neither_side_of_a_returned_case_reads_what_is_the_other_s() {
    let house = House::of(returned().await).await;
    for role in OURS {
        reads_none_of(&house, Eyes::At("A", Some(role)), &NOT_OURS).await;
    }
    for role in [Role::Reviewer, Role::ReviewLead] {
        reads_none_of(&house, Eyes::At("O1", Some(role)), &NOT_SENT).await;
    }
}

#[tokio::test]
async fn everybody_learns_of_those_acts_alone_that_they_may_know() {
    let house = House::of(returned().await).await;
    let at = async |body, role| acts(&house, &house.key_of(Eyes::At(body, Some(role))).await).await;
    for (body, role) in [("B", Role::Certifier), ("U", Role::UnitDirector)] {
        assert_eq!(at(body, role).await, these(&["open", "invite", "reply"]), "{body}");
    }
    assert_eq!(at("C", Role::Viewer).await, these(&["open", "invite"]));
    let (ours, theirs) = (at("A", Role::Author).await, at("O1", Role::Reviewer).await);
    assert!(ours.is_disjoint(&these(&["flag", "comment"])), "{ours:?}");
    assert!(ours.contains("attach-file") && theirs.contains("flag"), "{ours:?} {theirs:?}");
    let working = these(&["write", "complete", "attach", "attach-file", "mark-exempt"]);
    assert!(theirs.is_disjoint(&working), "{theirs:?}");
}

#[tokio::test]
async fn that_there_is_a_recommendation_its_reviewers_alone_learn() {
    let hall = reviewed().await;
    let (verdict, text) = (Verdict::NotAgreed, words("RECOMMENDED-BECAUSE"));
    hall.does("O1", Role::Reviewer, Act::Recommend { verdict, text }).await;
    let house = House::of(hall).await;
    let hidden = [&RECOMMENDED[..], &["RECOMMENDED-", "not-agreed", "Not agreed"]].concat();
    let told = [("B", Role::Author), ("C", Role::Author), ("U", Role::UnitDirector)];
    for (body, role) in OURS.map(|role| ("A", role)).into_iter().chain(told) {
        let key = reads_none_of(&house, Eyes::At(body, Some(role)), &hidden).await;
        assert!(!acts(&house, &key).await.contains("recommend"), "{role} at {body}");
    }
    let all = all_read(&house, &house.key_of(Eyes::At("O1", Some(Role::ReviewLead))).await).await;
    assert!(RECOMMENDED[..2].iter().all(|word| all.contains(word)), "they prove something");
}

#[tokio::test]
async fn a_published_case_is_public_without_what_is_exempt() {
    let hall: Hall = decided().await;
    hall.does("A", Role::Certifier, Act::Publish).await;
    let house = House::of(hall).await;
    let public = ["TEXT-", "REPLY-B", "REPLY-U", "OUTCOME-", "DECIDED-", "not-agreed", "Not agreed"];
    let hidden: Vec<&str> = SECRETS.into_iter().filter(|secret| !public.contains(secret)).collect();
    let figures = |secret: &&&str| secret.ends_with("pays more");
    let hidden: Vec<&str> = hidden.iter().filter(|secret| !figures(secret)).copied().collect();
    let hidden = [&hidden[..], &["TEXT-money"]].concat();
    for eyes in [
        Eyes::Public,
        Eyes::At("", None),
        Eyes::At("D", Some(Role::Author)),
        Eyes::At("V", Some(Role::UnitDirector)),
        Eyes::At("A", Some(Role::Administrator)),
    ] {
        reads_none_of(&house, eyes, &hidden).await;
    }
    let all = all_read(&house, &Key::none()).await;
    assert!(public.iter().all(|word| all.contains(word)), "what is public is read");
}
