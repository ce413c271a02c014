use listing::{Cell, Section};

use super::postings::PostingsView;
use crate::Html;
use crate::components::{Column, Table, Tag};
use crate::site::encoded;

/// Makes tables of sections, with links to where each figure comes from.
pub(super) struct Cells<'a> {
    /// The result's name.
    pub id: &'a str,
    /// What the address asks for.
    pub view: &'a PostingsView,
}

impl Cells<'_> {
    /// The table of some rows of a section.
    pub fn table(&self, section: &Section, rows: &[usize]) -> Table {
        let column = |(at, column): (usize, &listing::Column)| Column {
            title: Html::from(&column.title),
            is_numeric: section.is_numeric(at)
                || column.key.ends_with("_gbp")
                || column.key.ends_with("_wte"),
        };
        let columns = section.columns.iter().enumerate().map(column).collect();
        let row = |number: &usize| {
            let cells = section.rows.get(*number).map(Vec::as_slice).unwrap_or_default();
            let cell = |(at, column): (usize, &listing::Column)| {
                self.cell(section, cells, column.key, cells.get(at).unwrap_or(&Cell::Blank))
            };
            section.columns.iter().enumerate().map(cell).collect()
        };
        Table {
            hides_caption: true,
            is_compact: true,
            ..Table::new(&section.title, columns, rows.iter().map(row).collect())
        }
    }

    fn cell(&self, section: &Section, row: &[Cell], key: &str, cell: &Cell) -> Html {
        let id = self.id;
        match (key, cell) {
            ("body" | "buyer" | "from" | "to", Cell::Named(code, name)) => {
                Html::link(&format!("/hurt/{id}/bodies?body={}#by_year", encoded(code.as_str())), name)
            }
            ("service", Cell::Named(code, name)) => {
                Html::link(&format!("/market/services/{}", encoded(code.as_str())), name)
            }
            ("source", Cell::Named(code, name)) => {
                Html::link(&format!("/market/sources/{}", encoded(code.as_str())), name)
            }
            ("rows", Cell::Text(rows)) => several(rows),
            ("row", Cell::Text(row)) => of_row(row),
            ("verdict", Cell::Text(verdict)) => verdict_tag(verdict),
            // Each change leads to the postings that make it up.
            ("change_gbp", _) if section.id == "bodies" => match row.first() {
                Some(Cell::Named(code, _)) => {
                    let at = format!("/hurt/{id}/bodies?body={}#by_year", encoded(code.as_str()));
                    Html::link(&at, &cell.words())
                }
                _ => Html::link(&format!("/hurt/{id}/postings"), &cell.words()),
            },
            ("postings_gbp", _) => Html::link(&self.postings(row), &cell.words()),
            ("likely_gbp", _) if section.id == "numbers" => {
                Html::link(&format!("/hurt/{id}/bodies"), &cell.words())
            }
            (_, cell) => unbroken(&cell.words()),
        }
    }

    /// The postings of a body's account in a year.
    fn postings(&self, row: &[Cell]) -> String {
        let text = |at: usize| row.get(at).map(Cell::words).unwrap_or_default();
        let view = PostingsView {
            year: text(0),
            account: text(1).replace(' ', "_"),
            body: self.view.body.clone(),
            ..PostingsView::default()
        };
        format!("/hurt/{}/postings{}", self.id, view.query(0))
    }
}

/// Words of a cell. A line never breaks between a sign and its amount, nor in a short band or a month: `£500k to £1m`.
fn unbroken(words: &str) -> Html {
    const SHORT_MAX: usize = 15;
    let words = words.replace('−', "−\u{2060}");
    let is_short = words.chars().count() <= SHORT_MAX && words.contains(char::is_numeric);
    match is_short && words.contains(' ') {
        true => Html::raw("<span class=\"app-whole\">").then(&words).then(Html::raw("</span>")),
        false => (&words).into(),
    }
}

/// A verdict as a tag; its words say the same.
fn verdict_tag(verdict: &str) -> Html {
    let colour = match verdict {
        "stands" => "green",
        "strained" => "orange",
        _ => "red",
    };
    Tag::coloured(verdict, colour).into()
}

/// The first rows of a long list of them.
fn several(rows: &str) -> Html {
    const SHOWN_MAX: usize = 2;
    let all: Vec<&str> = rows.split("; ").collect();
    let mut html = Html::default();
    for (number, row) in all.iter().take(SHOWN_MAX).enumerate() {
        html = html.then(if number == 0 { "" } else { "; " }).then(of_row(row));
    }
    match all.len().saturating_sub(SHOWN_MAX) {
        0 => html,
        more => html.then(format!("; and {more} more")),
    }
}

/// A row of the register: agreement lines have a page.
fn of_row(row: &str) -> Html {
    match row.strip_prefix("agreement_lines/") {
        Some(line) => Html::link(&format!("/market/agreements/{}", encoded(line)), row),
        None => row.into(),
    }
}
