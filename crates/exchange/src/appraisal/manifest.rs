use sha2::{Digest, Sha256};
use vocabulary::{Finding, Findings, Place};

/// What an answered appraisal was made from: enough to make it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppraisalManifest(serde_json::Value);

impl AppraisalManifest {
    /// The hash that names the exhibit, in hexadecimal.
    pub fn exhibit(&self) -> String {
        register::hex(&Sha256::digest(self.0.to_string().as_bytes()))
    }
}

/// Reads the manifest of `appraisal.json`. Errors: a finding when it isn't one.
pub fn read_appraisal_manifest(bytes: &[u8]) -> Result<AppraisalManifest, Findings> {
    let value: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    let manifest = value.and_then(|mut value| Some(value.get_mut("manifest")?.take()));
    manifest.map(AppraisalManifest).ok_or_else(|| {
        vec![
            Finding::error("manifest-not-read", Place::table("appraisal.json"), "no manifest")
                .expected("the file that an answered appraisal has")
                .action("Work the appraisal out again."),
        ]
    })
}
