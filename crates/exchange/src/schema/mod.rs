//! What is declared about tables, told to programs and people: Table Schema, CSVW and a page.

mod csvw;
mod page;
mod table_schema;

use register::{RULE_TABLES, TABLES};
use serde_json::Value;

/// Every generated file: (path below `docs/schema`, bytes), sorted by path; the same every time.
///
/// For each table a Frictionless Table Schema, for the pack its CSVW metadata, and the page `tables.md`.
pub fn generated_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = TABLES
        .iter()
        .chain(RULE_TABLES)
        .map(|table| (format!("tables/{}.json", table.name), json_bytes(&table_schema::of(table))))
        .collect();
    files.push(("csvw-metadata.json".to_string(), json_bytes(&csvw::of_pack(TABLES))));
    files.push(("csvw-rules-metadata.json".to_string(), json_bytes(&csvw::of_pack(RULE_TABLES))));
    files.push(("tables.md".to_string(), page::of(TABLES, RULE_TABLES).into_bytes()));
    files.sort();
    files
}

fn json_bytes(value: &Value) -> Vec<u8> {
    // The alternate form of a value is indented.
    format!("{value:#}\n").into_bytes()
}

/// A regular expression for some of these words with `;` between them.
fn choices_pattern(words: &[&str]) -> String {
    let any = words.join("|");
    format!("^({any})(;({any}))*$")
}

/// The form of a financial year.
const FINANCIAL_YEAR_PATTERN: &str = "^[0-9]{4}/[0-9]{2}$";

/// Do rows of the table cite a row of `sources`? Then a key may stand once for each source.
fn cites_sources(table: &register::tables::Table) -> bool {
    use register::tables::cell::ColumnKind;
    table.columns.iter().any(|column| column.name == "source" && column.kind == ColumnKind::Code)
}

/// The columns that together stand only once: the key, and the source where rows cite one.
fn unique_columns(table: &register::tables::Table) -> Vec<&'static str> {
    let mut columns = table.key.to_vec();
    if cites_sources(table) {
        columns.push("source");
    }
    columns
}

/// May none of the columns that stand only once be blank?
fn unique_are_required(table: &register::tables::Table) -> bool {
    let unique = unique_columns(table);
    table.columns.iter().filter(|column| unique.contains(&column.name)).all(|column| !column.optional)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_files_and_they_stay_the_same() {
        let files = generated_files();
        assert_eq!(files, generated_files());
        assert_eq!(files.len(), TABLES.len() + RULE_TABLES.len() + 3);
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
            assert!(serde_json::from_slice::<Value>(bytes).is_ok(), "{path}");
            assert_eq!(bytes.last(), Some(&b'\n'));
        }
    }

    #[test]
    fn a_schema_says_what_the_declaration_says() {
        let files = generated_files();
        let (_, bytes) = files.iter().find(|(path, _)| path == "tables/agreement_lines.json").unwrap();
        let schema: Value = serde_json::from_slice(bytes).unwrap();
        let field = |name: &str| {
            let fields = schema["fields"].as_array().unwrap();
            fields.iter().find(|field| field["name"] == name).unwrap().clone()
        };
        assert_eq!(field("annual_gbp")["constraints"]["minimum"], 0);
        assert_eq!(field("annual_gbp")["constraints"]["required"], true);
        assert_eq!(field("price_basis")["constraints"]["enum"][1], "fixed");
        assert_eq!(field("start_date")["type"], "date");
        assert_eq!(schema["primaryKey"], serde_json::json!(["line_id", "source"]));
    }

    #[test]
    fn the_page_names_every_column() {
        let files = generated_files();
        let (_, page) = files.iter().find(|(path, _)| path == "tables.md").unwrap();
        let page = String::from_utf8(page.clone()).unwrap();
        for table in TABLES.iter().chain(RULE_TABLES) {
            assert!(page.contains(&format!("## `{}`", table.name)));
            for column in table.columns {
                assert!(page.contains(&format!("| `{}` |", column.name)));
            }
        }
    }
}
