use exchange::result::finding;
use serde_json::{Map, Value, json};

use super::{Listing, Section};

/// The answer for programs, as bytes.
pub(crate) fn to_json(listing: &Listing) -> Vec<u8> {
    bytes(&value(listing))
}

/// The answer for programs: the same content as the text, sections by their names.
pub(crate) fn value(listing: &Listing) -> Value {
    let numbers: Vec<Value> = listing
        .numbers
        .iter()
        .map(|number| json!({ "id": number.id, "title": number.title, "value": number.value.value() }))
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
pub(crate) fn bytes(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn of_section(section: &Section) -> Value {
    let row = |cells: &Vec<super::Cell>| {
        let mut row = Map::new();
        section.columns.iter().zip(cells).for_each(|(column, cell)| cell.put(column.key, &mut row));
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
