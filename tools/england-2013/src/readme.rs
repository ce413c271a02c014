//! The pack's own README: how it was made, what it can't say, and its totals.

use std::fmt::Write;

use crate::money::{pounds, rounded};
use crate::prices::Market;
use crate::table::Table;
use crate::units::UNITS;

const METHOD: &str = include_str!("readme.md");

/// The method in words, then counts and totals.
pub fn text(tables: &[Table], market: &Market) -> String {
    let mut text = METHOD.to_owned();
    text.push_str("\n## Rows\n\n| Table | Rows |\n| --- | ---: |\n");
    let mut counts: Vec<(&str, usize)> = tables.iter().map(|t| (t.name, t.len())).collect();
    counts.sort_unstable();
    for (name, count) in counts {
        line(&mut text, &format!("| `{name}` | {count} |"));
    }
    text.push_str(
        "\n## Income by unit, 2013/14 (modelled)\n\n\
         | Unit | CCGs | Registered people | From CCGs, £ | A head, £ | From all customers, £ |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for unit in UNITS {
        line(&mut text, &unit_row(market, unit));
    }
    text
}

fn unit_row(market: &Market, unit: &str) -> String {
    let ccgs = market.ccg_lines().iter().filter(|l| l.unit == unit && l.service == 0).count();
    let (people, from_ccgs) = (market.people(unit), market.ccg_income(unit).iter().sum::<i128>());
    let (all, a_head) = (market.income(unit).iter().sum::<i128>(), rounded(from_ccgs, people));
    format!("| {unit} | {ccgs} | {people} | {} | {} | {} |", pounds(from_ccgs), pounds(a_head), pounds(all))
}

fn line(text: &mut String, line: &str) {
    // Writing to a string can't fail.
    let _ = writeln!(text, "{line}");
}
