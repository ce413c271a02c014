//! A section of a listing as it stands on a page: notes, names with values, drawings, its table, and the table as files.

use askama::Template;
use listing::{Cell, Column as Heading, Section};

use crate::Html;
use crate::chart::Figure;
use crate::components::{Column, Link, SummaryList, Table};
use crate::html::component;
use crate::site::encoded;

/// A section on a page.
#[derive(Debug, Clone, Template)]
#[template(path = "shelf.html")]
pub(crate) struct Shelf {
    id: &'static str,
    title: String,
    notes: Vec<String>,
    pairs: Option<SummaryList>,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    more: Option<String>,
    files: Vec<Link>,
}

/// Rows of a table on a page; its files have all.
pub(crate) const ROWS_MAX: usize = 60;

impl Shelf {
    /// A section with its tables as the page draws them, and the address of its files without their ending. `tables` is
    /// given the numbers of the rows that the page has room for.
    pub fn of(section: &Section, tables: impl FnOnce(&[usize]) -> Vec<Table>, files: &str) -> Shelf {
        let rows: Vec<usize> = (0..section.rows.len().min(ROWS_MAX)).collect();
        let left_out = section.rows.len() - rows.len();
        let file = |ending: &str| Link::to(format!("{files}.{ending}"), ending.to_uppercase());
        let has_rows = !rows.is_empty();
        Shelf {
            id: section.id,
            title: section.title.clone(),
            notes: section.notes.clone(),
            pairs: (!section.pairs.is_empty())
                .then(|| SummaryList::of(section.pairs.iter().map(|(key, value)| (key, value)))),
            figures: Vec::new(),
            tables: if has_rows { tables(&rows) } else { Vec::new() },
            more: (left_out > 0).then(|| format!("{left_out} more rows are in the files.")),
            files: if has_rows { ["csv", "xlsx", "json"].map(file).to_vec() } else { Vec::new() },
        }
    }

    /// With drawings above its table.
    pub fn with(self, figures: Vec<Figure>) -> Shelf {
        Shelf { figures, ..self }
    }
}

component!(Shelf);

/// A table of some rows, without the first few columns. What no row says has no column on a page; its files have it.
pub(crate) fn table(section: &Section, rows: &[usize], skip: usize) -> Table {
    let row = |number: &usize| section.rows.get(*number).map(Vec::as_slice).unwrap_or_default();
    let says =
        |at: usize| rows.iter().any(|number| row(number).get(at).is_some_and(|cell| *cell != Cell::Blank));
    let shown: Vec<(usize, &Heading)> =
        section.columns.iter().enumerate().skip(skip).filter(|(at, _)| says(*at)).collect();
    let column = |(at, column): &(usize, &Heading)| Column {
        title: Html::from(&column.title),
        is_numeric: section.is_numeric(*at) || column.key.ends_with("_gbp"),
    };
    let cells = |number: &usize| {
        let cell = |(at, column): &(usize, &Heading)| {
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
pub(crate) fn ends(low: &str, high: &str) -> Html {
    let end = |html: Html, text: &str| {
        html.then(Html::raw("<span>")).then(text.replace('−', "−\u{2060}")).then(Html::raw("</span>"))
    };
    let html = end(Html::raw("<span class=\"app-ends\">"), low).then(" to ");
    end(html, high).then(Html::raw("</span>"))
}
