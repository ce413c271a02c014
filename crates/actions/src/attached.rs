//! Files that people attach: to a section of a case, or to an answer of a round.

use casework::FileKind;
use exchange::evidence_kind;
use vocabulary::{Finding, Place};

use crate::refusal::Refusal;

/// What a file is by its content, if it is one that is taken and has a title.
///
/// Errors: `Invalid` with everything that is wrong with it.
pub(crate) fn kind_of_file(title: &str, name: &str, bytes: &[u8]) -> Result<FileKind, Refusal> {
    let kind = evidence_kind(name, bytes);
    let mut findings = kind.as_ref().err().cloned().unwrap_or_default();
    if title.trim().is_empty() {
        findings.push(
            Finding::error(
                "file-without-title",
                Place::cell("upload", "", "title"),
                "a file without a title",
            )
            .expected("a few words")
            .action("Say what the file is."),
        );
    }
    match kind {
        Ok(kind) if findings.is_empty() => Ok(kind),
        _ => Err(Refusal::Invalid(findings)),
    }
}
