//! Every kind of bad input is a clear finding: with its code, its place, and what to do.

#![allow(clippy::unwrap_used)]

mod common;

use common::{check, check_bytes, expect, pack, stored_zip, workbook, zip};
use exchange::{Limits, pack_from_files, read_pack, read_pack_bytes, read_scenario, template};
use vocabulary::Findings;

const BODIES: &str = "body_code,name,roles,region_code,oversight_code,valid_from,valid_to\n";
const GOOD_BODY: &str = "06K,East and North Hertfordshire,commissioner,,,2013-04-01,\n";

fn bodies(rows: &str) -> Findings {
    check(&[("bodies.csv", format!("{BODIES}{rows}").as_bytes())])
}

fn scenario(settings: &str, moved: &str) -> Findings {
    let text = format!(
        "start = 2013-04-01\n{settings}\n[[move]]\nbuyer = \"06K\"\nsupplier = \"0CG\"\nservices = \"*\"\ndate = 2013-05-01\nto = \"in_house\"\n{moved}\n"
    );
    read_scenario("s.toml", &text).1
}

#[test]
fn a_missing_column() {
    let findings = check(&[("bodies.csv", b"body_code,roles\n06K,commissioner\n")]);
    expect(&findings, "missing-column", ["bodies", "1", "name"]);
}

#[test]
fn a_value_of_the_wrong_type() {
    let header = "body_code,as_of,people,measure,source\n";
    let findings =
        check(&[("populations.csv", format!("{header}06K,2013-04-01,many,registered,s\n").as_bytes())]);
    expect(&findings, "wrong-value", ["populations", "2", "people"]);
}

#[test]
fn an_unknown_code() {
    let header = "body_code,as_of,people,measure,source\n";
    let findings = check(&[
        ("bodies.csv", format!("{BODIES}{GOOD_BODY}").as_bytes()),
        ("populations.csv", format!("{header}99Z,2013-04-01,100,registered,s\n").as_bytes()),
    ]);
    expect(&findings, "unknown-code", ["populations", "2", "body_code"]);
}

#[test]
fn a_duplicate_key() {
    let findings = bodies(&GOOD_BODY.repeat(2));
    assert!(
        findings.iter().any(|finding| finding.code == "duplicate-key" && finding.place.table == "bodies")
    );
}

#[test]
fn a_negative_amount() {
    let header = "body_code,financial_year,amount_gbp,source,basis\n";
    let findings = check(&[("allowances.csv", format!("{header}06K,2013/14,-5.00,s,recorded\n").as_bytes())]);
    let finding = expect(&findings, "wrong-value", ["allowances", "2", "amount_gbp"]);
    assert_eq!(finding.expected, "an amount of zero or more");
}

#[test]
fn a_date_that_is_not_iso() {
    let findings = bodies("06K,A name,commissioner,,,01/04/2013,\n");
    let finding = expect(&findings, "wrong-value", ["bodies", "2", "valid_from"]);
    assert!(finding.seen.contains("01/04/2013"));
}

#[test]
fn all_of_these_at_once() {
    let findings = bodies(",,boss,,,1.4.2013,\n\"open");
    let columns: Vec<_> = findings
        .iter()
        .filter(|finding| finding.code == "wrong-value")
        .map(|f| f.place.column.as_str())
        .collect();
    assert_eq!(columns, ["body_code", "name", "roles", "valid_from"]);
    expect(&findings, "unclosed-quote", ["bodies", "3", ""]);
}

#[test]
fn bytes_that_are_not_utf_8() {
    let findings = check(&[("bodies.csv", b"body_code,name,roles\n06K,Ynys M\xF4n,commissioner\n")]);
    let finding = expect(&findings, "not-utf-8", ["bodies", "2", ""]);
    assert_eq!(finding.seen, "the byte 0xF4 at byte 11 of line 2");
}

#[test]
fn text_after_a_quote_semicolons_and_an_empty_file() {
    expect(&bodies("06K,\"A\" name,commissioner,,,,\n"), "text-after-quote", ["bodies", "2", ""]);
    expect(&check(&[("bodies.csv", b"body_code;name\n06K;A\n")]), "wrong-separator", ["bodies", "1", ""]);
    expect(&check(&[("bodies.csv", b"\n\n")]), "no-header", ["bodies", "", ""]);
    let wide = format!("{BODIES}{}\n", ",".repeat(20_000));
    expect(&check(&[("bodies.csv", wide.as_bytes())]), "too-wide", ["bodies", "2", ""]);
}

#[test]
fn a_file_over_the_limit() {
    let limits = Limits { file_bytes_max: 100, ..Limits::default() };
    let (read, findings) = read_pack_bytes("bodies.csv", &[b'a'; 101], &limits);
    expect(&findings, "file-too-large", ["bodies.csv", "", ""]);
    assert!(read.tables.is_empty());
    let (_, findings) = pack_from_files("p", &[("bodies.csv", &[b'a'; 101])], &limits);
    expect(&findings, "file-too-large", ["bodies.csv", "", ""]);
    assert_eq!(Limits::default().file_bytes_max, 32 * 1024 * 1024);
}

#[test]
fn a_file_over_the_limit_is_not_read_from_disk() {
    let folder = common::folder("over-the-limit");
    std::fs::write(folder.join("bodies.csv"), [b'a'; 101]).unwrap();
    let limits = Limits { file_bytes_max: 100, ..Limits::default() };
    expect(&read_pack(&folder, &limits).1, "file-too-large", ["bodies.csv", "", ""]);
    expect(&read_pack(&folder.join("bodies.csv"), &limits).1, "file-too-large", ["bodies.csv", "", ""]);
    let limits = Limits { files_max: 0, ..Limits::default() };
    expect(&read_pack(&folder, &limits).1, "too-many-files", ["over-the-limit", "", ""]);
    let limits = Limits { total_bytes_max: 100, ..Limits::default() };
    expect(&read_pack(&folder, &limits).1, "pack-too-large", ["over-the-limit", "", ""]);
}

#[test]
fn a_path_that_can_not_be_read() {
    let folder = common::folder("cannot-read");
    expect(&read_pack(&folder.join("none.zip"), &Limits::default()).1, "cannot-read", ["none.zip", "", ""]);
    std::fs::write(folder.join("notes.docx"), "x").unwrap();
    expect(
        &read_pack(&folder.join("notes.docx"), &Limits::default()).1,
        "cannot-read",
        ["notes.docx", "", ""],
    );
}

#[test]
fn a_folder_with_more_than_tables() {
    let folder = common::folder("more");
    std::fs::create_dir_all(folder.join("old/older")).unwrap();
    std::fs::write(folder.join("README.md"), "fine").unwrap();
    std::fs::write(folder.join("bodies.csv"), format!("{BODIES}{GOOD_BODY}")).unwrap();
    std::fs::write(folder.join("old/bodies.csv"), BODIES).unwrap();
    std::fs::write(folder.join("copy.zip"), "").unwrap();
    let (read, findings) = read_pack(&folder, &Limits::default());
    assert_eq!((read.name.as_str(), read.tables.len(), read.tables[0].rows.len()), ("more", 1, 1));
    expect(&findings, "table-twice", ["bodies", "", ""]);
    expect(&findings, "nested-archive", ["more", "copy.zip", ""]);
    expect(&findings, "too-deep", ["more", "old/older", ""]);
    assert_eq!(findings.len(), 3);
}

#[test]
fn a_zip_bomb() {
    let zeros = vec![b'0'; 8 * 1024 * 1024];
    let findings = check_bytes("bomb.zip", &zip(&[("bodies.csv", &zeros)]));
    expect(&findings, "zip-bomb", ["bomb.zip", "bodies.csv", ""]);
    let limits = Limits { total_bytes_max: 1000, ..Limits::default() };
    let noise: Vec<u8> = (0..2000u32).map(|i| b'a' + (i * i % 23) as u8).collect();
    let (read, findings) = read_pack_bytes("big.zip", &zip(&[("bodies.csv", &noise)]), &limits);
    expect(&findings, "pack-too-large", ["big.zip", "", ""]);
    assert!(read.tables.is_empty());
}

#[test]
fn a_zip_bomb_that_lies_about_its_size() {
    let zeros = vec![b'0'; 8 * 1024 * 1024];
    let mut bytes = zip(&[("bodies.csv", &zeros)]);
    let (true_size, lie) = ((zeros.len() as u32).to_le_bytes(), 10u32.to_le_bytes());
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == true_size {
            bytes[at..at + 4].copy_from_slice(&lie);
        }
    }
    let findings = check_bytes("bomb.zip", &bytes);
    let finding = expect(&findings, "broken-archive", ["bomb.zip", "bodies.csv", ""]);
    assert!(finding.seen.contains("larger than its declared"), "{}", finding.seen);
    let workbook = zip(&[("[Content_Types].xml", b"<x/>".as_slice()), ("xl/worksheets/sheet1.xml", &zeros)]);
    expect(&check_bytes("bomb.xlsx", &workbook), "zip-bomb", ["bomb.xlsx", "xl/worksheets/sheet1.xml", ""]);
}

#[test]
fn a_zip_that_is_broken_or_hides_something() {
    let good = format!("{BODIES}{GOOD_BODY}");
    let whole =
        zip(&[("pack/bodies.csv", good.as_bytes()), ("../services.csv", b"x\n"), ("pack/old.zip", b"PK")]);
    let findings = check_bytes("p.zip", &whole);
    expect(&findings, "unsafe-path", ["p.zip", "../services.csv", ""]);
    expect(&findings, "nested-archive", ["p.zip", "pack/old.zip", ""]);
    assert!(!findings.iter().any(|finding| finding.code == "empty-pack"), "the good table was read");
    expect(&check_bytes("p.zip", &whole[..whole.len() - 30]), "broken-archive", ["p.zip", "", ""]);
    let mut damaged = stored_zip(&[("bodies.csv", good.as_bytes())]);
    let at = damaged.windows(3).position(|window| window == b"06K").unwrap();
    damaged[at] = b'9';
    expect(&check_bytes("p.zip", &damaged), "broken-archive", ["p.zip", "bodies.csv", ""]);
    let deep = zip(&[("a.csv", b"x\n".as_slice()), ("b/c/d.csv", b"x\n")]);
    expect(&check_bytes("p.zip", &deep), "too-deep", ["p.zip", "b/c/d.csv", ""]);
}

#[test]
fn a_zip_with_a_password() {
    let mut locked = stored_zip(&[("bodies.csv", BODIES.as_bytes())]);
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = locked.windows(4).position(|window| window == mark).unwrap();
        locked[at + flags] |= 1;
    }
    expect(&check_bytes("p.zip", &locked), "encrypted", ["p.zip", "bodies.csv", ""]);
}

#[test]
fn a_file_that_is_not_what_its_ending_says() {
    let book = template("bodies", exchange::TemplateFormat::Xlsx).unwrap().bytes;
    expect(&check_bytes("p.zip", &book), "not-its-ending", ["p.zip", "", ""]);
    expect(&check_bytes("bodies.csv", &book), "not-its-ending", ["bodies", "", ""]);
    expect(&check_bytes("p.xlsx", b"body_code\n06K\n"), "not-its-ending", ["p.xlsx", "", ""]);
    expect(&check_bytes("p.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "not-its-ending", ["p.xlsx", "", ""]);
    expect(&check_bytes("p.xlsx", &zip(&[("bodies.csv", b"x\n")])), "not-its-ending", ["p.xlsx", "", ""]);
    expect(
        &check_bytes("p.xlsx", &zip(&[("[Content_Types].xml", b"<x/>")])),
        "broken-workbook",
        ["p.xlsx", "", ""],
    );
}

#[test]
fn a_workbook_with_formulas_merged_cells_and_errors() {
    let bytes = workbook();
    let (read, findings) = read_pack_bytes("w.xlsx", &bytes, &Limits::default());
    let finding = expect(&findings, "workbook-formula", ["allowances", "2", ""]);
    assert_eq!(finding.seen, "3 formulas, in C2, C3, E4");
    let finding = expect(&findings, "merged-cells", ["allowances", "5", ""]);
    assert_eq!(finding.seen, "merged cells: A5:B6");
    let finding = expect(&findings, "error-cell", ["allowances", "4", "basis"]);
    assert_eq!(finding.seen, "#REF!");
    expect(&findings, "code-as-number", ["allowances", "3", "body_code"]);
    let cells: Vec<_> = read.tables[0].rows.iter().map(|row| row.cells.join("|")).collect();
    assert_eq!(
        cells,
        ["06K|2013/14|1234.50|s|recorded", "12|2013-05-01|0.30|yes|", "x||||#REF!", "06N||7.00||"]
    );
    let findings = check_bytes("w.xlsx", &bytes);
    expect(&findings, "wrong-value", ["allowances", "3", "financial_year"]);
}

#[test]
fn too_many_rows_or_cells_in_a_workbook() {
    let limits = Limits { cells_max: 8, ..Limits::default() };
    let (_, findings) = read_pack_bytes("w.xlsx", &workbook(), &limits);
    expect(&findings, "too-many-rows", ["allowances", "2", ""]);
}

#[test]
fn what_a_workbook_can_not_hold() {
    let long = "x".repeat(32_768);
    let findings =
        exchange::write_xlsx(&pack("p", &[("bodies", &["body_code", "name"], &[&["06K", &long]])]))
            .unwrap_err();
    expect(&findings, "cannot-write", ["bodies", "2", "name"]);
    let name = "a_table_whose_name_is_far_too_long_for_a_sheet";
    let findings = exchange::write_xlsx(&pack("p", &[(name, &["a"], &[])])).unwrap_err();
    expect(&findings, "cannot-write", [name, "", ""]);
}

#[test]
fn an_unknown_template() {
    let findings = template("bodys", exchange::TemplateFormat::Csv).unwrap_err();
    expect(&findings, "unknown-template", ["bodys", "", ""]);
}

#[test]
fn a_share_of_140_per_cent() {
    let findings = scenario("", "transfer_share = 1.4");
    let finding = expect(&findings, "wrong-share", ["s.toml", "move 1", "transfer_share"]);
    assert_eq!(finding.seen, "a share of 140%: 1.4");
    expect(&scenario("", "redeploy_share = -0.1"), "wrong-share", ["s.toml", "move 1", "redeploy_share"]);
}

#[test]
fn a_scenario_with_wrong_settings() {
    expect(&scenario("months = 601", ""), "out-of-range", ["s.toml", "", "months"]);
    expect(&scenario("drws = 1", ""), "unknown-setting", ["s.toml", "", "drws"]);
    expect(&scenario("reaction = \"yes\"", ""), "wrong-setting", ["s.toml", "", "reaction"]);
    expect(&scenario("", "phase_months = -1"), "out-of-range", ["s.toml", "move 1", "phase_months"]);
    let (_, findings) = read_scenario("s.toml", "start = 2013-04-02\n[[move]]\nto = \"mars\"\n");
    expect(&findings, "not-first-of-month", ["s.toml", "", "start"]);
    expect(&findings, "missing-setting", ["s.toml", "move 1", "buyer"]);
    expect(&findings, "wrong-destination", ["s.toml", "move 1", "to"]);
    expect(&read_scenario("s.toml", "a = [1,\n").1, "not-toml", ["s.toml", "1", ""]);
}
