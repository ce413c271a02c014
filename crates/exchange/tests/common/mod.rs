//! What the tests share: packs, zips and workbooks that are made on the spot.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Write};
use std::path::PathBuf;

use exchange::{Limits, pack_from_files, read_pack_bytes};
use proptest::test_runner::Config as ProptestConfig;
use register::{RawPack, RawRow, RawTable, Snapshot};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use vocabulary::{Finding, Findings};
use zip::write::SimpleFileOptions;

/// Everything that reading and checking files have to say.
pub fn check(files: &[(&str, &[u8])]) -> Findings {
    let (pack, mut findings) = pack_from_files("pack", files, &Limits::default());
    findings.extend(Snapshot::of(&pack).1);
    findings
}

/// Everything that reading and checking one file have to say.
pub fn check_bytes(name: &str, bytes: &[u8]) -> Findings {
    let (pack, mut findings) = read_pack_bytes(name, bytes, &Limits::default());
    findings.extend(Snapshot::of(&pack).1);
    findings
}

/// The one finding of a code at a place (table, row, column); it must say what to do.
pub fn expect<'a>(findings: &'a Findings, code: &str, [table, row, column]: [&str; 3]) -> &'a Finding {
    let found = findings.iter().find(|finding| {
        let place = &finding.place;
        finding.code == code && place.table == table && place.row == row && place.column == column
    });
    let finding = found.unwrap_or_else(|| panic!("no {code} at {table}, {row}, {column} in {findings:#?}"));
    assert!(
        !finding.action.is_empty() && !finding.seen.is_empty() && !finding.expected.is_empty(),
        "{finding}"
    );
    finding
}

/// So many cases of a property; failures are printed, not kept in a file.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A table: its name, columns and rows.
pub type Sketch<'a> = (&'a str, &'a [&'a str], &'a [&'a [&'a str]]);

/// A pack of tables.
pub fn pack(name: &str, tables: &[Sketch<'_>]) -> RawPack {
    let texts = |cells: &[&str]| cells.iter().map(|cell| cell.to_string()).collect::<Vec<_>>();
    let tables = tables.iter().map(|(name, columns, rows)| RawTable {
        name: name.to_string(),
        columns: texts(columns),
        rows: (2..).zip(*rows).map(|(line, cells)| RawRow { line, cells: texts(cells) }).collect(),
    });
    RawPack { name: name.to_string(), tables: tables.collect() }
}

fn zip_with(files: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A zip of files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(files, zip::CompressionMethod::Deflated)
}

/// A zip of files that aren't compressed, so that bytes can be changed in place.
pub fn stored_zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(files, zip::CompressionMethod::Stored)
}

/// An empty folder for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A workbook with everything that is wrong with workbooks.
pub fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("allowances").unwrap();
    let header = ["body_code", "financial_year", "amount_gbp", "source", "basis"];
    sheet.write_row(0, 0, header).unwrap();
    sheet.write_row(1, 0, ["06K", "2013/14"]).unwrap();
    sheet.write_formula(1, 2, Formula::new("=1000+234.5").set_result("1234.5")).unwrap();
    sheet.write_row(1, 3, ["s", "recorded"]).unwrap();
    sheet.write_number(2, 0, 12).unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_datetime_with_format(2, 1, ExcelDateTime::from_ymd(2013, 5, 1).unwrap(), &date).unwrap();
    sheet.write_formula(2, 2, Formula::new("=0.1+0.2").set_result("0.30000000000000004")).unwrap();
    sheet.write_boolean(2, 3, true).unwrap();
    sheet.write_string(3, 0, "x").unwrap();
    sheet.write_formula(3, 4, Formula::new("=#REF!").set_result("#REF!")).unwrap();
    sheet.merge_range(4, 0, 5, 1, "06N", &Format::new()).unwrap();
    sheet.write_number(4, 2, 7).unwrap();
    book.add_worksheet().set_name("Notes").unwrap().write_string(0, 0, "anything").unwrap();
    book.save_to_buffer().unwrap()
}
