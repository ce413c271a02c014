//! Writing a bundle.

use casework::Case;
use record::{EntryLine, Extracted, Proof, VerifierKey, write_extract, write_proofs};
use vocabulary::{Code, Findings, Place};

use super::case_json::{CaseFile, EventTold};
use super::seen::seen_events;
use super::{
    CASE_DOCX, CASE_HTML, CASE_JSON, EVIDENCE, EXHIBITS, MODEL, PROOF, RECORD, SUMS, VERIFY, VERIFY_TEXT,
    evidence, sums,
};
use crate::document::{docx, html};
use crate::pack::{cannot_write, zip_but};
use crate::paper::{CasePaper, Reading, exempt_in_public, paper, texts_of};

/// The content of an entry that holds the act.
pub(super) const EVENT: &str = "event";

/// The entry of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleEvent {
    /// The log that has it.
    pub origin: String,
    /// The key of that log.
    pub key: VerifierKey,
    /// The entry with the contents that are still there. Those that the reader may not have are left out here.
    pub line: EntryLine,
    /// The proof that a head has it: the same head for all entries of a log.
    pub proof: Proof,
}

/// The files of an exhibit, by its hash.
pub type ExhibitFiles = (Code, Vec<(String, Vec<u8>)>);

/// What goes into a bundle beside the case.
#[derive(Debug, Clone, Copy)]
pub struct BundleParts<'a> {
    /// One for each act of the case, in order.
    pub events: &'a [BundleEvent],
    /// Files of exhibits, by the exhibit's hash. Those of an exhibit that the reader doesn't see whole are left out.
    pub exhibits: &'a [ExhibitFiles],
    /// Evidence files, by hash. Those that the reader isn't told of are left out.
    pub evidence: &'a [(Code, Vec<u8>)],
    /// The live workbook; left out of a public version.
    pub model: Option<&'a [u8]>,
}

/// Writes the bundle of a case for one reader; the same case gives the same bytes.
///
/// Errors: `cannot-write` where the reader is told of no case or an act has no entry, and for the public version whatever
/// [`exempt_in_public`] finds in its texts and in the files of its exhibits.
pub fn bundle(case: &Case, reading: &Reading<'_>, parts: &BundleParts<'_>) -> Result<Vec<u8>, Findings> {
    let reference = &case.setup().reference;
    let files = bundle_files(case, reading, parts)?;
    // Evidence may be packed more tightly than any honest table is, and would look like a trap.
    zip_but(&format!("case-{reference}.zip"), &files, |name| name.starts_with(EVIDENCE))
}

/// The files of a bundle, by name.
///
/// Errors: as [`bundle`].
pub fn bundle_files(
    case: &Case,
    reading: &Reading<'_>,
    parts: &BundleParts<'_>,
) -> Result<Vec<(String, Vec<u8>)>, Findings> {
    let failed = |file: &str, why: String| vec![cannot_write(Place::table(file), &why)];
    let told = CasePaper::of(case, reading)
        .ok_or_else(|| failed(CASE_JSON, "this reader is told of no case".to_string()))?;
    let (acts, entries) = (case.events().len(), parts.events.len());
    if acts != entries {
        return Err(failed(RECORD, format!("{entries} entries of the record for {acts} acts")));
    }
    let seen = seen_events(case, &reading.version, reading.on);
    let (events, extracted): (Vec<_>, Vec<_>) =
        parts.events.iter().zip(seen).enumerate().map(|(at, (event, seen))| one(at, event, seen)).unzip();
    let written_by = env!("CARGO_PKG_VERSION").to_string();
    let file = CaseFile { written_by, events, case: told };
    let document = paper(&file.case);
    let proofs: Vec<Proof> = parts.events.iter().map(|event| event.proof.clone()).collect();
    let mut files = vec![
        (CASE_HTML.to_string(), html(&document).into_bytes()),
        (CASE_DOCX.to_string(), docx(&document)?),
        (CASE_JSON.to_string(), file.text().into_bytes()),
        (RECORD.to_string(), write_extract(&extracted).into_bytes()),
        (PROOF.to_string(), write_proofs(&proofs).into_bytes()),
        (VERIFY.to_string(), VERIFY_TEXT.as_bytes().to_vec()),
    ];
    files.extend(exhibits(&file.case, parts));
    files.extend(evidence_files(&file.case, parts)?);
    if let (Some(model), false) = (parts.model, file.case.is_public()) {
        files.push((MODEL.to_string(), model.to_vec()));
    }
    if file.case.is_public() {
        nothing_exempt(case, &file.case, &files)?;
    }
    files.push((SUMS.to_string(), sums::write(&files).into_bytes()));
    Ok(files)
}

/// An act for `case.json`, and its entry for `record.jsonl`.
fn one(at: usize, event: &BundleEvent, seen: bool) -> (EventTold, Extracted) {
    let kept = event.line.contents.get(EVENT).filter(|_| seen);
    let value = kept.and_then(|kept| serde_json::from_slice(&kept.content).ok());
    let mut line = event.line.clone();
    line.contents.retain(|name, _| value.is_some() && name == EVENT);
    let told = match value {
        Some(value) => EventTold::Seen(value),
        None => EventTold::LeftOut { number: at as u64 + 1, entry: event.proof.index + 1 },
    };
    (told, Extracted { origin: event.origin.clone(), key: event.key.to_string(), entry: Ok(line) })
}

fn exhibits(told: &CasePaper, parts: &BundleParts<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for exhibit in told.exhibits.iter().filter(|exhibit| exhibit.whole) {
        let own = parts.exhibits.iter().find(|(hash, _)| hash.as_str() == exhibit.hash);
        for (name, bytes) in own.into_iter().flat_map(|(_, files)| files) {
            files.push((format!("{EXHIBITS}{}/{name}", exhibit.hash), bytes.clone()));
        }
    }
    files
}

/// The evidence files of which the reader is told. One whose bytes are gone has no bundle: it would verify nowhere.
fn evidence_files(told: &CasePaper, parts: &BundleParts<'_>) -> Result<Vec<(String, Vec<u8>)>, Findings> {
    let mut files = Vec::new();
    for file in &told.files {
        let path = evidence::path(file);
        let Some((_, bytes)) = parts.evidence.iter().find(|(hash, _)| hash.as_str() == file.hash) else {
            return Err(vec![cannot_write(Place::table(&path), "its bytes aren't there")]);
        };
        files.push((path, bytes.clone()));
    }
    Ok(files)
}

/// The texts of the case, and every exhibit's and evidence file that is text.
fn nothing_exempt(case: &Case, told: &CasePaper, files: &[(String, Vec<u8>)]) -> Result<(), Findings> {
    let mut texts = texts_of(told);
    let below = |name: &str| name.starts_with(EXHIBITS) || name.starts_with(EVIDENCE);
    let exhibits = files.iter().filter(|(name, _)| below(name));
    texts.extend(
        exhibits
            .filter_map(|(name, bytes)| Some((name.clone(), std::str::from_utf8(bytes).ok()?.to_string()))),
    );
    let findings = exempt_in_public(case, &texts);
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}
