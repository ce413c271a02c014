use std::fmt;

use crate::choice;

choice! {
    /// How much a finding matters.
    pub enum Severity {
        /// Something to know; nothing to do.
        Note = "note",
        /// The answer stands, but someone should look.
        Warning = "warning",
        /// The answer is no, or can't be had until this is mended.
        Error = "error",
    }
}

/// Where a finding was made. Any part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The file, table or scenario.
    pub table: String,
    /// The line of the file or the row of the sheet, counted from 1 with the header as row 1; or a key.
    pub row: String,
    /// The column or setting.
    pub column: String,
}

impl Place {
    /// A place that is a whole table, file or scenario.
    pub fn table(name: &str) -> Self {
        Place { table: name.to_string(), ..Place::default() }
    }

    /// A row of a table.
    pub fn row(table: &str, row: impl fmt::Display) -> Self {
        Place { table: table.to_string(), row: row.to_string(), column: String::new() }
    }

    /// A cell of a table.
    pub fn cell(table: &str, row: impl fmt::Display, column: &str) -> Self {
        Place { table: table.to_string(), row: row.to_string(), column: column.to_string() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = vec![self.table.as_str()];
        let row = if self.row.is_empty() { String::new() } else { format!("row {}", self.row) };
        parts.push(&row);
        parts.push(&self.column);
        parts.retain(|part| !part.is_empty());
        f.pad(&parts.join(", "))
    }
}

/// Something that a check has to say: what was seen, what was expected, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// Which check speaks: a stable word of `docs/findings.md`.
    pub code: &'static str,
    /// What was seen.
    pub seen: String,
    /// What was expected.
    pub expected: String,
    /// What to do.
    pub action: String,
}

/// Several findings, in the order in which they were made.
pub type Findings = Vec<Finding>;

impl Finding {
    /// The answer is no until this is mended.
    pub fn error(code: &'static str, place: Place, seen: impl Into<String>) -> Self {
        Finding::of(Severity::Error, code, place, seen.into())
    }

    /// The answer stands, but someone should look.
    pub fn warning(code: &'static str, place: Place, seen: impl Into<String>) -> Self {
        Finding::of(Severity::Warning, code, place, seen.into())
    }

    /// Something to know.
    pub fn note(code: &'static str, place: Place, seen: impl Into<String>) -> Self {
        Finding::of(Severity::Note, code, place, seen.into())
    }

    fn of(severity: Severity, code: &'static str, place: Place, seen: String) -> Self {
        Finding { severity, place, code, seen, expected: String::new(), action: String::new() }
    }

    /// Says what was expected.
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// Says what to do.
    pub fn action(mut self, action: impl Into<String>) -> Self {
        self.action = action.into();
        self
    }

    /// Does it forbid the answer?
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}] {}: {}", self.severity, self.code, self.place, self.seen)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected)?;
        }
        if !self.action.is_empty() {
            write!(f, ". {}", self.action)?;
        }
        Ok(())
    }
}
