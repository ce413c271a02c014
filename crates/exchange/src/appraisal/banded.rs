use appraisal::bands::Banded;
use appraisal::page::banded_page;
use register::{Rulebook, Snapshot};
use serde_json::json;

use super::AppraisalManifest;
use super::files::with_manifest;
use crate::csv_bytes;
use crate::listing::{json_bytes, section_csv};

/// The files of an appraisal for those who don't see the unit's books: `bands/appraisal.json` (the manifest of the whole
/// answer, and the page in bands), a table for each section, and `bands/affected.csv`, the bodies whose price the
/// preferred option moves. Nothing of the exact answer goes into them.
pub fn banded_appraisal_files(
    banded: &Banded,
    snapshot: &Snapshot,
    rulebook: &Rulebook,
) -> Vec<(String, Vec<u8>)> {
    let page = banded_page(banded, snapshot);
    let manifest = AppraisalManifest::of(&banded.appraisal, snapshot, rulebook);
    let mut value = with_manifest(&page, &manifest, &banded.best().id);
    if let Some(object) = value.as_object_mut() {
        object.insert("banded".to_string(), json!(true));
        object.insert("exhibit".to_string(), json!(manifest.exhibit()));
    }
    let mut files = vec![("bands/appraisal.json".to_string(), json_bytes(&value))];
    for section in page.sections.iter().filter(|section| !section.rows.is_empty()) {
        files.push((format!("bands/{}.csv", section.id), section_csv(section)));
    }
    let codes = banded.affected().into_iter().map(|code| vec![code.to_string()]);
    files.push(("bands/affected.csv".to_string(), csv_bytes(&["body_code"], codes)));
    files
}
