//! A case in one file that anybody can verify without a server: `case-REFERENCE.zip`. The format: `docs/spec/bundle.md`.

mod case_json;
mod differs;
mod evidence;
mod exhibits;
mod follows;
mod seen;
mod sums;
mod verify;
mod write;

pub use case_json::{CaseFile, EventTold};
pub use differs::{BundleDiffers, BundleVerified, NotVerified};
pub use seen::seen_events;
pub use verify::verify_bundle;
pub use write::{BundleEvent, BundleParts, ExhibitFiles, bundle, bundle_files};

/// The files that every bundle has.
pub(crate) const CASE_JSON: &str = "case.json";
pub(crate) const CASE_HTML: &str = "case.html";
pub(crate) const CASE_DOCX: &str = "case.docx";
pub(crate) const RECORD: &str = "record.jsonl";
pub(crate) const PROOF: &str = "proof.txt";
pub(crate) const VERIFY: &str = "VERIFY.txt";
pub(crate) const SUMS: &str = "SHA256SUMS";
/// Only in an exempt version.
pub(crate) const MODEL: &str = "model.xlsx";
/// Before the hash of an exhibit and the names of its files.
pub(crate) const EXHIBITS: &str = "exhibits/";
/// Before the hash and the ending of an evidence file.
pub(crate) const EVIDENCE: &str = "evidence/";

/// How to verify by hand, with commands that a test runs.
const VERIFY_TEXT: &str = include_str!("VERIFY.txt");
