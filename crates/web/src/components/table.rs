use askama::Template;

use crate::Html;
use crate::html::component;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: Html,
    /// Do its numbers stand at the right?
    pub is_numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<Html>) -> Self {
        Column { title: title.into(), is_numeric: false }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<Html>) -> Self {
        Column { title: title.into(), is_numeric: true }
    }
}

/// A table with a caption. The first cell of each row is its heading. On a phone each row becomes a block in
/// which every cell names its column.
#[derive(Debug, Clone, Template)]
#[template(path = "components/table.html")]
pub struct Table {
    /// What the table holds.
    pub caption: Html,
    /// Size of the caption: `s`, `m`, `l`; none for the plain one.
    pub caption_size: Option<&'static str>,
    /// Is the caption only for those who don't see the heading right above the table?
    pub hides_caption: bool,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, as wide as there are columns.
    pub rows: Vec<Vec<Html>>,
    /// Is the first cell of a row its heading?
    pub first_is_heading: bool,
    /// Does it become blocks on a phone?
    pub is_responsive: bool,
    /// Is it set tightly, for many columns?
    pub is_compact: bool,
}

impl Table {
    /// A table that becomes blocks on a phone.
    pub fn new(caption: impl Into<Html>, columns: Vec<Column>, rows: Vec<Vec<Html>>) -> Self {
        Table {
            caption: caption.into(),
            caption_size: Some("s"),
            hides_caption: false,
            is_compact: columns.len() > 4,
            columns,
            rows,
            first_is_heading: true,
            is_responsive: true,
        }
    }

    fn is_numeric(&self, index: &usize) -> bool {
        self.columns.get(*index).is_some_and(|column| column.is_numeric)
    }

    fn title(&self, index: &usize) -> &Html {
        static NONE: std::sync::LazyLock<Html> = std::sync::LazyLock::new(Html::default);
        self.columns.get(*index).map_or(&NONE, |column| &column.title)
    }
}

component!(Table);
