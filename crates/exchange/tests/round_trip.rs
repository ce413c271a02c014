//! A pack that is written and read is the same pack, in every form.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::pack;
use exchange::{Limits, pack_from_files, read_pack, read_pack_bytes, write_folder, write_xlsx, write_zip};
use proptest::prelude::*;
use register::{RawPack, Snapshot};

/// A pack without the numbers of its lines, which a line break within a cell changes, its tables by name.
fn bare(mut pack: RawPack) -> RawPack {
    for table in &mut pack.tables {
        for (line, row) in (2..).zip(&mut table.rows) {
            row.line = line;
        }
    }
    pack.tables.sort_by(|a, b| a.name.cmp(&b.name));
    pack
}

/// Writes and reads a pack in every form; each must give it back.
fn same_in_every_form(pack: &RawPack) {
    let limits = Limits::default();
    let expected = bare(pack.clone());
    let (folder, findings) = pack_from_files(&pack.name, &write_folder(pack), &limits);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(bare(folder), expected);
    let zip = write_zip(pack).unwrap();
    assert_eq!(zip, write_zip(pack).unwrap(), "the same bytes every time");
    let (zipped, findings) = read_pack_bytes(&format!("{}.zip", pack.name), &zip, &limits);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(bare(zipped), expected);
    let book = write_xlsx(pack).unwrap();
    assert_eq!(book, write_xlsx(pack).unwrap(), "the same bytes every time");
    let (workbook, findings) = read_pack_bytes(&format!("{}.xlsx", pack.name), &book, &limits);
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(bare(workbook), expected);
}

#[test]
fn england_2013_is_the_same_in_every_form() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013");
    let (pack, findings) = read_pack(&folder, &Limits::default());
    assert!(findings.is_empty(), "{findings:?}");
    same_in_every_form(&pack);
    let book = write_xlsx(&pack).unwrap();
    let (again, _) = read_pack_bytes("england-2013.xlsx", &book, &Limits::default());
    assert_eq!(Snapshot::of(&pack).0.hash, Snapshot::of(&again).0.hash);
}

#[test]
fn awkward_text_is_the_same_in_every_form() {
    let awkward = [
        "0012",
        "1E5",
        "2013-05-01",
        "1/5/2013",
        "=cmd|' /C calc'!A0",
        "+44",
        "-5.00",
        "-",
        "@sum",
        "'=x",
        "''",
        "'",
        "say \"hi\"",
        "two\nlines",
        "dos\r\nlines",
        "a,b;c",
        "Ynys Môn 五 🏥",
        "_x000D_",
        "_x0041_",
        "TRUE",
        "#REF!",
        "\ttab",
        " space ",
        "<a & b>",
        "1,234.50",
        "\u{feff}mark",
        "\u{b}bell",
        "3.10",
        "007.50",
    ];
    let rows: Vec<[&str; 7]> =
        awkward.iter().map(|text| [*text, text, "commissioner;unit", text, "", "2013-04-01", text]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
    let columns = ["body_code", "name", "roles", "region_code", "oversight_code", "valid_from", "valid_to"];
    let money: &[&[&str]] = &[
        &["a", "0.00", "12.5"],
        &["b", "-5.00", ""],
        &["c", "1234567890123.45", "0.1"],
        &["d", "99999999999999999.99", "33.333333333333336"],
        &["e", "not a number", "1e5"],
        &["f", "=1+1", "0"],
    ];
    same_in_every_form(&pack(
        "awkward",
        &[
            ("bodies", &columns, &rows),
            ("units", &["unit_code", "opening_reserve_gbp", "required_margin_percent"], money),
            ("not_declared", &["a", "b"], &[&["1.0", "=1"], &["", "0"]]),
            ("services", &["service_code"], &[]),
        ],
    ));
}

#[test]
fn dates_that_spreadsheets_do_not_know_stay() {
    let rows: Vec<[&str; 2]> =
        ["1899-12-31", "1900-02-28", "1900-03-01", "9999-12-31", "2013-02-30", "2000-02-29", "-001-01-01"]
            .iter()
            .map(|date| ["06K", *date])
            .collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| row.as_slice()).collect();
    same_in_every_form(&pack("dates", &[("bodies", &["body_code", "valid_from"], &rows)]));
}

#[test]
fn the_lines_of_a_workbook_are_its_rows() {
    let rows: &[&[&str]] = &[&["a", "x"], &["b", "y"]];
    let book = write_xlsx(&pack("p", &[("bodies", &["body_code", "name"], rows)])).unwrap();
    let (read, _) = read_pack_bytes("p.xlsx", &book, &Limits::default());
    assert_eq!(read.tables[0].rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
}

proptest! {
    #![proptest_config(common::cases(48))]

    #[test]
    fn any_pack_is_the_same_in_every_form(
        rows in proptest::collection::vec(("[^\\x00]{1,8}", "[ -~\n\r\t]{0,8}", -1_000_000_000i64..1_000_000_000_000), 0..12),
    ) {
        let pence = |pence: i64| vocabulary::Pence(pence).pounds_text();
        let rows: Vec<[String; 3]> = rows.into_iter()
            .map(|(code, text, amount)| [format!("x{code}"), text, pence(amount)])
            .collect();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        same_in_every_form(&pack("p", &[("units", &["unit_code", "source", "opening_reserve_gbp"], &rows)]));
    }
}
