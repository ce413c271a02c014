use listing::{Cell, Listing, Section};
use serde_json::{Map, Value, json};
use vocabulary::Pence;

use crate::result::finding;

/// The answer for programs, as bytes.
pub fn to_json(listing: &Listing) -> Vec<u8> {
    json_bytes(&json_value(listing))
}

/// The answer for programs: the same content as the text, sections by their names.
pub fn json_value(listing: &Listing) -> Value {
    let numbers: Vec<Value> = listing
        .numbers
        .iter()
        .map(|number| json!({ "id": number.id, "title": number.title, "value": cell_value(&number.value) }))
        .collect();
    let sections: Map<String, Value> =
        listing.sections.iter().map(|section| (section.id.to_string(), of_section(section))).collect();
    json!({
        "title": listing.title,
        "sentence": listing.sentence,
        "numbers": numbers,
        "sections": sections,
        "findings": listing.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// A value as indented text with a line end.
pub fn json_bytes(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

/// One section for programs: its title, notes, values and rows.
pub fn section_json(section: &Section) -> Value {
    of_section(section)
}

fn of_section(section: &Section) -> Value {
    let row = |cells: &Vec<Cell>| {
        let mut row = Map::new();
        section.columns.iter().zip(cells).for_each(|(column, cell)| put(cell, column.key, &mut row));
        Value::Object(row)
    };
    let pairs = section.pairs.iter().map(|(name, value)| (name.clone(), json!(value)));
    json!({
        "title": section.title,
        "notes": section.notes,
        "values": pairs.collect::<Map<String, Value>>(),
        "rows": section.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

/// Puts a cell into a row: what has a code and a name, or two ends, gets a key for each.
fn put(cell: &Cell, key: &str, row: &mut Map<String, Value>) {
    if let Cell::Named(code, name) = cell {
        row.insert(format!("{key}_code"), json!(code.as_str()));
        row.insert(format!("{key}_name"), json!(name));
        return;
    }
    if let Cell::Range(low, high) = cell {
        row.insert(key_of_end(key, "low"), json!(low.pounds_text()));
        row.insert(key_of_end(key, "high"), json!(high.pounds_text()));
        return;
    }
    row.insert(key.to_string(), cell_value(cell));
}

/// The key of one end of a range: `low` or `high` stands before the unit, as everywhere.
pub(super) fn key_of_end(key: &str, end: &str) -> String {
    match key.strip_suffix("_gbp") {
        Some(stem) => format!("{stem}_{end}_gbp"),
        None => format!("{key}_{end}"),
    }
}

/// A cell as programs read it: amounts are pounds as text, so that no reader rounds them.
pub(super) fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Blank => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Named(code, _) => json!(code.as_str()),
        Cell::Money(amount) => json!(amount.pounds_text()),
        Cell::Range(low, high) => json!({ "low_gbp": low.pounds_text(), "high_gbp": high.pounds_text() }),
        Cell::Rate(pence) => json!(Pence::round(*pence).pounds_text()),
        Cell::Percent(percent) | Cell::Exact(percent) => json!((percent * 100.0).round() / 100.0),
        Cell::Count(count) => json!(count),
        Cell::Index(index) => json!(index.round()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_read_exact_numbers() {
        let cases = [
            (Cell::Money(Pence(123_456)), json!("1234.56")),
            (Cell::Range(Pence(-100), Pence(250)), json!({ "low_gbp": "-1.00", "high_gbp": "2.50" })),
            (Cell::Rate(950.0), json!("9.50")),
            (Cell::Exact(11.25), json!(11.25)),
            (Cell::Percent(15.49), json!(15.49)),
            (Cell::Count(900_000), json!(900_000)),
            (Cell::Blank, Value::Null),
        ];
        for (cell, value) in cases {
            assert_eq!(cell_value(&cell), value);
        }
    }
}
