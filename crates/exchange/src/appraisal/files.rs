use appraisal::answer::Answer;
use appraisal::bands::Banded;
use listing::Listing;
use register::{Rulebook, Snapshot};
use serde_json::{Value, json};
use vocabulary::{Code, Findings};

use super::{AppraisalManifest, banded_appraisal_files, write_appraisal};
use crate::listing::{json_bytes, json_value, section_csv};
use crate::workbook::appraisal_workbook;

/// The files of an answered appraisal: its manifest with the page, the appraisal itself, a table for each section,
/// the workbook `model.xlsx`, and under `bands/` what is told to those who don't see the unit's books.
/// [`AppraisalManifest::exhibit`] names the exhibit. Errors: a table that can't be written.
pub fn appraisal_files(
    answer: &Answer,
    told: &Banded,
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    page: &Listing,
) -> Result<Vec<(String, Vec<u8>)>, Findings> {
    let mut files = vec![
        ("appraisal.json".to_string(), json_bytes(&appraisal_json(answer, snapshot, rulebook, page))),
        ("appraisal.toml".to_string(), write_appraisal(&answer.appraisal).into_bytes()),
    ];
    for section in page.sections.iter().filter(|section| !section.rows.is_empty()) {
        files.push((format!("{}.csv", section.id), section_csv(section)));
    }
    files.push(("model.xlsx".to_string(), appraisal_workbook(answer, snapshot, rulebook)?));
    files.extend(banded_appraisal_files(told, snapshot, rulebook));
    Ok(files)
}

/// The answer with its manifest: what it was made from.
pub fn appraisal_json(answer: &Answer, snapshot: &Snapshot, rulebook: &Rulebook, page: &Listing) -> Value {
    let manifest = AppraisalManifest::of(&answer.appraisal, snapshot, rulebook);
    with_manifest(page, &manifest, &answer.options[answer.preferred].id)
}

/// A page for programs, with its manifest and the option that it prefers.
pub(super) fn with_manifest(page: &Listing, manifest: &AppraisalManifest, preferred: &Code) -> Value {
    let mut value = json_value(page);
    let mut manifest = json!(manifest);
    if let Some(fields) = manifest.as_object_mut() {
        fields.insert("preferred".to_string(), json!(preferred.as_str()));
    }
    if let Some(object) = value.as_object_mut() {
        object.insert("manifest".to_string(), manifest);
    }
    value
}
