//! A pack as text: what `exchange` hands over after reading a folder, a zip or a workbook, and what it is
//! given to write one.

/// One row of a table as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Line of the file or row of the sheet; the header is 1.
    pub line: u32,
    /// The cells, in the order of [`RawTable::columns`]; may be shorter.
    pub cells: Vec<String>,
}

/// One table as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawTable {
    /// Its name: that of the file without its ending, or of the sheet.
    pub name: String,
    /// The header.
    pub columns: Vec<String>,
    /// The rows below it.
    pub rows: Vec<RawRow>,
}

/// A whole pack as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawPack {
    /// What the pack is called: its folder or file, without an ending.
    pub name: String,
    /// The tables, in any order.
    pub tables: Vec<RawTable>,
}
