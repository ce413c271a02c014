//! Zip archives, which may be made to burst, to escape or to hide.

use std::io::{Cursor, Read};

use vocabulary::{Finding, Findings, Place};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Looks, ending, is_hidden, is_table_file, looks, not_its_ending, too_large};
use crate::limits::{Limits, size_words};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Files smaller than this may be packed as tightly as they like.
const TIGHT_BYTES_MIN: u64 = 1024 * 1024;
/// So many times larger than packed, and no honest table is.
const TIGHT_RATIO_MAX: u64 = 200;

/// What to do with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// Read it and keep its bytes.
    Keep,
    /// Read it to see how large it truly is.
    Measure,
    /// Leave it.
    Skip,
    /// Leave it, and say that it is an archive within a pack.
    Nested,
}

/// The CSV files of a zip, one folder around them taken away.
pub(super) fn csv_files(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    findings: &mut Findings,
) -> Vec<(String, Vec<u8>)> {
    let Some(mut archive) = open(name, bytes, findings) else { return Vec::new() };
    if archive.index_for_name("[Content_Types].xml").is_some() {
        let action = "Give the file the ending .xlsx if it is a workbook.";
        findings.push(not_its_ending(
            name,
            "an office document with the ending .zip",
            "a zip of CSV files",
            action,
        ));
        return Vec::new();
    }
    if archive.has_duplicate_names() {
        findings.push(
            Finding::error("table-twice", Place::table(name), "a zip with two files of the same name")
                .expected("each table once")
                .action("Pack the files again; only the last of each was read."),
        );
    }
    let files = unpack(name, &mut archive, limits, want_of, findings).unwrap_or_default();
    without_deep(name, files, findings)
}

/// What a pack wants of an entry.
fn want_of(path: &str) -> Want {
    match ending(path).as_str() {
        _ if is_hidden(path) => Want::Skip,
        "zip" | "xlsx" | "xls" | "7z" | "gz" | "tar" | "rar" => Want::Nested,
        _ if is_table_file(path) => Want::Keep,
        _ => Want::Skip,
    }
}

/// Opens an archive; none, with a finding, when it isn't one.
pub(super) fn open<'a>(name: &str, bytes: &'a [u8], findings: &mut Findings) -> Option<Archive<'a>> {
    if looks(bytes) != Looks::Zip {
        let seen = match looks(bytes) {
            Looks::OldOffice => "an old office file, or one with a password",
            _ => "a file that is no zip",
        };
        let expected = format!("a .{} file", ending(name));
        let action = "Save it again in the format that its ending says, without a password.";
        findings.push(not_its_ending(name, seen, &expected, action));
        return None;
    }
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => Some(archive),
        Err(error) => {
            findings.push(broken(name, "", &error.to_string()));
            None
        }
    }
}

fn broken(name: &str, entry: &str, error: &str) -> Finding {
    Finding::error("broken-archive", Place::row(name, entry), format!("can't be unpacked: {error}"))
        .expected("a whole zip file")
        .action("Pack or download the file again.")
}

/// Unpacks the entries that are wanted. None when the archive is a trap: nothing of it is then used.
pub(super) fn unpack(
    name: &str,
    archive: &mut Archive<'_>,
    limits: &Limits,
    want: impl Fn(&str) -> Want,
    findings: &mut Findings,
) -> Option<Vec<(String, Vec<u8>)>> {
    if archive.len() > limits.files_max {
        findings.push(too_many_files(name, archive.len(), limits));
        return None;
    }
    let mut files = Vec::new();
    let mut left = limits.total_bytes_max;
    for index in 0..archive.len() {
        let Some(entry) = Entry::at(name, archive, index, findings) else { continue };
        let wanted = want(&entry.path);
        if wanted == Want::Nested {
            findings.push(nested(name, &entry.path));
        }
        if matches!(wanted, Want::Skip | Want::Nested) {
            continue;
        }
        if entry.too_tight(entry.declared) {
            findings.push(bomb(name, &entry.path, entry.declared));
            return None;
        }
        if entry.declared > left {
            findings.push(too_large(name, limits));
            return None;
        }
        match entry.read(archive, index, wanted, left) {
            Ok((size, _)) if size > left || entry.too_tight(size) => {
                findings.push(bomb(name, &entry.path, size));
                return None;
            }
            Ok((size, bytes)) => {
                left -= size;
                if wanted == Want::Keep {
                    files.push((entry.path, bytes));
                }
            }
            Err(error) => findings.push(broken(name, &entry.path, &error.to_string())),
        }
    }
    Some(files)
}

/// Every file of a zip, for whoever takes none that isn't wholly right.
///
/// Errors: everything that is wrong with it.
pub(crate) fn unzip(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, Findings> {
    let mut findings = Findings::new();
    findings.extend(limits.check_file(name, bytes.len() as u64));
    let opened = findings.is_empty().then(|| open(name, bytes, &mut findings)).flatten();
    let Some(mut archive) = opened else { return Err(findings) };
    if archive.has_duplicate_names() {
        findings.push(broken(name, "", "two files have the same name"));
    }
    let files = unpack(name, &mut archive, limits, |_| Want::Keep, &mut findings).unwrap_or_default();
    if findings.is_empty() { Ok(files) } else { Err(findings) }
}

/// The finding for a folder or zip with too many files.
pub(crate) fn too_many_files(name: &str, files: usize, limits: &Limits) -> Finding {
    Finding::error("too-many-files", Place::table(name), format!("{files} files"))
        .expected(format!("at most {}", limits.files_max))
        .action("Keep only the tables.")
}

fn bomb(name: &str, entry: &str, size: u64) -> Finding {
    let seen =
        format!("a file that unpacks to {} or more, far beyond what it was packed from", size_words(size));
    Finding::error("zip-bomb", Place::row(name, entry), seen)
        .expected(format!(
            "files at most {TIGHT_RATIO_MAX} times as large as packed, and no larger than they say"
        ))
        .action("Don't use this file; ask whoever sent it for the tables as CSV. Nothing of it was read.")
}

struct Entry {
    path: String,
    declared: u64,
    packed: u64,
}

impl Entry {
    /// What the directory of the archive says of an entry; none, with a finding where one is due, when it
    /// isn't a file that may be read.
    fn at(name: &str, archive: &mut Archive<'_>, index: usize, findings: &mut Findings) -> Option<Entry> {
        let file = match archive.by_index_raw(index) {
            Ok(file) => file,
            Err(error) => {
                findings.push(broken(name, &index.to_string(), &error.to_string()));
                return None;
            }
        };
        let path = String::from_utf8_lossy(file.name_raw()).replace('\\', "/");
        if file.is_dir() {
            return None;
        }
        if path.starts_with('/') || path.contains(':') || path.split('/').any(|part| part == "..") {
            findings.push(
                Finding::warning(
                    "unsafe-path",
                    Place::row(name, &path),
                    "a file that points outside of the zip",
                )
                .expected("paths within the zip")
                .action("Pack the files again; this one was left out."),
            );
            return None;
        }
        if file.encrypted() {
            findings.push(
                Finding::error("encrypted", Place::row(name, &path), "a file that is locked with a password")
                    .expected("files without a password")
                    .action("Pack the files again without a password; this one was left out."),
            );
            return None;
        }
        Some(Entry { path, declared: file.size(), packed: file.compressed_size() })
    }

    /// Reads an entry, at most one byte more than is left: its size, and its bytes if they are to be kept.
    fn read(
        &self,
        archive: &mut Archive<'_>,
        index: usize,
        wanted: Want,
        left: u64,
    ) -> Result<(u64, Vec<u8>), ZipError> {
        let file = archive.by_index(index)?;
        // What is too tight is seen before all of it is unpacked.
        let tight = self.packed.saturating_mul(TIGHT_RATIO_MAX).max(TIGHT_BYTES_MIN);
        let mut file = file.take(left.min(tight).saturating_add(1));
        let mut bytes = Vec::new();
        let size = match wanted {
            Want::Keep => file.read_to_end(&mut bytes)? as u64,
            _ => std::io::copy(&mut file, &mut std::io::sink())?,
        };
        Ok((size, bytes))
    }

    fn too_tight(&self, size: u64) -> bool {
        size > TIGHT_BYTES_MIN && size > self.packed.saturating_mul(TIGHT_RATIO_MAX)
    }
}

/// The finding for an archive or workbook within a pack.
pub(crate) fn nested(name: &str, path: &str) -> Finding {
    Finding::warning("nested-archive", Place::row(name, path), "an archive or workbook within the pack")
        .expected("tables as CSV files")
        .action("Unpack it, or check it on its own; it was left out.")
}

/// Takes away one folder around everything, and files that lie deeper than one folder more.
fn without_deep(
    name: &str,
    files: Vec<(String, Vec<u8>)>,
    findings: &mut Findings,
) -> Vec<(String, Vec<u8>)> {
    let first = |path: &str| path.split_once('/').map(|(folder, _)| folder.to_string());
    let around = files.first().and_then(|(path, _)| first(path));
    let around = around.filter(|folder| files.iter().all(|(path, _)| first(path).as_ref() == Some(folder)));
    let mut kept = Vec::new();
    for (path, bytes) in files {
        let inner = around.as_ref().map_or(path.as_str(), |folder| &path[folder.len() + 1..]).to_string();
        if inner.matches('/').count() > 1 {
            findings.push(too_deep(name, &path));
            continue;
        }
        kept.push((inner, bytes));
    }
    kept
}

/// The finding for what lies too deep in a folder or zip.
pub(crate) fn too_deep(name: &str, path: &str) -> Finding {
    Finding::warning("too-deep", Place::row(name, path), "a table or folder deeper than one folder down")
        .expected("tables in the pack's folder, or one folder down")
        .action("Move it up if it belongs to the pack; it was left out.")
}
