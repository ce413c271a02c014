//! What verification says.

use std::fmt;

use record::VerifierKey;
use vocabulary::Findings;

/// The first thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleDiffers {
    /// What differs: `entry 412`, `case.html`, `exhibits/…/effects.csv`.
    pub what: String,
    /// The number of the entry of the record, where it is one.
    pub entry: Option<u64>,
    /// How, in words.
    pub seen: String,
}

impl fmt::Display for BundleDiffers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} differs: {}", self.what, self.seen)
    }
}

impl BundleDiffers {
    /// A file, or another thing that has a name.
    pub(super) fn of(what: impl Into<String>, seen: impl Into<String>) -> Self {
        BundleDiffers { what: what.into(), entry: None, seen: seen.into() }
    }

    /// An entry.
    pub(super) fn of_entry(number: u64, seen: impl Into<String>) -> Self {
        BundleDiffers { what: format!("entry {number}"), entry: Some(number), seen: seen.into() }
    }
}

/// Why a file isn't verified.
#[derive(Debug, Clone, PartialEq)]
pub enum NotVerified {
    /// It can't be read as a bundle at all: a finding for each thing that is wrong.
    NotABundle(Findings),
    /// Something differs.
    Differs(BundleDiffers),
}

/// A file that differs.
pub(super) fn differs<T>(what: impl Into<String>, seen: impl Into<String>) -> Result<T, BundleDiffers> {
    Err(BundleDiffers::of(what, seen))
}

/// An entry that differs.
pub(super) fn entry_differs<T>(number: u64, seen: impl Into<String>) -> Result<T, BundleDiffers> {
    Err(BundleDiffers::of_entry(number, seen))
}

/// A bundle that holds, and how far that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleVerified {
    /// Reference of the case.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// `public` or `exempt`.
    pub version: String,
    /// Who it is for, in words.
    pub reader: String,
    /// Acts of the case, each an entry of the record.
    pub acts: u64,
    /// How many of them this reader doesn't see.
    pub left_out: u64,
    /// The heads that the entries are proved against: origin and number of entries, one a log.
    pub heads: Vec<(String, u64)>,
    /// The key that they are signed with.
    pub key: VerifierKey,
    /// Was that key known from elsewhere? If not, it is only the one that the bundle names.
    pub key_is_known: bool,
    /// Was the whole case worked out again from its acts, each asked again whether it was allowed?
    pub replayed: bool,
    /// Parts of the case that none of the acts in this version shows.
    pub not_shown: Vec<String>,
    /// Exhibits whose manifest has the hash that the acts name.
    pub exhibits: Vec<String>,
    /// What was looked at only by its hash.
    pub not_checked: Vec<String>,
}

impl BundleVerified {
    /// What people should know of it: whose case, how far it was looked at, and what rests on trust.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = vec![format!("Case {}: {}. {}.", self.reference, self.title, self.for_whom())];
        notes.extend(
            self.heads
                .iter()
                .map(|(log, size)| format!("Proved against a signed head over {size} entries of {log}.")),
        );
        notes.push(match (self.replayed, self.left_out) {
            (true, _) => "The whole case was worked out again from its acts.".to_string(),
            (false, left_out) => format!(
                "{left_out} of its {} acts are no part of this version; each part of the case was compared with the others.",
                self.acts
            ),
        });
        if !self.not_shown.is_empty() {
            notes.push(format!("Shown by no act of this version: {}.", self.not_shown.join(", ")));
        }
        if !self.exhibits.is_empty() {
            notes.push(format!("Made from what their hashes name: exhibits {}.", self.exhibits.join(", ")));
        }
        notes.extend(self.not_checked.iter().map(|what| format!("Looked at less closely: {what}.")));
        if !self.key_is_known {
            notes.push(format!(
                "Looked at with the key that the bundle itself names, {}. Compare it with one that you got another way.",
                self.key
            ));
        }
        notes
    }

    fn for_whom(&self) -> String {
        match self.version.as_str() {
            "public" => "Public version".to_string(),
            _ => format!("Exempt version, for {}", self.reader),
        }
    }
}
