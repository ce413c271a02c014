//! What is declared about tables and columns, as needed for reading, writing and describing them.

use register::tables::cell::ColumnKind;
use register::tables::{Column, Table};
use register::{RULE_TABLES, TABLES};

/// The declaration of a table of a pack or of a rulebook.
pub(crate) fn table_of(name: &str) -> Option<&'static Table> {
    TABLES.iter().chain(RULE_TABLES).find(|table| table.name == name)
}

/// The declared columns that stand under a header; none where one isn't known.
pub(crate) fn columns_of(name: &str, header: &[String]) -> Vec<Option<&'static Column>> {
    let table = table_of(name);
    let declared = |column: &String| {
        let table = table?;
        table.position(column.trim()).map(|position| &table.columns[position])
    };
    header.iter().map(declared).collect()
}

/// What a column holds, in words for the reader of a template.
pub(crate) fn kind_words(kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Code => "code".to_string(),
        ColumnKind::Codes => "codes, with ; between them".to_string(),
        ColumnKind::Text => "text".to_string(),
        ColumnKind::Date => "date, as 2013-05-01".to_string(),
        ColumnKind::FinancialYear => "financial year, as 2013/14".to_string(),
        ColumnKind::Money => "pounds, zero or more, at most two decimal places".to_string(),
        ColumnKind::Balance => "pounds of either sign, at most two decimal places".to_string(),
        ColumnKind::Number { min, max } => number_words(min, max),
        ColumnKind::Count => "whole number, zero or more".to_string(),
        ColumnKind::Flag => "yes or no".to_string(),
        ColumnKind::Choice(words) => format!("one of {}", words.join(", ")),
        ColumnKind::Choices(words) => format!("any of {}, with ; between them", words.join(", ")),
    }
}

fn number_words(min: f64, max: f64) -> String {
    match (min, max) {
        (min, max) if min == f64::MIN && max == f64::MAX => "number".to_string(),
        (min, max) if min == f64::MIN_POSITIVE && max == f64::MAX => "number above zero".to_string(),
        (min, max) if max == f64::MAX => format!("number, {min} or more"),
        (min, max) => format!("number from {min} to {max}"),
    }
}

/// A declaration's sentence, without the line breaks and the leading space of the source.
pub(crate) fn doc_words(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
