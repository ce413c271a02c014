//! Table Schema (<https://datapackage.org/standard/table-schema/>).

use register::tables::cell::ColumnKind;
use register::tables::{Column, Table};
use serde_json::{Map, Value, json};

use super::{FINANCIAL_YEAR_PATTERN, choices_pattern, cites_sources, unique_are_required, unique_columns};
use crate::kinds::doc_words;

pub(super) fn of(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let mut schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": table.name,
        "description": doc_words(table.doc),
        "fields": fields,
        "missingValues": [""],
    });
    let unique = unique_columns(table);
    // A primary key may not be blank; where a part of ours may be, it is only unique.
    if unique_are_required(table) {
        schema["primaryKey"] = json!(unique);
    } else {
        schema["uniqueKeys"] = json!([unique]);
    }
    if cites_sources(table) {
        schema["foreignKeys"] = json!([{
            "fields": ["source"],
            "reference": { "resource": "sources", "fields": ["source_id"] },
        }]);
    }
    schema
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), json!(column.name));
    field.insert("description".into(), json!(doc_words(column.doc)));
    let mut constraints = Map::new();
    if !column.optional {
        constraints.insert("required".into(), json!(true));
    }
    let kind = match column.kind {
        ColumnKind::Code | ColumnKind::Codes | ColumnKind::Text => "string",
        ColumnKind::Date => "date",
        ColumnKind::FinancialYear => {
            constraints.insert("pattern".into(), json!(FINANCIAL_YEAR_PATTERN));
            "string"
        }
        ColumnKind::Money => {
            constraints.insert("minimum".into(), json!(0));
            "number"
        }
        ColumnKind::Balance => "number",
        ColumnKind::Number { min, max } => {
            bounds(min, max, &mut constraints);
            "number"
        }
        ColumnKind::Count => {
            constraints.insert("minimum".into(), json!(0));
            "integer"
        }
        ColumnKind::Flag => {
            field.insert("trueValues".into(), json!(["yes", "true"]));
            field.insert("falseValues".into(), json!(["no", "false"]));
            "boolean"
        }
        ColumnKind::Choice(words) => {
            constraints.insert("enum".into(), json!(words));
            "string"
        }
        ColumnKind::Choices(words) => {
            constraints.insert("pattern".into(), json!(choices_pattern(words)));
            "string"
        }
    };
    field.insert("type".into(), json!(kind));
    if !constraints.is_empty() {
        field.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(field)
}

fn bounds(min: f64, max: f64, constraints: &mut Map<String, Value>) {
    if min == f64::MIN_POSITIVE {
        constraints.insert("exclusiveMinimum".into(), json!(0));
    } else if min > f64::MIN {
        constraints.insert("minimum".into(), json!(min));
    }
    if max < f64::MAX {
        constraints.insert("maximum".into(), json!(max));
    }
}
