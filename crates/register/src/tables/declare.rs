//! How a table is declared: the `table!` macro and what it makes.

use vocabulary::Code;

use super::cell::ColumnKind;

/// One column, as it is declared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Its name in files, `snake_case`, unit last.
    pub name: &'static str,
    /// What it may hold.
    pub kind: ColumnKind,
    /// May it be blank?
    pub optional: bool,
    /// One sentence for the reader of a template.
    pub doc: &'static str,
}

/// One table, as it is declared: the only truth about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Table {
    /// Its name in files.
    pub name: &'static str,
    /// One sentence for the reader of a template.
    pub doc: &'static str,
    /// The columns, in the order of files.
    pub columns: &'static [Column],
    /// The columns that together name a row. Never `source`.
    pub key: &'static [&'static str],
}

impl Table {
    /// The place of a column in the table.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|declared| declared.name == column)
    }
}

/// A row of a declared table.
pub trait Row: Sized {
    /// The table.
    const TABLE: Table;
    /// Reads a row from its cells, in the order of the columns. Errors: the columns that can't be read,
    /// each with what was expected.
    fn read(cells: &[&str]) -> Result<Self, Vec<(usize, String)>>;
    /// Writes the row in its canonical form.
    fn write(&self) -> Vec<String>;
    /// The source that the row cites, where the table has one.
    fn source(&self) -> Option<&Code>;
    /// The key as text, parts joined by `/`.
    fn key(&self) -> String;
}

/// Reads one cell into `slot`, or notes what was expected.
pub(crate) fn read_cell<T: super::cell::Cell>(
    cells: &[&str],
    index: usize,
    problems: &mut Vec<(usize, String)>,
) -> Option<T> {
    let text = cells.get(index).copied().unwrap_or("").trim();
    if text.is_empty() && !T::OPTIONAL {
        problems.push((index, "a value: the cell may not be blank".to_string()));
        return None;
    }
    match T::read(text) {
        Ok(value) => Some(value),
        Err(expected) => {
            problems.push((index, expected));
            None
        }
    }
}

/// How a row finds the source it cites: only tables with a `source` column have one.
pub(crate) trait AsSource {
    fn as_source(&self) -> Option<&Code>;
}

impl AsSource for Code {
    fn as_source(&self) -> Option<&Code> {
        Some(self)
    }
}

/// Declares a table and its row: the struct, its columns, how it is read and written, and its key.
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        $table:literal => $row:ident, key [$($key:ident),+], source [$($source:ident)?]
        { $($(#[doc = $column_doc:literal])+ $column:ident: $type:ty,)+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $row { $($(#[doc = $column_doc])+ pub $column: $type,)+ }

        impl $crate::tables::declare::Row for $row {
            const TABLE: $crate::tables::declare::Table = $crate::tables::declare::Table {
                name: $table,
                doc: concat!($($doc),+),
                columns: &[$($crate::tables::declare::Column {
                    name: stringify!($column),
                    kind: <$type as $crate::tables::cell::Cell>::KIND,
                    optional: <$type as $crate::tables::cell::Cell>::OPTIONAL,
                    doc: concat!($($column_doc),+),
                },)+],
                key: &[$(stringify!($key)),+],
            };

            fn read(cells: &[&str]) -> Result<Self, Vec<(usize, String)>> {
                let mut problems = Vec::new();
                let mut index = 0;
                $(
                    let $column = $crate::tables::declare::read_cell::<$type>(cells, index, &mut problems);
                    index += 1;
                )+
                let _ = index;
                match ($($column,)+) {
                    ($(Some($column),)+) if problems.is_empty() => Ok($row { $($column,)+ }),
                    _ => Err(problems),
                }
            }

            fn write(&self) -> Vec<String> {
                vec![$($crate::tables::cell::Cell::write(&self.$column),)+]
            }

            fn source(&self) -> Option<&vocabulary::Code> {
                $(return $crate::tables::declare::AsSource::as_source(&self.$source);)?
                #[allow(unreachable_code)]
                None
            }

            fn key(&self) -> String {
                [$($crate::tables::cell::Cell::write(&self.$key)),+].join("/")
            }
        }
    };
}
pub(crate) use table;
