//! A section of a listing as it stands on a page: notes, names with values, drawings, its table, and the table as files.

use askama::Template;
use listing::Section;

use crate::chart::Figure;
use crate::components::{Link, SummaryList, Table};
use crate::html::component;

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
