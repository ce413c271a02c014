//! Register packs: a folder of CSV files, a zip of the same, or a workbook whose sheets are the tables.

mod archive;
mod csv_table;
mod numbers;
mod sheet;
mod workbook;
mod workbook_guard;
mod write;
mod write_workbook;

use register::{RawPack, RawTable};
use vocabulary::{Finding, Findings, Place};

use crate::limits::{Budget, Limits};

pub(crate) use archive::{nested, too_deep, too_many_files, unzip};
pub(crate) use write::{cannot_write, zip_but, zip_of};
pub use write::{write_folder, write_zip};
pub use write_workbook::write_xlsx;
pub(crate) use write_workbook::{add_table, new_workbook, save, text_format};

/// What a pack may be, for findings that expect one.
pub(crate) const PACK_WORDS: &str = "a folder of CSV files, or a .csv, .zip or .xlsx file";

/// What the bytes of a file show it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Zip,
    /// The container of old `.xls` files and of workbooks with a password.
    OldOffice,
    Binary,
    Text,
}

fn looks(bytes: &[u8]) -> Looks {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Looks::Zip
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Looks::OldOffice
    } else if bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]) {
        Looks::Binary
    } else {
        Looks::Text
    }
}

/// Reads a pack from the bytes of one file; the ending of `name` says what it is: `.csv` (one table), `.zip`
/// or `.xlsx`. Gives what could be read and everything that is wrong with the file; never fails.
pub fn read_pack_bytes(name: &str, bytes: &[u8], limits: &Limits) -> (RawPack, Findings) {
    let mut findings = Findings::new();
    let mut pack = RawPack { name: stem(name).to_string(), tables: Vec::new() };
    if let Some(finding) = limits.check_file(name, bytes.len() as u64) {
        return (pack, vec![finding]);
    }
    let mut budget = Budget::new(limits);
    match ending(name).as_str() {
        "csv" => pack.tables.extend(csv_table::read(stem(name), bytes, &mut budget, &mut findings)),
        "zip" => {
            let files = archive::csv_files(name, bytes, limits, &mut findings);
            pack.tables = tables_of(&files, &mut budget, &mut findings);
        }
        "xlsx" => pack.tables = workbook::read(name, bytes, limits, &mut budget, &mut findings),
        _ => findings.push(
            Finding::error("cannot-read", Place::table(name), "a file whose ending isn't known")
                .expected(PACK_WORDS)
                .action("Save it as one of these."),
        ),
    }
    (pack, findings)
}

/// Reads a pack from files in memory: those that ship inside the program, or those of a folder. The name of a
/// file is that of its table and may have one folder before it; what isn't CSV is left out.
pub fn pack_from_files<N: AsRef<str>, B: AsRef<[u8]>>(
    name: &str,
    files: &[(N, B)],
    limits: &Limits,
) -> (RawPack, Findings) {
    let mut findings = Findings::new();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref())).collect();
    let mut kept = Vec::new();
    let mut total = 0u64;
    for (file, bytes) in files.into_iter().filter(|(file, _)| is_table_file(file)) {
        total = total.saturating_add(bytes.len() as u64);
        if total > limits.total_bytes_max {
            findings.push(too_large(name, limits));
            break;
        }
        match limits.check_file(file, bytes.len() as u64) {
            Some(finding) => findings.push(finding),
            None => kept.push((file, bytes)),
        }
    }
    let tables = tables_of(&kept, &mut Budget::new(limits), &mut findings);
    (RawPack { name: name.to_string(), tables }, findings)
}

/// The finding for a pack whose files are too large together.
pub(crate) fn too_large(name: &str, limits: &Limits) -> Finding {
    Finding::error("pack-too-large", Place::table(name), "more bytes in all files together than may be read")
        .expected(format!("at most {}", crate::limits::size_words(limits.total_bytes_max)))
        .action("Take out what isn't needed, or raise the limit.")
}

/// The tables of CSV files, in the order of their names; a table that stands twice is an error.
fn tables_of<N: AsRef<str>, B: AsRef<[u8]>>(
    files: &[(N, B)],
    budget: &mut Budget,
    findings: &mut Findings,
) -> Vec<RawTable> {
    let mut files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref())).collect();
    files.sort();
    let mut tables: Vec<RawTable> = Vec::new();
    let mut first_files: Vec<&str> = Vec::new();
    for (file, bytes) in files {
        let table = stem(file);
        if let Some(i) = tables.iter().position(|known| known.name == table) {
            findings.push(table_twice(table, first_files[i], file));
            continue;
        }
        if let Some(read) = csv_table::read(table, bytes, budget, findings) {
            tables.push(read);
            first_files.push(file);
        }
        if budget.spent {
            break;
        }
    }
    tables
}

fn table_twice(table: &str, first: &str, second: &str) -> Finding {
    Finding::error("table-twice", Place::table(table), format!("the table stands in {first} and in {second}"))
        .expected("each table once")
        .action("Put the rows into one file; the second was not read.")
}

/// Is a file of a folder or zip a table? Hidden files, and what macOS adds to zips, aren't.
pub(crate) fn is_table_file(path: &str) -> bool {
    ending(path) == "csv" && !is_hidden(path)
}

/// Does any part of a path begin with a full stop, or with what macOS adds to zips?
pub(crate) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// The ending of a file name in lower case, without the full stop.
pub(crate) fn ending(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// The name of a file without folders and ending.
pub(crate) fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The finding for bytes that aren't what the ending of their file says.
fn not_its_ending(name: &str, seen: &str, expected: &str, action: &str) -> Finding {
    Finding::error("not-its-ending", Place::table(name), seen).expected(expected).action(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_memory_become_tables() {
        let files = [
            ("pack/b.csv", "x\n1\n"),
            ("pack/a.CSV", "y\n"),
            ("pack/README.md", "no"),
            ("__MACOSX/pack/._a.csv", "no"),
        ];
        let (pack, findings) = pack_from_files("pack", &files, &Limits::default());
        let names: Vec<_> = pack.tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(findings.is_empty());
    }

    #[test]
    fn a_table_in_two_folders_is_an_error() {
        let files = [("a.csv", "x\n1\n"), ("old/a.csv", "x\n2\n")];
        let (pack, findings) = pack_from_files("pack", &files, &Limits::default());
        assert_eq!(pack.tables[0].rows[0].cells, ["1"]);
        assert_eq!((findings[0].code, findings[0].place.table.as_str()), ("table-twice", "a"));
    }

    #[test]
    fn rows_run_out_once() {
        let limits = Limits { rows_max: 2, ..Limits::default() };
        let (pack, findings) =
            pack_from_files("p", &[("a.csv", "x\n1\n2\n3\n"), ("b.csv", "x\n1\n")], &limits);
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["too-many-rows"]);
        assert_eq!(pack.tables[0].rows.len(), 2);
        assert_eq!(pack.tables.len(), 1);
    }
}
