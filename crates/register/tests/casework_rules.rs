//! Decision rights and the reviewer's checklist as they ship.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use register::{RULE_TABLES, RawPack, RawRow, RawTable, Rulebook};
use vocabulary::{Basis, CaseTier, Code, Date, DecisionRight};

fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

fn shipped() -> Rulebook {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let read = |name: &str| {
        let paths = ["rules", "rates"].map(|folder| format!("{data}/{folder}/{name}.csv"));
        let text = paths.iter().find_map(|path| std::fs::read_to_string(path).ok()).expect(name);
        let mut lines = text.lines().map(cells);
        let columns = lines.next().unwrap();
        let rows = (2..).zip(lines).map(|(line, cells)| RawRow { line, cells }).collect();
        RawTable { name: name.to_string(), columns, rows }
    };
    let tables = RULE_TABLES.iter().map(|table| read(table.name)).collect();
    let (book, findings) = Rulebook::read(&RawPack { name: "shipped".to_string(), tables });
    assert!(findings.is_empty(), "{findings:#?}");
    book
}

fn on(day: &str) -> Date {
    day.parse().unwrap()
}

#[test]
fn in_2013_bodies_are_asked_to_agree_and_nobody_may_refuse() {
    let book = shipped();
    let area_team = Code::new("Q58");
    assert!(book.decision_right(&area_team, on("2013-10-17")).is_none(), "the letter is of the 18th");
    let right = book.decision_right(&area_team, on("2013-10-18")).unwrap();
    assert_eq!((right.right, right.legal_power.as_str()), (DecisionRight::Agree, ""));
    assert!(book.decision_rights.iter().all(|row| row.right != DecisionRight::Refuse));
}

#[test]
fn any_change_has_four_tests_and_a_case_has_them_too() {
    let book = shipped();
    let ids = |tier, day| -> Vec<String> {
        book.review_tests_on(tier, on(day)).iter().map(|test| test.test_id.to_string()).collect()
    };
    let four = ["any-1-reasons", "any-2-value", "any-3-quality", "any-4-neighbours"];
    assert_eq!(ids(CaseTier::Record, "2013-10-18"), four);
    let of_a_case = ids(CaseTier::Case, "2013-10-18");
    assert_eq!((&of_a_case[..4], of_a_case.len()), (&four.map(String::from)[..], 9));
    assert!(ids(CaseTier::Case, "2013-10-17").is_empty());
    // Whatever isn't printed says what of it is ours.
    let ours = book.review_tests.iter().filter(|test| test.basis != Basis::Recorded);
    assert!(ours.clone().count() == 1 && ours.into_iter().all(|test| test.source.0.contains("ours")));
}
