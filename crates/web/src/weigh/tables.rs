//! Tables of the answer to an appraisal.

use listing::{Cell, Section};

use crate::components::Table;
use crate::shelf::table;

/// The tables of a section: one for each option where every row begins with an option and there are several rows of
/// each, so that its title is told once.
pub(super) fn tables(section: &Section, rows: &[usize]) -> Vec<Table> {
    let titled = section.columns.first().is_some_and(|column| column.key == "option");
    let title =
        |row: &usize| section.rows.get(*row).and_then(|row| row.first()).map(Cell::words).unwrap_or_default();
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|(known, _)| *known == title(row)) {
            Some((_, group)) => group.push(*row),
            None => groups.push((title(row), vec![*row])),
        }
    }
    if !titled || groups.len() == rows.len() {
        return vec![table(section, rows, 0)];
    }
    let of_group = |(title, group): (String, Vec<usize>)| Table {
        caption: title.into(),
        hides_caption: false,
        ..table(section, &group, 1)
    };
    groups.into_iter().map(of_group).collect()
}
