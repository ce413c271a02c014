use appraisal::answer::Answer;
use listing::Listing;
use register::{Rulebook, Snapshot};
use serde_json::{Value, json};
use vocabulary::Findings;

use super::{appraisal_hash, write_appraisal};
use crate::listing::{json_bytes, json_value, section_csv};
use crate::workbook::appraisal_workbook;

/// The files of an answered appraisal: its manifest with the page, the appraisal itself, a table for each section,
/// and the workbook `model.xlsx`.
/// The hash of `appraisal.json` names the exhibit. Errors: a table that can't be written.
pub fn appraisal_files(
    answer: &Answer,
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
    Ok(files)
}

/// The answer with its manifest: what it was made from.
pub fn appraisal_json(answer: &Answer, snapshot: &Snapshot, rulebook: &Rulebook, page: &Listing) -> Value {
    let appraisal = &answer.appraisal;
    let manifest = json!({
        "kind": "appraisal",
        "engine": env!("CARGO_PKG_VERSION"),
        "register": snapshot.name,
        "register_sha256": snapshot.hash,
        "rules_sha256": rulebook.hash,
        "appraisal_sha256": appraisal_hash(appraisal),
        "seed": appraisal.seed,
        "draws": appraisal.draws,
        "preferred": appraisal.options.get(answer.preferred).map(|option| option.id.as_str()),
    });
    let mut value = json_value(page);
    if let Some(object) = value.as_object_mut() {
        object.insert("manifest".to_string(), manifest);
    }
    value
}
