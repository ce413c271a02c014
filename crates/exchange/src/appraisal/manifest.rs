use appraisal::input::Appraisal;
use register::{Rulebook, Snapshot, hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vocabulary::{Finding, Findings, Place};

use super::appraisal_hash;

/// What the answer to an appraisal was made from. The same manifest gives the same answer, byte for byte, exactly and in
/// bands. It holds nothing of the answer, so that its hash lets nobody guess one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppraisalManifest {
    /// `appraisal`.
    pub kind: String,
    /// Version of Ballast.
    pub engine: String,
    /// The register: its name.
    pub register: String,
    /// Its hash.
    pub register_sha256: String,
    /// Hash of the rules and rates.
    pub rules_sha256: String,
    /// Hash of the appraisal.
    pub appraisal_sha256: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws.
    pub draws: u32,
}

impl AppraisalManifest {
    /// The manifest of an appraisal of a register under rules.
    pub fn of(appraisal: &Appraisal, snapshot: &Snapshot, rulebook: &Rulebook) -> Self {
        AppraisalManifest {
            kind: "appraisal".to_string(),
            engine: env!("CARGO_PKG_VERSION").to_string(),
            register: snapshot.name.clone(),
            register_sha256: snapshot.hash.clone(),
            rules_sha256: rulebook.hash.clone(),
            appraisal_sha256: appraisal_hash(appraisal),
            seed: appraisal.seed,
            draws: appraisal.draws,
        }
    }

    /// The hash that names the exhibit: SHA-256 of the manifest as JSON with sorted keys. The register's name is left
    /// out; its hash says which register it was.
    pub fn exhibit(&self) -> String {
        let mut named = serde_json::json!(self);
        if let Some(fields) = named.as_object_mut() {
            fields.remove("register");
        }
        hex(&Sha256::digest(named.to_string().as_bytes()))
    }
}

/// Reads the manifest out of `appraisal.json` or `bands/appraisal.json`. Errors: what is wrong with the file.
pub fn read_appraisal_manifest(bytes: &[u8]) -> Result<AppraisalManifest, Findings> {
    let wrong = |seen: String| {
        vec![
            Finding::error("not-a-result", Place::table("appraisal.json"), seen)
                .expected("an appraisal written by `ballast appraise --out`")
                .action("Name the folder of an answered appraisal."),
        ]
    };
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let manifest = value.get("manifest").cloned().ok_or_else(|| wrong("no manifest".to_string()))?;
    serde_json::from_value(manifest).map_err(|error| wrong(error.to_string()))
}
