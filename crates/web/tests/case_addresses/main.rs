//! Nothing leaks by an address: every address with a case behind it, pages and API, read and written, for cases that aren't
//! published, by everybody who isn't told of them or is told little. An address that the server has and that isn't tried here
//! fails. Which guards were taken away to see it fail: docs/leak-tests.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

mod doors;
mod eyes;
#[path = "../../../actions/tests/cases/hall.rs"]
mod hall;
mod insiders;
mod listed;
mod proved;
mod typed;
#[path = "../../../actions/tests/leaks/world.rs"]
mod world;

use actions::{Role, acts};
use casework::{Act, Choice, ExemptPart, SectionId, Verdict};
use doors::doors;
use eyes::{Eyes, House};
use hall::{Hall, words};

/// Words that only stand in the case, one for every part of it.
const SECRETS: [&str; 22] = [
    "EVIDENCE-",
    "TEXT-",
    "TYPED-",
    "REPLY-B",
    "REPLY-U",
    "PRIVATE-U",
    "FLAG-",
    "COMMENT-",
    "QUESTION-",
    "ANSWER-",
    "INTEREST-",
    "POINT-",
    "RECOMMENDED-",
    "OUTCOME-",
    "DECIDED-",
    "WITHDRAWN-",
    "EXEMPT-",
    "Birch pays more",
    "Cedar pays more",
    "Upper unit pays more",
    "not-agreed",
    "Not agreed",
];
/// What names the case to who isn't told of it.
const NAMES: [&str; 2] = ["Alder leaves", "A-2026-1"];
/// A reference of the same length that is no case's.
const NOBODYS: &str = "A-2026-7";

async fn draft() -> Hall {
    let hall = Hall::opened().await;
    hall.attach().await;
    hall.write_all().await;
    with_more(&hall).await;
    with_file(&hall).await;
    hall
}

/// A file as evidence, as long as it is written.
async fn with_file(hall: &Hall) {
    let (desk, author) = (&hall.world.desk, hall.actor("A", Role::Author));
    let (section, title, bytes) = (SectionId::Money, "EVIDENCE-TITLE", doors::EVIDENCE.as_bytes());
    let new = acts::NewFile { section, title, name: "evidence.csv", bytes };
    acts::attach_file(desk, &author, &hall.case, new, hall.now()).await.unwrap();
}

/// What stands in a case beside its texts.
async fn with_more(hall: &Hall) {
    let part = ExemptPart::Section(SectionId::Money);
    hall.does("A", Role::Author, Act::MarkExempt { part, text: words("EXEMPT-BECAUSE") }).await;
    let (desk, author) = (&hall.world.desk, hall.actor("A", Role::Author));
    let typed = (SectionId::Options, "TYPED-AND-NOT-SAVED");
    acts::keep_typing(desk, &author, &hall.case, typed, "", hall.now()).await.unwrap();
    let kept = acts::see_typing(desk, &author, &hall.case, hall.now()).await.unwrap();
    assert!(kept[0].content.contains("TYPED-"), "whoever typed it reads it, and nobody else");
}

async fn reviewed() -> Hall {
    let hall = Hall::sent().await;
    with_more(&hall).await;
    hall.does("O1", Role::Reviewer, Act::Receive).await;
    hall.does("O1", Role::Reviewer, Act::TakeUp).await;
    let section = SectionId::Money;
    hall.does("O1", Role::Reviewer, Act::Flag { section, text: words("FLAG-OF-O1") }).await;
    hall.does("O1", Role::Reviewer, Act::Comment { text: words("COMMENT-OF-O1") }).await;
    hall.does("O1", Role::Reviewer, Act::Ask { section, text: words("QUESTION-OF-O1") }).await;
    hall.does("A", Role::Author, Act::Answer { note: 0, text: words("ANSWER-OF-A") }).await;
    hall.does("O1", Role::Reviewer, Act::DeclareInterest { text: words("INTEREST-OF-O1") }).await;
    hall
}

async fn returned() -> Hall {
    let hall = reviewed().await;
    let points = vec![(SectionId::Money, words("POINT-OF-O1"))];
    hall.does("O1", Role::Reviewer, Act::Return { points }).await;
    with_file(&hall).await;
    hall
}

async fn withdrawn() -> Hall {
    let hall = returned().await;
    hall.does("A", Role::Certifier, Act::Withdraw { text: words("WITHDRAWN-BECAUSE") }).await;
    hall
}

async fn decided() -> Hall {
    let hall = reviewed().await;
    let (verdict, text) = (Verdict::NotAgreed, words("RECOMMENDED-BECAUSE"));
    hall.does("O1", Role::Reviewer, Act::Recommend { verdict, text }).await;
    let (text, conditions) = (words("OUTCOME-BECAUSE"), Vec::new());
    hall.does("O1", Role::ReviewLead, Act::RecordOutcome { verdict, text, conditions }).await;
    let (text, changes) = (words("DECIDED-BECAUSE"), words(""));
    hall.does("A", Role::GoverningBody, Act::Decide { choice: Choice::Proceed, text, changes }).await;
    hall
}

/// Who isn't told: to them a case that is there and one that isn't are the same, byte for byte.
async fn strangers_learn_nothing(house: &House, invited: bool) {
    let mut strangers = vec![Eyes::Public, Eyes::At("", None)];
    for (body, role) in [
        ("D", Role::Author),
        ("D", Role::GoverningBody),
        ("V", Role::UnitDirector),
        ("O2", Role::ReviewLead),
        ("SYSTEM", Role::Administrator),
        ("A", Role::Administrator),
    ] {
        strangers.push(Eyes::At(body, Some(role)));
    }
    if !invited {
        strangers.extend([Eyes::At("B", Some(Role::Author)), Eyes::At("U", Some(Role::UnitDirector))]);
    }
    for eyes in strangers {
        let key = house.key_of(eyes).await;
        for door in doors() {
            let here = house.asked(&key, &door, house.case.as_str()).await;
            let nowhere = house.asked(&key, &door, NOBODYS).await;
            if door.path.contains("{reference}") {
                assert_eq!(here, nowhere, "{eyes:?} at {} {}", door.method, door.path);
            }
            for secret in SECRETS.iter().chain(&NAMES) {
                assert!(!here.contains(secret), "{eyes:?} reads {secret} at {} {}", door.method, door.path);
            }
        }
    }
}

/// Who is told a little reads none of the rest, at no address.
async fn told_read_their_own_alone(house: &House) {
    let eyes = [
        ("B", Role::Author, &["REPLY-B", "Birch pays more"][..]),
        ("C", Role::Viewer, &["Cedar pays more"][..]),
        ("U", Role::UnitDirector, &["REPLY-U", "PRIVATE-U", "Upper unit pays more"][..]),
    ];
    for (body, role, own) in eyes {
        let key = house.key_of(Eyes::At(body, Some(role))).await;
        let mut all = String::new();
        for door in doors() {
            let told = house.asked(&key, &door, house.case.as_str()).await;
            for secret in SECRETS.iter().filter(|secret| !own.contains(secret)) {
                assert!(
                    !told.contains(secret),
                    "{role} at {body} reads {secret} at {} {}",
                    door.method,
                    door.path
                );
            }
            all += &told;
        }
        assert!(all.contains(NAMES[0]), "{role} at {body} is told of the case");
    }
}

/// The words do stand there: the commissioners and the reviewers, together, read them all.
async fn those_who_may_read_it_all(house: &House, missing: &[&str]) {
    let mut all = String::new();
    for (body, role) in [("A", Role::Author), ("O1", Role::ReviewLead)] {
        let key = house.key_of(Eyes::At(body, Some(role))).await;
        for door in doors().into_iter().filter(|door| door.method == "GET") {
            all += &house.asked(&key, &door, house.case.as_str()).await;
        }
    }
    let unseen: Vec<_> =
        SECRETS.iter().filter(|secret| !all.contains(*secret) && !missing.contains(secret)).collect();
    assert!(unseen.is_empty(), "nobody reads {unseen:?}: they prove nothing");
}

#[tokio::test]
async fn a_draft_leaks_by_no_address() {
    let house = House::of(draft().await).await;
    strangers_learn_nothing(&house, false).await;
    // What comes later, and what its person alone reads.
    those_who_may_read_it_all(&house, &[&SECRETS[2..16], &SECRETS[20..]].concat()).await;
}

#[tokio::test]
async fn a_returned_case_leaks_by_no_address() {
    let house = House::of(returned().await).await;
    strangers_learn_nothing(&house, true).await;
    told_read_their_own_alone(&house).await;
    those_who_may_read_it_all(&house, &[&["TYPED-"], &SECRETS[12..16], &SECRETS[20..]].concat()).await;
}

#[tokio::test]
async fn a_decided_case_leaks_by_no_address() {
    let house = House::of(decided().await).await;
    strangers_learn_nothing(&house, true).await;
    told_read_their_own_alone(&house).await;
    // It was neither returned nor withdrawn, and no file was attached before it was sent.
    those_who_may_read_it_all(&house, &["EVIDENCE-", "TYPED-", "POINT-", "WITHDRAWN-"]).await;
}

#[tokio::test]
async fn a_withdrawn_case_leaks_by_no_address() {
    let house = House::of(withdrawn().await).await;
    strangers_learn_nothing(&house, true).await;
    told_read_their_own_alone(&house).await;
}
