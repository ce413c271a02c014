//! The addresses of figures.

use std::collections::BTreeSet;

use vocabulary::FinancialYear;

use super::Explainer;
use super::people::address as people_address;
use super::summary::{money_of, text_of};

/// A figure that can be explained.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Address {
    /// How it is asked for.
    pub address: String,
    /// What it is.
    pub title: String,
    /// Its value for people, where it is one number.
    pub value: String,
}

fn entry(address: impl Into<String>, title: impl Into<String>, value: impl Into<String>) -> Address {
    Address { address: address.into(), title: title.into(), value: value.into() }
}

/// A financial year in an address: `2013-14`.
pub(super) fn year_text(year: FinancialYear) -> String {
    year.to_string().replace('/', "-")
}

/// An address as it is written here: `effects/06K/2013/14` is taken for `effects/06K/2013-14`.
pub(super) fn canonical(asked: &str) -> String {
    let asked = asked.trim().trim_matches('/');
    if !asked.starts_with("effects/") && !asked.starts_with("tests/") {
        return asked.to_string();
    }
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts: Vec<String> = Vec::new();
    for part in asked.split('/') {
        match parts.last_mut() {
            Some(before) if digits(before, 4) && digits(part, 2) => *before = format!("{before}-{part}"),
            _ => parts.push(part.to_string()),
        }
    }
    parts.join("/")
}

/// Every figure of a result, in the order of the impact statement.
pub(super) fn all(explainer: &Explainer) -> Vec<Address> {
    let mut list = Vec::new();
    for number in explainer.list("/numbers").iter().chain(explainer.list("/further_numbers")) {
        let value = money_of(number, "value_gbp").map(|pence| pence.whole_pounds()).unwrap_or_default();
        list.push(entry(text_of(number, "id"), text_of(number, "title"), value));
    }
    list.push(entry("saving", "How much of the saving is real", ""));
    list.push(entry("exit_charge", "The charge that leaves the others no worse off", charge(explainer)));
    list.push(entry("resting_on", "How much rests on which kind of row", ""));
    of_summary(explainer, &mut list);
    of_effects(explainer, &mut list);
    of_tables(explainer, &mut list);
    list
}

fn charge(explainer: &Explainer) -> String {
    explainer.pence("/exit_charge/charge_gbp").map(|pence| pence.whole_pounds()).unwrap_or_default()
}

fn of_summary(explainer: &Explainer, list: &mut Vec<Address>) {
    let moves = explainer.list("/moves");
    let annual: vocabulary::Pence = moves.iter().filter_map(|row| money_of(row, "annual_gbp")).sum();
    list.push(entry("moves", "What moves, a year", annual.whole_pounds()));
    for row in moves {
        let value = money_of(row, "annual_gbp").map(|pence| pence.whole_pounds()).unwrap_or_default();
        list.push(entry(format!("moves/{}", text_of(row, "line_id")), "A line that moves, a year", value));
    }
    for row in explainer.list("/verdicts") {
        let title = format!("Does {} stand?", text_of(row, "name"));
        list.push(entry(format!("verdicts/{}", text_of(row, "unit_code")), title, text_of(row, "scenario")));
    }
    let follow = explainer.list("/spread/lines").len().to_string();
    list.push(entry("spread", "Lines that follow by their own decision", follow));
    for row in explainer.list("/significance/tests") {
        let test = text_of(row, "test");
        list.push(entry(format!("significance/{test}"), text_of(row, "title"), text_of(row, "value")));
    }
    for row in explainer.list("/payer_rules") {
        list.push(entry(format!("rules/{}", text_of(row, "rule_id")), text_of(row, "title"), ""));
    }
    for (at, row) in explainer.list("/mitigations").iter().enumerate() {
        list.push(entry(format!("mitigations/{}", at + 1), text_of(row, "title"), ""));
    }
}

fn of_effects(explainer: &Explainer, list: &mut Vec<Address>) {
    let rows = &explainer.result.effects;
    let mut seen = BTreeSet::new();
    for row in rows {
        let body = &row.body_code;
        let title = format!("{}, {}", row.name, row.role);
        if seen.insert(body.clone()) {
            let whole =
                rows.iter().find(|row| row.body_code == *body && row.year.is_none() && row.account.is_none());
            let change = whole.map(|row| row.change.whole_pounds()).unwrap_or_default();
            list.push(entry(format!("effects/{body}"), title.clone(), change));
        }
        let year = row.year.map(year_text);
        if let Some(year) = &year {
            let address = format!("effects/{body}/{year}");
            if seen.insert(address.clone()) {
                let of_year = rows.iter().filter(|other| other.body_code == *body && other.year == row.year);
                let change: vocabulary::Pence = of_year.map(|row| row.change).sum();
                list.push(entry(address, title.clone(), change.whole_pounds()));
            }
        }
        if let Some(account) = row.account {
            let year = year.map(|year| format!("/{year}")).unwrap_or_default();
            list.push(entry(format!("effects/{body}{year}/{account}"), title, row.change.whole_pounds()));
        }
    }
}

fn of_tables(explainer: &Explainer, list: &mut Vec<Address>) {
    for row in &explainer.result.tests {
        let title = format!("Test of {}", explainer.name(&row.unit_code));
        list.push(entry(explainer.test_address(row), title, if row.met { "met" } else { "not met" }));
    }
    let judged: BTreeSet<(&str, &str, &str)> = explainer
        .result
        .cascade
        .iter()
        .map(|row| (row.buyer_code.as_str(), row.supplier_code.as_str(), row.service_code.as_str()))
        .collect();
    for (line, ends) in explainer.lines() {
        if judged.contains(&(ends.0.as_str(), ends.1.as_str(), ends.2.as_str())) {
            list.push(entry(
                format!("cascade/{line}"),
                format!("Does {} leave?", explainer.name(&ends.0)),
                "",
            ));
        }
    }
    if !explainer.result.people.is_empty() {
        list.push(entry("people", "All posts", ""));
    }
    let mut seen = BTreeSet::new();
    for row in explainer.result.people.iter().filter(|row| seen.insert(people_address(row))) {
        list.push(entry(people_address(row), "A group of posts", ""));
    }
    if let (Some(first), Some(last)) = (explainer.result.postings.first(), explainer.result.postings.last()) {
        let title = format!("A row of postings.csv, {} to {}", first.line, last.line);
        list.push(entry(format!("posting/{}", first.line), title, first.amount.whole_pounds()));
    }
}

/// The addresses most like what was asked, at most five.
pub(super) fn nearest(asked: &str, known: &[Address]) -> Vec<String> {
    let asked = asked.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .iter()
        .map(|entry| (distance(&asked, &entry.address.to_lowercase()), entry.address.as_str()))
        .collect();
    near.sort_unstable();
    near.into_iter().take(5).map(|(_, address)| address.to_string()).collect()
}

/// Letters to change, add or take away to make one text the other. Long texts are cut: this is only a hint.
fn distance(a: &str, b: &str) -> usize {
    const CUT: usize = 100;
    let b: Vec<char> = b.chars().take(CUT).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().take(CUT).enumerate() {
        let mut before = i;
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let cost = if from == *to { before } else { 1 + before.min(row[j]).min(row[j + 1]) };
            before = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_may_be_written_with_a_slash() {
        assert_eq!(canonical("effects/06K/2013/14/price"), "effects/06K/2013-14/price");
        assert_eq!(canonical("/posting/2013/14"), "posting/2013/14");
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("price", "prices"), 1);
        assert_eq!(distance("06k", "06n"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
