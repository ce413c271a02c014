//! From names and paths on the command line to registers and scenarios, with all findings.

use std::path::Path;

use appraisal::input::Appraisal;
use exchange::{Limits, read_appraisal, read_file, read_pack, read_scenario, read_text};
use register::{Rulebook, Snapshot};
use stability::scenario::Scenario;
use vocabulary::{Finding, Findings, Place};

use crate::shipped;

/// The limits on files that are read; a setting of the command line.
#[derive(Debug, Clone, Default)]
pub struct Loader {
    /// Limits on size.
    pub limits: Limits,
}

impl Loader {
    /// A register by the name of one that ships, or by the path of a folder, zip or workbook.
    pub fn register(&self, name: &str) -> (Snapshot, Findings) {
        if let Some(shipped) = shipped::register(name) {
            return shipped;
        }
        let (raw, mut findings) = read_pack(Path::new(name), &self.limits);
        let (snapshot, more) = Snapshot::of(&raw);
        // A pack that can't be read at all says so once; that it is empty as well is no news.
        if !findings.iter().any(Finding::is_error) || !raw.tables.is_empty() {
            findings.extend(more);
        }
        (snapshot, findings)
    }

    /// The dated rules and rates.
    pub fn rulebook(&self) -> (Rulebook, Findings) {
        shipped::rulebook()
    }

    /// A scenario by the name of one that ships, by the path of a file, or `-` for standard input.
    pub fn scenario(&self, name: &str) -> (Option<Scenario>, Findings) {
        if let Some(text) = shipped::scenario(name) {
            return read_scenario(name, &text);
        }
        let bytes = self.bytes(name);
        match bytes {
            Ok(bytes) => match read_text(name, &bytes) {
                (Some(text), _) => read_scenario(name, &text),
                (None, findings) => (None, findings),
            },
            Err(mut findings) => {
                let known =
                    shipped::scenarios().into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
                for finding in &mut findings {
                    finding.expected = format!("a file, or one that ships: {known}");
                }
                (None, findings)
            }
        }
    }

    /// An appraisal by the name of one that ships, by the path of a file, or `-` for standard input.
    pub fn appraisal(&self, name: &str) -> (Option<Appraisal>, Findings) {
        let shipped = shipped::appraisals();
        if let Some((_, text)) = shipped.iter().find(|(known, _)| known == name) {
            return read_appraisal(name, text);
        }
        match self.bytes(name) {
            Ok(bytes) => match read_text(name, &bytes) {
                (Some(text), _) => read_appraisal(name, &text),
                (None, findings) => (None, findings),
            },
            Err(mut findings) => {
                let known = shipped.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
                for finding in &mut findings {
                    finding.expected = format!("a file, or one that ships: {known}");
                }
                (None, findings)
            }
        }
    }

    /// The bytes of a file, or of standard input for `-`, within the limit.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Findings> {
        if name == "-" { self.standard_input() } else { read_file(Path::new(name), &self.limits) }
    }

    fn standard_input(&self) -> Result<Vec<u8>, Findings> {
        use std::io::Read;
        let mut bytes = Vec::new();
        let limit = self.limits.file_bytes_max;
        let could_not = |seen: String| {
            vec![
                Finding::error("cannot-read", Place::table("standard input"), seen)
                    .expected("text up to the size limit")
                    .action("Give a file."),
            ]
        };
        match std::io::stdin().take(limit.saturating_add(1)).read_to_end(&mut bytes) {
            Ok(read) if read as u64 > limit => Err(could_not(format!("more than {limit} bytes"))),
            Ok(_) => Ok(bytes),
            Err(error) => Err(could_not(error.to_string())),
        }
    }
}
