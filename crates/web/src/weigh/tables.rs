//! Tables of the answer to an appraisal.

use listing::{Cell, Section};

use crate::Html;
use crate::components::{Column, Table};
use crate::site::encoded;

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

/// A table of some rows, without the first few columns. What no row says has no column on a page; its files have it.
fn table(section: &Section, rows: &[usize], skip: usize) -> Table {
    let row = |number: &usize| section.rows.get(*number).map(Vec::as_slice).unwrap_or_default();
    let says =
        |at: usize| rows.iter().any(|number| row(number).get(at).is_some_and(|cell| *cell != Cell::Blank));
    let shown: Vec<(usize, &listing::Column)> =
        section.columns.iter().enumerate().skip(skip).filter(|(at, _)| says(*at)).collect();
    let column = |(at, column): &(usize, &listing::Column)| Column {
        title: Html::from(&column.title),
        is_numeric: section.is_numeric(*at) || column.key.ends_with("_gbp"),
    };
    let cells = |number: &usize| {
        let cell = |(at, column): &(usize, &listing::Column)| {
            linked(column.key, row(number).get(*at).unwrap_or(&Cell::Blank))
        };
        shown.iter().map(cell).collect()
    };
    Table {
        hides_caption: true,
        is_compact: true,
        ..Table::new(&section.title, shown.iter().map(column).collect(), rows.iter().map(cells).collect())
    }
}

/// A cell, with a link to the page of what it names.
fn linked(key: &str, cell: &Cell) -> Html {
    let to = |part: &str, code: &vocabulary::Code, name: &str| {
        Html::link(&format!("/market/{part}/{}", encoded(code.as_str())), name)
    };
    match (key, cell) {
        ("service", Cell::Named(code, name)) => to("services", code, name),
        ("unit", Cell::Named(code, name)) => to("units", code, name),
        ("body" | "buyer" | "receiver", Cell::Named(code, name)) => to("commissioners", code, name),
        (_, Cell::Range(low, high)) if low != high => ends(&low.whole_pounds(), &high.whole_pounds()),
        (_, cell) => cell.words().into(),
    }
}

/// Two ends of a range, between which a line may break.
pub(super) fn ends(low: &str, high: &str) -> Html {
    let end = |html: Html, text: &str| {
        html.then(Html::raw("<span>")).then(text.replace('−', "−\u{2060}")).then(Html::raw("</span>"))
    };
    let html = end(Html::raw("<span class=\"app-ends\">"), low).then(" to ");
    end(html, high).then(Html::raw("</span>"))
}
