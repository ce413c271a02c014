//! The page of the country and its monthly pack, as an oversight body gets them from a server, and nobody else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, dead_code)] // A test may stop where it fails.

#[path = "case_addresses/doors.rs"]
mod doors;
#[path = "case_addresses/eyes.rs"]
mod eyes;
#[path = "../../actions/tests/cases/hall.rs"]
mod hall;
#[path = "../../actions/tests/leaks/world.rs"]
mod world;

use std::io::Cursor;

use actions::Role;
use calamine::{Data, Reader, Xlsx};
use doors::{Door, Sends};
use eyes::{Eyes, House};
use hall::Hall;

const SHEETS: [&str; 10] =
    ["Cover", "Units", "Cases", "Conditions", "Joint", "Joint sets", "Joint rules", "Ends", "Tests", "Basis"];

fn door(path: &str) -> Door {
    Door { method: "GET", path: path.to_string(), route: "", sends: Sends::Nothing }
}

async fn told(house: &House, eyes: Eyes, path: &str) -> String {
    let key = house.key_of(eyes).await;
    house.asked(&key, &door(path), house.case.as_str()).await
}

/// The part of a page with an id.
fn part<'a>(page: &'a str, id: &str) -> &'a str {
    let from = page.split(&format!("<section class=\"app-section\" id=\"{id}\"")).nth(1);
    from.unwrap_or_else(|| panic!("no part {id}")).split("</section>").next().unwrap()
}

#[tokio::test]
async fn the_worst_stands_first_and_each_has_its_next_act() {
    let house = House::of(Hall::sent().await).await;
    let page = told(&house, Eyes::At("X", Some(Role::ReviewLead)), "/country").await;
    assert!(page.starts_with("200"), "{page}");
    assert!(page.contains("2 of the 2 units that you oversee are at risk"), "{page}");
    let units = part(&page, "units");
    let at = |words: &str| units.find(words).unwrap_or_else(|| panic!("{words} isn't in {units}"));
    assert!(at("Vale unit") < at("Upper unit"), "it could lose less of its income");
    assert!(units.contains("/units/U/standing") && units.contains("one customer too large"), "{units}");
    assert!(units.contains("recorded rows"), "how its rows are known: {units}");
    let tests = part(&page, "tests");
    assert!(
        tests.contains("a quarter of income from one customer; ours"),
        "where a threshold is from: {tests}"
    );
    for list in ["cases", "conditions", "ends", "basis"] {
        assert!(page.contains(&format!("href=\"#{list}\"")) || list == "basis");
        part(&page, list);
    }
    // The reviewer of the case reads it with its next act; units aren't theirs.
    let page = told(&house, Eyes::At("O1", Some(Role::Reviewer)), "/country").await;
    let cases = part(&page, "cases");
    assert!(cases.contains("Alder leaves") && cases.contains("Confirm that it has arrived"), "{cases}");
    assert!(!page.contains("61,843") && !part(&page, "units").contains("Upper unit"));
    // The first page leads there.
    let start = told(&house, Eyes::At("O1", Some(Role::Assessor)), "/").await;
    assert!(start.contains("href=\"/country\""), "{start}");
}

#[tokio::test]
async fn nobody_else_is_shown_a_ranking_of_units() {
    let house = House::of(Hall::sent().await).await;
    for role in Role::ALL.iter().copied().filter(|role| !role.oversees()) {
        let key = house.key_of(Eyes::At("X", Some(role))).await;
        for path in ["/country", "/country/pack.xlsx", "/country/table/units.csv", "/api/v1/country"] {
            let page = house.asked(&key, &door(path), house.case.as_str()).await;
            assert!(page.starts_with("403"), "{role} at {path}: {page}");
            assert!(!page.contains("can’t fund itself") && !page.contains("strained"), "{role} at {path}");
        }
        let start = house.asked(&key, &door("/"), house.case.as_str()).await;
        assert!(!start.contains("href=\"/country\""), "{role}");
    }
    let page = told(&house, Eyes::Public, "/country").await;
    assert!(!page.starts_with("200") && !page.contains("Vale unit"), "{page}");
}

#[tokio::test]
async fn what_cases_do_together_and_who_pays_is_told_to_who_reviews_them() {
    let mut hall = Hall::sent().await;
    let birch = world::SCENARIO.replace("buyer = \"A\"", "buyer = \"B\"").replace("Alder", "Birch");
    hall.another_sent(&birch).await;
    let house = House::of(hall).await;
    let page = told(&house, Eyes::At("X", Some(Role::ReviewLead)), "/country").await;
    let joint = part(&page, "joint");
    assert!(joint.contains("A-2026-1") && joint.contains("B-2026-1"), "{joint}");
    let sets = part(&page, "joint_sets");
    assert!(sets.contains("Upper unit: What") && sets.contains("What then happens"), "{sets}");
    let rules = part(&page, "joint_rules");
    assert!(rules.contains("Those that move") && rules.matches("<tr").count() > 2, "{rules}");
    // Who doesn't see the books reads bands; who doesn't review reads nothing of it.
    let page = told(&house, Eyes::At("O1", Some(Role::Reviewer)), "/country").await;
    assert!(part(&page, "joint").contains("Amounts are in bands"), "{page}");
    assert!(part(&page, "joint_rules").contains(" to "), "{}", part(&page, "joint_rules"));
    let page = told(&house, Eyes::At("X", Some(Role::Assessor)), "/country").await;
    assert!(page.starts_with("200") && !page.contains("joint_rules"), "{page}");
}

#[tokio::test]
async fn the_pack_is_read_back_with_every_list_and_where_it_is_from() {
    let house = House::of(Hall::sent().await).await;
    let eyes = house.key_of(Eyes::At("X", Some(Role::ReviewLead))).await;
    let (head, bytes) = house.file(&eyes, "/country/pack.xlsx").await;
    assert!(head.contains("filename=\\\"country-") && head.contains("spreadsheetml"), "{head}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), SHEETS);
    let mut text = |name: &str| -> Vec<Data> {
        book.worksheet_range(name).unwrap().cells().map(|(_, _, cell)| cell.clone()).collect()
    };
    let cover = text("Cover");
    let says = |cells: &[Data], words: &str| {
        cells.iter().any(|cell| matches!(cell, Data::String(text) if text.contains(words)))
    };
    assert!(says(&cover, "2 of the 2 units") && says(&cover, "SHA-256 of rules and rates"));
    assert!(cover.contains(&Data::Float(2.0)), "units at risk, as a number");
    let units = text("Units");
    assert!(says(&units, "Vale unit (V)") && units.contains(&Data::Float(211_000.0)), "{units:?}");
    assert!(says(&text("Tests"), "a quarter of income from one customer; ours"));
    assert!(says(&text("Basis"), "the engine: every unit through the tests of viability"));
    for name in SHEETS {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
}
