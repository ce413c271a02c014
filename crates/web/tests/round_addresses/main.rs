//! Nothing leaks by an address: every address with a round behind it, read and written, by everybody who isn't told of it or is told
//! little. An address that the server has and that isn't tried here fails. Which guards were taken away to see it fail:
//! docs/leak-tests.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

mod doors;
mod eyes;
#[path = "../../../actions/tests/rounds/hall.rs"]
mod hall;
mod listed;
mod pages;
mod papers;
#[path = "../../../actions/tests/leaks/world.rs"]
mod world;

use actions::Role;
use doors::doors;
use eyes::{Eyes, House};
use hall::Hall;

/// Words and amounts that only stand in the round, one for every part of it.
const SECRETS: [&str; 17] = [
    "ANSWER-OF-U",
    "EVIDENCE-OF-U",
    "TITLE-OF-FILE",
    "FILE-OF-U",
    "SELF-RATED-",
    "455,444",
    "455444.33",
    "SURVEY-OF-A",
    "SURVEY-OF-B",
    "411,001",
    "202,002",
    "RATED-BY-ONE",
    "RATED-BY-TWO",
    "SETTLED-BECAUSE",
    "OUTCOME-BECAUSE",
    "MILESTONE-OF-U",
    "MILESTONE-OF-X",
];
/// A round and a unit of the same lengths that aren't there.
const NOWHERE: [(&str, &str); 2] = [("X-2026-R7", "U"), ("X-2026-R1", "W")];

/// Who isn't told: to them a round that is there and one that isn't are the same, byte for byte.
async fn strangers_learn_nothing(house: &House) {
    let strangers = [
        Eyes::Public,
        Eyes::At("", None),
        Eyes::At("O1", Some(Role::ReviewLead)),
        Eyes::At("O2", Some(Role::Assessor)),
        Eyes::At("X", Some(Role::Administrator)),
        Eyes::At("X", Some(Role::DataSteward)),
        Eyes::At("X", Some(Role::Reviewer)),
        Eyes::At("U", Some(Role::Administrator)),
    ];
    for eyes in strangers {
        let key = house.key_of(eyes).await;
        for door in doors() {
            let here = house.asked(&key, &door, ("X-2026-R1", "U")).await;
            for nowhere in NOWHERE.into_iter().filter(|_| door.path.contains("{round}")) {
                let nowhere = house.asked(&key, &door, nowhere).await;
                assert_eq!(here, nowhere, "{eyes:?} at {} {}", door.method, door.path);
            }
            for secret in SECRETS.iter().chain(&["X-2026-R1", "A shared unit today: "]) {
                assert!(!here.contains(secret), "{eyes:?} reads {secret} at {} {}", door.method, door.path);
            }
        }
    }
}

/// Who is told reads their own and what its table allows, at no address more.
async fn told_read_no_more(house: &House, told: &[(&'static str, Role, &[&str])]) {
    for (body, role, own) in told {
        let key = house.key_of(Eyes::At(body, Some(*role))).await;
        let mut all = String::new();
        for door in doors() {
            let told = house.asked(&key, &door, ("X-2026-R1", "U")).await;
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
        for secret in own.iter() {
            assert!(all.contains(secret), "{role} at {body} never reads {secret}");
        }
    }
}

const UNIT: [&str; 7] =
    ["ANSWER-OF-U", "EVIDENCE-OF-U", "TITLE-OF-FILE", "FILE-OF-U", "SELF-RATED-", "455,444", "455444.33"];

#[tokio::test]
async fn while_the_unit_answers_nobody_else_reads_its_answers() {
    let house = House::of(Hall::answered().await).await;
    strangers_learn_nothing(&house).await;
    let told: [(&'static str, Role, &[&str]); 6] = [
        ("U", Role::UnitFinance, &UNIT),
        ("A", Role::Author, &["SURVEY-OF-A", "411,001"]),
        ("B", Role::Certifier, &["SURVEY-OF-B", "202,002"]),
        ("C", Role::Author, &[]),
        ("X", Role::Assessor, &[]),
        ("X", Role::ReviewLead, &[]),
    ];
    told_read_no_more(&house, &told).await;
}

#[tokio::test]
async fn after_one_has_rated_nobody_else_learns_of_it() {
    let house = House::of(Hall::rated_once().await).await;
    strangers_learn_nothing(&house).await;
    let assessed = [
        "ANSWER-OF-U",
        "EVIDENCE-OF-U",
        "TITLE-OF-FILE",
        "FILE-OF-U",
        "SELF-RATED-",
        "455,444",
        "455444.33",
        "SURVEY-OF-A",
        "SURVEY-OF-B",
        "411,001",
        "202,002",
    ];
    let told: [(&'static str, Role, &[&str]); 4] = [
        ("U", Role::UnitDirector, &UNIT),
        ("A", Role::Author, &["SURVEY-OF-A", "411,001"]),
        ("X", Role::Assessor, &assessed),
        ("X", Role::ReviewLead, &assessed),
    ];
    told_read_no_more(&house, &told).await;
}

/// Nobody but who rates learns that it was done, or how far it is, before the outcome is on record.
#[tokio::test]
async fn how_far_the_assessors_are_is_told_to_nobody_else() {
    let doing = ["rated the unit", "settled where the assessors differed", "Differences are settled"];
    for (hall, lead_knows) in
        [(Hall::rated_once().await, false), (Hall::differing().await, true), (Hall::rated().await, true)]
    {
        let house = House::of(hall).await;
        let outside = [
            ("U", Role::UnitDirector),
            ("U", Role::UnitFinance),
            ("A", Role::Author),
            ("B", Role::Certifier),
        ];
        let inside = [("X", Role::ReviewLead)];
        for (body, role) in outside.into_iter().chain(inside.into_iter().filter(|_| !lead_knows)) {
            let key = house.key_of(Eyes::At(body, Some(role))).await;
            for door in doors().into_iter().filter(|door| door.method == "GET") {
                let told = house.asked(&key, &door, ("X-2026-R1", "U")).await;
                let read: Vec<_> = doing.iter().filter(|words| told.contains(**words)).collect();
                assert!(read.is_empty(), "{role} at {body} reads {read:?} at {}", door.path);
            }
            let (_, page) = house.page(&key, "/rounds/X-2026-R1/U").await;
            assert!(page.contains("Certified, and being assessed"), "{role} at {body}: {page}");
        }
    }
}

#[tokio::test]
async fn an_outcome_on_record_is_the_unit_s_and_nobody_else_s_until_it_is_published() {
    let house = House::of(Hall::outcome().await).await;
    strangers_learn_nothing(&house).await;
    let told: [(&'static str, Role, &[&str]); 2] = [
        (
            "U",
            Role::UnitDirector,
            // The ratings that both agree on are those of the first to rate; who settled is not told by name.
            &[
                "ANSWER-OF-U",
                "EVIDENCE-OF-U",
                "TITLE-OF-FILE",
                "FILE-OF-U",
                "SELF-RATED-",
                "455,444",
                "455444.33",
                "411,001",
                "202,002",
                "RATED-BY-ONE",
                "SETTLED-BECAUSE",
                "OUTCOME-BECAUSE",
            ],
        ),
        ("A", Role::Author, &["SURVEY-OF-A", "411,001"]),
    ];
    told_read_no_more(&house, &told).await;
}

#[tokio::test]
async fn what_is_published_is_everybody_s_and_nothing_else() {
    let house = House::of(Hall::bound().await).await;
    let public = ["RATED-BY-ONE", "SETTLED-BECAUSE", "OUTCOME-BECAUSE"];
    for eyes in [Eyes::Public, Eyes::At("O1", Some(Role::Reviewer)), Eyes::At("D", Some(Role::Author))] {
        let key = house.key_of(eyes).await;
        let mut all = String::new();
        for door in doors() {
            let told = house.asked(&key, &door, ("X-2026-R1", "U")).await;
            for secret in SECRETS.iter().filter(|secret| !public.contains(secret)) {
                assert!(!told.contains(secret), "{eyes:?} reads {secret} at {} {}", door.method, door.path);
            }
            all += &told;
        }
        assert!(public.iter().all(|word| all.contains(word)), "{eyes:?}");
    }
}
