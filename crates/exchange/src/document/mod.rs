//! A document: one model, written as Markdown, as HTML and as a Word file.
//!
//! The model holds what a document says, never how it looks: title, headings, paragraphs, lists, tables with
//! captions and header rows, notes, places to write in and lines to sign.

mod docx;
mod escape;
mod html;
mod inline;
mod markdown;
mod style;

pub use docx::docx;
pub(crate) use escape::escape;
pub use html::html;
pub use inline::{Inline, Span};
pub use markdown::markdown;

/// A document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Its title: the only heading of the first level.
    pub title: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Level, String),
    /// A paragraph.
    Paragraph(Inline),
    /// A list without numbers.
    List(Vec<Inline>),
    /// A table.
    Table(Table),
    /// Something that the reader must not miss.
    Note(Inline),
    /// A place for a person to write: what belongs there.
    Write(String),
    /// Lines to fill in by hand: their titles.
    Sign(Vec<String>),
}

/// The level of a heading below the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A section.
    Section,
    /// A part of one.
    Part,
}

/// A table with a caption and a header row. The first cell of each row is the header of that row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; every row has as many cells as there are columns.
    pub rows: Vec<Vec<Inline>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its title; never blank.
    pub title: String,
    /// Does it hold numbers? They are set to the right.
    pub is_number: bool,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>) -> Self {
        Column { title: title.into(), is_number: false }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Self {
        Column { title: title.into(), is_number: true }
    }
}

impl Document {
    /// A document that says nothing yet.
    pub fn new(title: impl Into<String>) -> Self {
        Document { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a section.
    pub fn section(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::Heading(Level::Section, title.into()));
    }

    /// Adds a part of a section.
    pub fn part(&mut self, title: impl Into<String>) {
        self.blocks.push(Block::Heading(Level::Part, title.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Inline>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a note.
    pub fn note(&mut self, text: impl Into<Inline>) {
        self.blocks.push(Block::Note(text.into()));
    }

    /// Adds a list; nothing if it is empty.
    pub fn list(&mut self, items: Vec<Inline>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds a table.
    pub fn table(&mut self, caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Inline>>) {
        self.blocks.push(Block::Table(Table { caption: caption.into(), columns, rows }));
    }

    /// Adds a place to write.
    pub fn write_here(&mut self, what: impl Into<String>) {
        self.blocks.push(Block::Write(what.into()));
    }

    /// Adds lines to sign.
    pub fn sign(&mut self, titles: &[&str]) {
        self.blocks.push(Block::Sign(titles.iter().map(|title| (*title).to_string()).collect()));
    }
}
