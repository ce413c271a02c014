//! The pack's own README: what is recorded, what is modelled, and its totals.

use england_2013::folder::File;
use england_2013::money::{pounds, rounded};
use england_2013::table::Table;

use crate::REGISTER;
use crate::lines::Line;

const METHOD: &str = include_str!("readme.md");

/// The method in words, then counts and totals.
pub fn file(tables: &[Table], lines: &[Line]) -> File {
    let mut text = METHOD.to_owned();
    text.push_str("\n## Rows\n\n| Table | Rows |\n| --- | ---: |\n");
    let mut counts: Vec<(&str, usize)> = tables.iter().map(|table| (table.name, table.len())).collect();
    counts.sort_unstable();
    for (name, count) in counts {
        text.push_str(&format!("| `{name}` | {count} |\n"));
    }
    text.push_str(
        "\n## What the modelled unit is paid, a year\n\n| Board | Registered people | £ | A head, £ |\n| --- | ---: | ---: | ---: |\n",
    );
    let mut boards: Vec<(&str, i128)> = lines.iter().map(|line| (line.board.as_str(), line.people)).collect();
    boards.dedup();
    for (board, people) in boards {
        let paid: i128 = lines.iter().filter(|line| line.board == board).map(|line| line.pence).sum();
        let a_head = pounds(rounded(paid, people));
        text.push_str(&format!("| {board} | {people} | {} | {a_head} |\n", pounds(paid)));
    }
    let all: i128 = lines.iter().map(|line| line.pence).sum();
    text.push_str(&format!("| all | | {} | |\n", pounds(all)));
    File::new(&format!("{REGISTER}/README.md"), text.into_bytes())
}
