//! Every bad table has its finding.

use stability::coalition::{Entry, Kind, Method, Table, solve};
use vocabulary::{Pence, Place};

fn rows(text: &str) -> Vec<Entry> {
    let row = |(at, row): (usize, &str)| {
        let (group, amount) = row.split_once(',').expect("a comma");
        let members = group.split('+').filter(|member| !member.is_empty()).map(str::to_string).collect();
        Entry { place: Place::row("t", at + 2), members, amount: amount.parse().expect("an amount") }
    };
    text.split(' ').enumerate().map(row).collect()
}

fn codes(text: &str, additive: bool) -> Vec<&'static str> {
    let (table, findings) = Table::of("t", &rows(text), Kind::Cost, additive);
    assert_eq!(table.is_none(), findings.iter().any(|finding| finding.is_error()));
    findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_whole_table_has_none() {
    let (table, findings) = Table::of("t", &rows("b,2 a+b,2.5 ,0 a,1"), Kind::Cost, false);
    let table = table.expect("a table");
    assert!(findings.is_empty());
    assert_eq!(table.members, ["a", "b"]);
    assert_eq!(table.pence, [Pence(0), Pence(100), Pence(200), Pence(250)]);
}

#[test]
fn each_mistake_is_named() {
    assert_eq!(codes("a,1 b,2 a+c,3 a+b,3", false), ["coalition-unknown-member"]);
    assert_eq!(codes("a,1 b,2 a+b,3 b+a,3", false), ["coalition-group-twice"]);
    assert_eq!(codes("a,1 b,2 a+a,3 a+b,3", false), ["coalition-member-twice"]);
    assert_eq!(codes(",1 a,1 b,2 a+b,3", false), ["coalition-empty-not-zero"]);
    assert_eq!(codes("a,1 b,2", false), ["coalition-whole-missing"]);
    assert_eq!(codes("a,1 b,2 c,2 a+b+c,3", false), ["coalition-group-missing"]);
    assert_eq!(codes("a,1 b,2 c,2 a+b+c,3", true), Vec::<&str>::new());
    assert_eq!(codes(",0", false), ["coalition-empty"]);
    let many: Vec<String> = (0..21).map(|i| format!("m{i},1")).collect();
    assert_eq!(codes(&many.join(" "), true), ["coalition-too-large"]);
}

#[test]
fn missing_groups_get_the_sum_of_their_best_parts() {
    let typed = rows("a,5 b,4 c,3 a+b,7 a+b+c,9");
    let (table, _) = Table::of("t", &typed, Kind::Cost, true);
    assert_eq!(table.expect("a table").pence.map_pounds(), [0, 5, 4, 7, 3, 8, 7, 9]);
    let (table, _) = Table::of("t", &typed, Kind::Savings, true);
    assert_eq!(table.expect("a table").pence.map_pounds(), [0, 5, 4, 7, 3, 8, 7, 9]);
}

trait Pounds {
    fn map_pounds(&self) -> Vec<i64>;
}

impl Pounds for Vec<Pence> {
    fn map_pounds(&self) -> Vec<i64> {
        self.iter().map(|pence| pence.0 / 100).collect()
    }
}

#[test]
fn no_share_that_suits_each_alone_is_an_error() {
    let (table, _) = Table::of("t", &rows("a,1 b,1 a+b,3"), Kind::Cost, false);
    let table = table.expect("a table");
    let answer = solve(&table, Method::Nucleolus);
    assert!(answer.allocation.is_none());
    assert_eq!(answer.findings[0].code, "coalition-no-imputation");
    let answer = solve(&table, Method::Prenucleolus);
    assert_eq!(answer.allocation, Some(vec![Pence(150), Pence(150)]));
    assert_eq!(answer.findings[0].code, "coalition-no-price-holds");
}

#[test]
fn one_member_pays_all_and_nothing_costs_nothing() {
    let (table, _) = Table::of("t", &rows("a,7"), Kind::Cost, false);
    let table = table.expect("a table");
    for method in Method::ALL {
        assert_eq!(solve(&table, *method).allocation, Some(vec![Pence(700)]), "{method}");
    }
    let (table, _) = Table::of("t", &rows("a,0 b,0 a+b,0"), Kind::Cost, false);
    let table = table.expect("a table");
    for method in Method::ALL {
        let answer = solve(&table, *method);
        let none = *method == Method::ProportionalNucleolus;
        assert_eq!(answer.allocation.is_none(), none, "{method}");
        assert_eq!(answer.findings.iter().any(|finding| finding.code == "coalition-not-solved"), none);
    }
}
