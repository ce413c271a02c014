//! Whatever the bytes, there is an answer.

#![allow(clippy::unwrap_used)]

mod common;

use exchange::{Limits, TemplateFormat, read_pack_bytes, read_scenario, template};
use proptest::prelude::*;

/// Small limits, so that nothing made here takes long.
fn limits() -> Limits {
    Limits { file_bytes_max: 1 << 20, total_bytes_max: 1 << 22, ..Limits::default() }
}

fn read_as_everything(bytes: &[u8]) {
    for ending in ["csv", "zip", "xlsx"] {
        let (_, findings) = read_pack_bytes(&format!("p.{ending}"), bytes, &limits());
        assert!(findings.iter().all(|finding| !finding.action.is_empty()));
    }
}

/// Some bytes changed, and perhaps the end cut off.
fn damaged(mut bytes: Vec<u8>, changes: &[(usize, u8)], cut: Option<usize>) -> Vec<u8> {
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes.truncate(cut.map_or(bytes.len(), |cut| cut % bytes.len()));
    bytes
}

/// A workbook whose one sheet is this XML, not compressed, so that it is read as it stands.
fn workbook_of(sheet: &str) -> Vec<u8> {
    let content = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="bodies" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let book_rels = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    common::stored_zip(&[
        ("[Content_Types].xml", content.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn read_sheet(data: &str) -> (register::RawPack, vocabulary::Findings) {
    read_pack_bytes("w.xlsx", &workbook_of(&format!("<worksheet>{data}</worksheet>")), &limits())
}

#[test]
fn a_sheet_made_by_hand_is_read() {
    let (pack, findings) =
        read_sheet(r#"<sheetData><row r="1"><c r="A1" t="str"><v>body_code</v></c></row></sheetData>"#);
    assert_eq!(pack.tables[0].columns, ["body_code"], "{findings:?}");
}

#[test]
fn addresses_that_can_not_be_are_findings() {
    for data in [
        r#"<sheetData><row r="1"><c r="ZZZZZZZZZZZ1"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="A99999999999999"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="XFZZ1"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="C3:A1"/></mergeCells>"#,
        r#"<sheetData><row r="1"><c r="1"><v>1</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>"#,
        r#"<sheetData><row r="1"><c r="A1"><f t="shared" si="99999999999">A2</f><v>1</v></c>"#,
    ] {
        let (_, findings) = read_sheet(data);
        assert!(!findings.is_empty(), "{data}");
    }
}

#[test]
fn cells_far_away_take_no_room() {
    let (pack, _) = read_sheet(
        r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="str"><v>body_code</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row></sheetData>"#,
    );
    assert_eq!(pack.tables[0].rows.len(), 1);
    assert_eq!(pack.tables[0].rows[0].line, 1_048_576);
}

#[test]
fn a_shared_formula_with_a_huge_number_takes_no_room() {
    let (pack, findings) = read_sheet(
        r#"<sheetData><row r="1"><c r="A1" t="str"><f t="shared" si="999999999999" ref="A1:A9">B1</f><v>name</v></c></row></sheetData>"#,
    );
    assert_eq!(pack.tables[0].columns, ["name"]);
    assert_eq!(findings[0].code, "workbook-formula");
}

proptest! {
    #![proptest_config(common::cases(300))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
        let with_mark = [b"PK\x03\x04".as_slice(), &bytes].concat();
        read_as_everything(&with_mark);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            let _ = read_scenario("s.toml", text);
        }
    }

    #[test]
    fn random_csv(text in "[a,;\"\n\r'= é0-]{0,80}") {
        let (pack, _) = read_pack_bytes("p.csv", text.as_bytes(), &limits());
        prop_assert!(pack.tables.len() <= 1);
    }

    #[test]
    fn random_toml(text in "(start|move|at|=|\\[\\[|\\]\\]|\\[|\\]|\"|'|\n|2013-04-01|1\\.5|-1|\\{|\\}|,| ){0,40}") {
        let _ = read_scenario("s.toml", &text);
    }

    #[test]
    fn a_damaged_zip(
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6),
        cut in proptest::option::of(any::<usize>()),
    ) {
        let files: [(&str, &[u8]); 2] = [("p/bodies.csv", b"body_code,name\n06K,A\n"), ("p/services.csv", b"x\n")];
        read_as_everything(&damaged(common::zip(&files), &changes, cut));
        read_as_everything(&damaged(common::stored_zip(&files), &changes, cut));
    }

    #[test]
    fn a_damaged_sheet(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..4)) {
        let sheet = r#"<dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c><c r="C1" t="b"><v>1</v></c></row><row r="3"><c r="B3" s="1"><f>A1+1</f><v>4.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#;
        let bytes = damaged(sheet.as_bytes().to_vec(), &changes, None);
        let _ = read_sheet(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(common::cases(60))]

    #[test]
    fn a_damaged_workbook(
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6),
        cut in proptest::option::weighted(0.2, any::<usize>()),
    ) {
        let whole = template("bodies", TemplateFormat::Xlsx).unwrap().bytes;
        read_as_everything(&damaged(whole, &changes, cut));
    }
}
