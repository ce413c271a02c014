//! An explanation as JSON and as CSV.

use exchange::csv_bytes;
use serde_json::{Value as Json, json};

use super::explained::{Explained, Figure, Resting, Value};
use super::money::Group;
use super::{Address, Behind};

/// The list of figures as JSON.
pub(crate) fn list_json(list: &[Address]) -> Vec<u8> {
    let figures: Vec<Json> = list
        .iter()
        .map(|row| json!({ "address": row.address, "title": row.title, "value": row.value }))
        .collect();
    bytes(&json!({ "figures": figures }))
}

/// The list of figures as CSV.
pub(crate) fn list_csv(list: &[Address]) -> Vec<u8> {
    let rows = list.iter().map(|row| vec![row.address.clone(), row.title.clone(), row.value.clone()]);
    csv_bytes(&["address", "title", "value"], rows)
}

/// One explanation as JSON: everything.
pub(crate) fn json(told: &Explained) -> Vec<u8> {
    let checks: Vec<Json> = told
        .checks
        .iter()
        .map(|check| {
            json!({ "what": check.what, "stated": exact(&check.stated), "worked_out": exact(&check.worked), "same": check.agrees })
        })
        .collect();
    let by_basis = |of: &dyn Fn(usize) -> Json| -> serde_json::Map<String, Json> {
        Resting::WORDS.iter().enumerate().map(|(at, word)| ((*word).to_string(), of(at))).collect()
    };
    let pounds = |at: usize| json!(vocabulary::Pence(told.resting.pence[at]).pounds_text());
    bytes(&json!({
        "address": told.address,
        "title": told.title,
        "figures": told.figures.iter().map(figure).collect::<Vec<_>>(),
        "how": told.how,
        "same": told.agrees(),
        "checks": checks,
        "postings": told.groups.iter().map(group).collect::<Vec<_>>(),
        "rows": told.rows.iter().map(row).collect::<Vec<_>>(),
        "resting_on": { "rows": by_basis(&|at| json!(told.resting.rows[at])), "change_gbp": by_basis(&pounds) },
        "notes": told.notes,
    }))
}

/// The postings behind a figure as CSV: one row for each group.
pub(crate) fn csv(told: &Explained) -> Vec<u8> {
    let columns = [
        "counterparty_code",
        "account",
        "nature",
        "service_code",
        "rows",
        "postings",
        "first_month",
        "last_month",
        "baseline_gbp",
        "scenario_gbp",
        "change_gbp",
    ];
    let rows = told.groups.iter().map(|group| {
        vec![
            group.counterparty.clone(),
            group.account.to_string(),
            group.nature.to_string(),
            group.service.clone(),
            group.rows.clone(),
            group.count.to_string(),
            group.first.to_string(),
            group.last.to_string(),
            group.baseline.pounds_text(),
            group.scenario.pounds_text(),
            group.change().pounds_text(),
        ]
    });
    csv_bytes(&columns, rows)
}

fn exact(value: &Value) -> String {
    value.exact()
}

fn figure(figure: &Figure) -> Json {
    let value = &figure.value;
    json!({ "name": figure.name, "value": value.exact(), "unit": value.unit(), "shown": value.shown(), "short": value.short() })
}

fn group(group: &Group) -> Json {
    json!({
        "counterparty_code": group.counterparty,
        "account": group.account.to_string(),
        "nature": group.nature.to_string(),
        "service_code": group.service,
        "rows": group.rows.split(';').filter(|name| !name.is_empty()).collect::<Vec<_>>(),
        "postings": group.count,
        "first_month": group.first.to_string(),
        "last_month": group.last.to_string(),
        "baseline_gbp": group.baseline.pounds_text(),
        "scenario_gbp": group.scenario.pounds_text(),
        "change_gbp": group.change().pounds_text(),
    })
}

fn row(row: &Behind) -> Json {
    let columns: serde_json::Map<String, Json> =
        row.columns.iter().map(|(column, value)| (column.clone(), json!(value))).collect();
    let source = row.source.as_ref().map(|[id, title, publisher, published]| {
        json!({ "source_id": id, "title": title, "publisher": publisher, "published": published })
    });
    json!({
        "row": row.name,
        "found": row.found,
        "columns": columns,
        "basis": row.basis.map(|basis| basis.word()),
        "source": source,
        "other_sources": row.others,
    })
}

fn bytes(value: &Json) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}
