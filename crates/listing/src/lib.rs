//! An answer that is shown as text, as a page or as files from one and the same content: a sentence, a few
//! numbers, and sections of notes and tables.

mod cell;

use vocabulary::Findings;

pub use cell::{Cell, thousands, two_places};

/// The whole answer.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// What it is about.
    pub title: String,
    /// The answer in one sentence.
    pub sentence: String,
    /// At most four numbers.
    pub numbers: Vec<Figure>,
    /// The rest.
    pub sections: Vec<Section>,
    /// What there is to say about the register.
    pub findings: Findings,
}

/// One number of the answer.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its name for programs.
    pub id: &'static str,
    /// Its name for people.
    pub title: String,
    /// The number.
    pub value: Cell,
}

/// A part of the answer: paragraphs, then names with values, then a table.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its name for programs.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Paragraphs before the table.
    pub notes: Vec<String>,
    /// Names and values, one under the other.
    pub pairs: Vec<(String, String)>,
    /// The columns of the table.
    pub columns: Vec<Column>,
    /// The rows of the table.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a section's table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name for programs.
    pub key: &'static str,
    /// Its heading.
    pub title: String,
}

impl Listing {
    /// An answer with its title and sentence.
    pub fn new(title: impl Into<String>, sentence: impl Into<String>) -> Self {
        Listing { title: title.into(), sentence: sentence.into(), ..Listing::default() }
    }

    /// Adds a number.
    pub fn number(&mut self, id: &'static str, title: impl Into<String>, value: Cell) {
        self.numbers.push(Figure { id, title: title.into(), value });
    }

    /// Adds a section, unless there is nothing in it.
    pub fn add(&mut self, section: Section) {
        if !section.notes.is_empty() || !section.pairs.is_empty() || !section.rows.is_empty() {
            self.sections.push(section);
        }
    }
}

impl Listing {
    /// The section of a name.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}

impl Section {
    /// An empty section.
    pub fn new(id: &'static str, title: impl Into<String>) -> Self {
        Section { id, title: title.into(), ..Section::default() }
    }

    /// Adds a paragraph.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a name with its value; a blank value says nothing.
    pub fn pair(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.pairs.push((name.into(), value));
        }
    }

    /// Adds a column.
    pub fn column(mut self, key: &'static str, title: impl Into<String>) -> Self {
        self.columns.push(Column { key, title: title.into() });
        self
    }

    /// Whether a column holds numbers, which stand at the right.
    pub fn is_numeric(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.get(column).is_some_and(Cell::is_number))
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }
}
