use exchange::csv_bytes;
use register::tables::Table;
use register::{Snapshot, nearest};
use serde_json::{Map, Value, json};
use vocabulary::Finding;

use super::Context;
use crate::answered::Answered;
use crate::cli::Format;
use crate::listing::{Listing, json_bytes, json_value, to_text};
use crate::shipped::REGISTERS;
use crate::show_page::{Found, find, kinds, list, page, table_of};

/// Prints one row of a register with all that belongs to it; without a key, the keys of a table.
pub(super) fn run(context: &Context, kind: &str, id: Option<&str>) -> Answered {
    let Some(table) = table_of(kind) else {
        return Answered::wrong_use(format!("there is no table {kind:?}; there are: {}", kinds()));
    };
    let name = context.register.as_deref().unwrap_or(REGISTERS[0]);
    let (snapshot, findings) = context.loader.register(name);
    // A register with errors can still be looked at: that is how they are found.
    if snapshot.all == register::Register::default() && findings.iter().any(Finding::is_error) {
        return Answered::refused(&findings);
    }
    let found = find(&snapshot, table, id);
    if let (Some(id), true) = (id, found.is_empty()) {
        return Answered::refused(&vec![unknown(&snapshot, table, id)]);
    }
    let listing = || match id {
        Some(_) => page(&snapshot, table, &found),
        None => list(table, &found),
    };
    let data = match context.format {
        Format::Csv => csv(table, &found),
        Format::Json => json_bytes(&json_of(&listing(), table, &found)),
        Format::Text => to_text(&listing(), context.colour).into_bytes(),
    };
    Answered::data(data)
}

fn unknown(snapshot: &Snapshot, table: &Table, id: &str) -> Finding {
    let all = find(snapshot, table, None);
    let known: Vec<(String, String)> = all
        .into_iter()
        .map(|row| {
            let name = table.position("name").or_else(|| table.position("title"));
            let name = name.and_then(|column| row.cells.get(column)).cloned();
            let name = name.unwrap_or_else(|| match snapshot.name_of(&row.key) {
                name if name == row.key => String::new(),
                name => name,
            });
            (row.key, name)
        })
        .collect();
    nearest::unknown(&snapshot.name, &format!("row of {}", table.name), id, &known)
}

/// The rows as they stand in files, every version of them.
fn csv(table: &Table, found: &[Found]) -> Vec<u8> {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    csv_bytes(&columns, found.iter().map(|row| row.cells.clone()))
}

/// The page, with the rows as objects beside it.
fn json_of(listing: &Listing, table: &Table, found: &[Found]) -> Value {
    let row = |row: &Found| {
        let cells = table.columns.iter().zip(&row.cells);
        let cells: Map<String, Value> =
            cells.map(|(column, cell)| (column.name.to_string(), json!(cell))).collect();
        json!({ "key": row.key, "used": row.used, "row": cells })
    };
    let mut value = json_value(listing);
    value["table"] = json!(table.name);
    value["items"] = found.iter().map(row).collect();
    value
}
