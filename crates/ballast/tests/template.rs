//! `template` and `schema`: what they write, and that nothing is written over.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers outside of tests.

mod common;

use std::fs;

use common::{ballast, code, folder, prints};
use register::TABLES;

#[test]
fn a_table_is_printed_as_its_header() {
    let text = prints(&["template", "bodies"]);
    assert_eq!(text, "body_code,name,roles,region_code,oversight_code,valid_from,valid_to\n");
    let schema: serde_json::Value =
        serde_json::from_str(&prints(&["template", "bodies", "--format", "json"])).expect("JSON");
    assert_eq!(schema["fields"][0]["name"], "body_code");
    let unknown = ballast(&["template", "bodys"]);
    assert_eq!(code(&unknown), 2);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("bodies"));
}

#[test]
fn a_pack_is_written_in_each_form_and_checks() {
    let place = folder("template_pack");
    fs::create_dir_all(&place).unwrap();
    for name in ["pack.xlsx", "pack.zip", "pack"] {
        let out = place.join(name).display().to_string();
        prints(&["template", "pack", "--out", &out]);
        let checked = prints(&["check", &out]);
        assert!(checked.contains("No errors: 0 warnings, 0 notes."), "{name}: {checked}");
    }
    assert_eq!(fs::read_dir(place.join("pack")).unwrap().count(), TABLES.len());
    assert_eq!(code(&ballast(&["template", "pack"])), 2, "a pack isn't printed");
}

#[test]
fn nothing_is_written_over() {
    let place = folder("template_keep");
    fs::create_dir_all(place.join("mine")).unwrap();
    for name in ["mine.xlsx", "mine.zip", "bodies.csv", "mine/bodies.csv"] {
        fs::write(place.join(name), "mine").unwrap();
    }
    for (table, name) in
        [("pack", "mine.xlsx"), ("pack", "mine.zip"), ("bodies", "bodies.csv"), ("pack", "mine")]
    {
        let out = place.join(name).display().to_string();
        let output = ballast(&["template", table, "--out", &out]);
        assert_eq!(code(&output), 3, "{name}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("exists already"), "{name}");
    }
    for name in ["mine.xlsx", "mine.zip", "bodies.csv", "mine/bodies.csv"] {
        assert_eq!(fs::read_to_string(place.join(name)).unwrap(), "mine");
    }
}

#[test]
fn the_schema_is_written_compared_and_fresh() {
    let out = folder("schema");
    let path = out.display().to_string();
    prints(&["schema", "--out", &path]);
    prints(&["schema", "--out", &path, "--check"]);
    fs::write(out.join("tables.md"), "changed").unwrap();
    fs::write(out.join("tables/old.json"), "{}").unwrap();
    let output = ballast(&["schema", "--out", &path, "--check"]);
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(code(&output), 1);
    assert!(said.contains("tables.md: differs") && said.contains("old.json: no longer generated"), "{said}");
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema");
    prints(&["schema", "--out", committed, "--check"]);
}
