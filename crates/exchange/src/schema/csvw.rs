//! CSV on the Web (<https://www.w3.org/TR/tabular-metadata/>).

use register::tables::cell::ColumnKind;
use register::tables::{Column, Table};
use serde_json::{Value, json};

use super::{FINANCIAL_YEAR_PATTERN, unique_are_required, unique_columns};
use crate::kinds::doc_words;

/// The metadata of all tables of a folder.
pub(super) fn of_pack(tables: &[Table]) -> Value {
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en-GB" }],
        "dialect": { "encoding": "utf-8", "delimiter": ",", "header": true, "doubleQuote": true },
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
    })
}

fn table(table: &Table) -> Value {
    let mut schema = json!({ "columns": table.columns.iter().map(column).collect::<Vec<_>>() });
    if unique_are_required(table) {
        schema["primaryKey"] = json!(unique_columns(table));
    }
    json!({
        "url": format!("{}.csv", table.name),
        "dc:description": doc_words(table.doc),
        "tableSchema": schema,
    })
}

fn column(column: &Column) -> Value {
    let mut declared = json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": doc_words(column.doc),
        "required": !column.optional,
        "datatype": datatype(column.kind),
    });
    if matches!(column.kind, ColumnKind::Codes | ColumnKind::Choices(_)) {
        declared["separator"] = json!(";");
    }
    declared
}

fn datatype(kind: ColumnKind) -> Value {
    match kind {
        ColumnKind::Code | ColumnKind::Codes | ColumnKind::Text => json!("string"),
        ColumnKind::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        ColumnKind::FinancialYear => json!({ "base": "string", "format": FINANCIAL_YEAR_PATTERN }),
        ColumnKind::Money => json!({ "base": "decimal", "minimum": 0 }),
        ColumnKind::Balance => json!("decimal"),
        ColumnKind::Number { min, max } => number(min, max),
        ColumnKind::Count => json!("nonNegativeInteger"),
        ColumnKind::Flag => json!({ "base": "boolean", "format": "yes|no" }),
        ColumnKind::Choice(words) | ColumnKind::Choices(words) => {
            json!({ "base": "string", "format": format!("^({})$", words.join("|")) })
        }
    }
}

fn number(min: f64, max: f64) -> Value {
    let mut datatype = json!({ "base": "decimal" });
    if min == f64::MIN_POSITIVE {
        datatype["minExclusive"] = json!(0);
    } else if min > f64::MIN {
        datatype["minimum"] = json!(min);
    }
    if max < f64::MAX {
        datatype["maximum"] = json!(max);
    }
    datatype
}
