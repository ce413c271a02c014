//! The file system: the only place of this crate that touches it. Sizes are checked before anything is read.

use std::fs;
use std::io::Read;
use std::path::Path;

use register::RawPack;
use vocabulary::{Finding, Findings, Place};

use crate::limits::Limits;
use crate::pack;

/// Reads a pack from a folder of CSV files, or from a `.csv`, `.zip` or `.xlsx` file.
///
/// In a folder, and one folder down, every `.csv` file is a table; other files (`README.md`,
/// `boundaries.topojson`) are no concern of a pack. Whatever can't be read is a finding.
pub fn read_pack(path: &Path, limits: &Limits) -> (RawPack, Findings) {
    let name = name_of(path);
    if !path.is_dir() {
        return match read_file(path, limits) {
            Ok(bytes) => pack::read_pack_bytes(&name, &bytes, limits),
            Err(findings) => (RawPack { name: pack::stem(&name).to_string(), tables: Vec::new() }, findings),
        };
    }
    let mut folder =
        Folder { name: &name, limits, files: Vec::new(), findings: Vec::new(), seen: 0, bytes: 0 };
    folder.read(path, "");
    let mut findings = folder.findings;
    let (pack, more) = pack::pack_from_files(&name, &folder.files, limits);
    findings.extend(more);
    (pack, findings)
}

/// Reads one file, if it isn't larger than a file may be.
///
/// Errors: one finding, `cannot-read` or `file-too-large`.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Findings> {
    let name = name_of(path);
    let failed = |error: std::io::Error| vec![cannot_read(&name, &reason(&error))];
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(vec![cannot_read(&name, "it is no file")]);
    }
    if let Some(finding) = limits.check_file(&name, metadata.len()) {
        return Err(vec![finding]);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // The file may grow while it is read.
    let file = fs::File::open(path).map_err(failed)?;
    file.take(limits.file_bytes_max.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    match limits.check_file(&name, bytes.len() as u64) {
        Some(finding) => Err(vec![finding]),
        None => Ok(bytes),
    }
}

fn name_of(path: &Path) -> String {
    // A path such as `.` has a name only once it is made whole.
    let whole = if path.file_name().is_some() {
        path.to_path_buf()
    } else {
        fs::canonicalize(path).unwrap_or_default()
    };
    whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_else(|| path.display().to_string())
}

/// Why, in plain words where we have them.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_string(),
        std::io::ErrorKind::PermissionDenied => "it may not be read".to_string(),
        _ => error.to_string(),
    }
}

fn cannot_read(name: &str, reason: &str) -> Finding {
    Finding::error("cannot-read", Place::table(name), format!("can't be read: {reason}"))
        .expected(pack::PACK_WORDS)
        .action("Check the path and that you may read it.")
}

/// A folder while it is read.
struct Folder<'a> {
    name: &'a str,
    limits: &'a Limits,
    files: Vec<(String, Vec<u8>)>,
    findings: Findings,
    /// Files and folders seen so far.
    seen: usize,
    /// Bytes read so far.
    bytes: u64,
}

impl Folder<'_> {
    /// Reads the tables of one folder; `inside` is empty, or the folder's name and `/`.
    fn read(&mut self, path: &Path, inside: &str) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                return self.findings.push(cannot_read(&format!("{}/{inside}", self.name), &reason(&error)));
            }
        };
        let mut names: Vec<String> = Vec::new();
        for entry in entries {
            self.seen += 1;
            if self.seen > self.limits.files_max {
                return self.findings.push(pack::too_many_files(self.name, self.seen, self.limits));
            }
            match entry {
                Ok(entry) => names.push(entry.file_name().to_string_lossy().into_owned()),
                Err(error) => self.findings.push(cannot_read(self.name, &reason(&error))),
            }
        }
        names.sort();
        for name in names.iter().filter(|name| !pack::is_hidden(name)) {
            let inner = path.join(name);
            let shown = format!("{inside}{name}");
            if inner.is_dir() && inside.is_empty() {
                self.read(&inner, &format!("{name}/"));
            } else if inner.is_dir() {
                self.findings.push(pack::too_deep(self.name, &shown));
            } else if matches!(pack::ending(name).as_str(), "zip" | "xlsx") {
                self.findings.push(pack::nested(self.name, &shown));
            } else if pack::is_table_file(name) {
                self.read_table(&inner, shown);
            }
        }
    }

    fn read_table(&mut self, path: &Path, shown: String) {
        if self.bytes > self.limits.total_bytes_max {
            return;
        }
        match read_file(path, self.limits) {
            // Whether all are too many is told by `pack_from_files`; here reading merely stops.
            Ok(bytes) => {
                self.bytes = self.bytes.saturating_add(bytes.len() as u64);
                self.files.push((shown, bytes));
            }
            Err(findings) => self.findings.extend(findings),
        }
    }
}
