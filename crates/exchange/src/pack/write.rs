//! Packs written as CSV files and zips.

use std::io::{Cursor, Write};

use register::{RawPack, RawTable};
use vocabulary::{Finding, Findings, Place};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::csv::csv_bytes;

/// Writes a pack as CSV files: (name, bytes), sorted by name. UTF-8, `\n` at line ends.
///
/// Text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return, and isn't a plain number) gets a `'` before it, which reading takes away again.
pub fn write_folder(pack: &RawPack) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> =
        pack.tables.iter().map(|table| (file_name(&table.name), table_bytes(table))).collect();
    files.sort();
    files
}

fn table_bytes(table: &RawTable) -> Vec<u8> {
    csv_bytes(&table.columns, table.rows.iter().map(|row| row.cells.clone()))
}

/// The file of a table. A name may come from outside, so nothing in it can lead out of the folder.
fn file_name(table: &str) -> String {
    let safe = |c: char| if c.is_control() || matches!(c, '/' | '\\' | ':') { '_' } else { c };
    let name: String = table.chars().map(safe).collect();
    format!("{}.csv", name.trim_start_matches('.'))
}

/// Writes a pack as a zip of CSV files; the same pack gives the same bytes.
///
/// Errors: a finding `cannot-write` when two tables have one name, or the zip can't be made.
pub fn write_zip(pack: &RawPack) -> Result<Vec<u8>, Findings> {
    zip_of(&pack.name, &write_folder(pack))
}

/// A zip of files; the same files give the same bytes.
pub(crate) fn zip_of(name: &str, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Findings> {
    zip_with(name, files, |_| CompressionMethod::Deflated)
}

/// A zip of files, those of some names as they are.
pub(crate) fn zip_but(
    name: &str,
    files: &[(String, Vec<u8>)],
    as_it_is: impl Fn(&str) -> bool,
) -> Result<Vec<u8>, Findings> {
    zip_with(name, files, |file| match as_it_is(file) {
        true => CompressionMethod::Stored,
        false => CompressionMethod::Deflated,
    })
}

fn zip_with(
    name: &str,
    files: &[(String, Vec<u8>)],
    how: impl Fn(&str) -> CompressionMethod,
) -> Result<Vec<u8>, Findings> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (file, bytes) in files {
        let failed = |error: String| vec![cannot_write(Place::row(name, file), &error)];
        let options = options.compression_method(how(file));
        zip.start_file(file.as_str(), options).map_err(|error| failed(error.to_string()))?;
        zip.write_all(bytes).map_err(|error| failed(error.to_string()))?;
    }
    match zip.finish() {
        Ok(cursor) => Ok(cursor.into_inner()),
        Err(error) => Err(vec![cannot_write(Place::table(name), &error.to_string())]),
    }
}

/// The finding for a pack that has no such form.
pub(crate) fn cannot_write(place: Place, why: &str) -> Finding {
    Finding::error("cannot-write", place, format!("can't be written: {why}"))
        .expected("tables with different names that the format can hold")
        .action("Shorten or rename what is too long or stands twice, or write a folder of CSV files.")
}
