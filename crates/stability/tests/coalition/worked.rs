//! The example of `docs/worked/09-prices-that-hold.md`, read from it.

use std::collections::BTreeMap;

use stability::coalition::{Entry, Kind, Method, Table};
use vocabulary::{Pence, Place};

use crate::common::{pounds, solved};

fn rows(info: &str) -> Vec<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/worked/09-prices-that-hold.md");
    let text = std::fs::read_to_string(path).expect("the worked example");
    let mut lines = text.lines().skip_while(|line| *line != format!("```csv {info}"));
    assert!(lines.next().is_some(), "no block {info}");
    lines
        .skip(1)
        .take_while(|line| !line.starts_with("```"))
        .map(|line| line.split(',').map(str::to_string).collect())
        .collect()
}

fn typed(info: &str, kind: Kind) -> Table {
    let entry = |row: &Vec<String>| Entry {
        place: Place::table(info),
        members: row[0].split('+').map(str::to_string).collect(),
        amount: row[1].parse().expect("pounds"),
    };
    let entries: Vec<Entry> = rows(info).iter().map(entry).collect();
    let (table, findings) = Table::of(info, &entries, kind, false);
    assert!(findings.is_empty(), "{findings:?}");
    table.expect("a table")
}

fn check(info: &str, kind: Kind) {
    let table = typed(info, kind);
    let mut expected: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows(&format!("expect-{info}")) {
        expected.entry(row[0].clone()).or_default().push((row[1].clone(), row[2].clone()));
    }
    for (method, shares) in expected {
        let answer = solved(&table, method.parse().expect("a method"));
        for (member, amount) in shares {
            let amount: Pence = amount.parse().expect("pounds");
            let at = table.members.iter().position(|known| *known == member);
            match at {
                Some(at) => {
                    assert_eq!(answer.allocation.as_ref().expect("shares")[at], amount, "{method} {member}")
                }
                None => {
                    let epsilon = answer.epsilon.expect("a level");
                    assert_eq!(Pence::round(epsilon), amount, "{method}: {:?}", pounds(&answer));
                }
            }
        }
    }
}

#[test]
fn worked_09_prices_that_hold() {
    check("coalitions", Kind::Cost);
    check("coalitions-steps", Kind::Cost);
}

#[test]
fn worked_09_weights_of_the_empty_core() {
    let answer = solved(&typed("coalitions-steps", Kind::Cost), Method::Prenucleolus);
    let core = answer.certificate.core.expect("a core test");
    assert!(core.empty && core.cover.len() == 3);
    assert!(core.cover.iter().all(|weighed| (weighed.weight - 0.5).abs() < 1e-9));
    assert_eq!(Pence::round(core.cover_amount), Pence(27_000_000));
}
