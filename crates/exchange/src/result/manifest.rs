use register::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vocabulary::{Finding, Findings, Place};

use super::Told;
use crate::scenario::scenario_hash;

/// What a result was made from. The same manifest gives the same numbers, byte for byte.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of Ballast.
    pub engine_version: String,
    /// The register: its name or path.
    pub register: String,
    /// Its hash.
    pub register_hash: String,
    /// Hash of the scenario.
    pub scenario_hash: String,
    /// Hash of the rules and rates.
    pub rules_hash: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws that were asked for; 0 when it was run at the values of one draw.
    pub draws: u32,
    /// Number of draws that the result rests on: fewer when it was stopped early, and then the first of them.
    pub draws_done: u32,
    /// Base samples of the sensitivity indices that were asked for.
    pub samples: u32,
    /// Base samples that the indices rest on.
    pub samples_done: u32,
    /// The draw at whose values it was run; none: at likely values.
    pub draw: Option<u32>,
    /// Was the whole register taken in?
    pub whole_register: bool,
}

impl Manifest {
    /// The manifest of an answer.
    pub fn of(told: &Told<'_>) -> Self {
        Manifest {
            engine_version: env!("CARGO_PKG_VERSION").to_string(),
            register: told.answer.scenario.register.clone(),
            register_hash: told.snapshot.hash.clone(),
            scenario_hash: scenario_hash(&told.answer.scenario),
            rules_hash: told.rulebook.hash.clone(),
            seed: told.answer.scenario.seed,
            draws: if told.options.draw.is_some() { 0 } else { told.answer.scenario.draws },
            draws_done: told.answer.done().draws,
            samples: told.answer.sensitivity.as_ref().map_or(0, |found| found.asked),
            samples_done: told.answer.done().samples,
            draw: told.options.draw,
            whole_register: told.options.whole_register,
        }
    }

    /// The hash that names the exhibit: SHA-256 of the manifest as JSON with sorted keys. The register's path
    /// is left out; its hash says which register it was.
    pub fn exhibit(&self) -> String {
        let mut named = serde_json::json!(self);
        if let Some(fields) = named.as_object_mut() {
            fields.remove("register");
        }
        hex(&Sha256::digest(named.to_string().as_bytes()))
    }
}

/// Reads the manifest out of `result.json`. Errors: what is wrong with the file.
pub fn read_manifest(bytes: &[u8]) -> Result<Manifest, Findings> {
    let wrong = |seen: String| {
        vec![
            Finding::error("not-a-result", Place::table("result.json"), seen)
                .expected("a result written by `ballast simulate --out`")
                .action("Name the folder of a result."),
        ]
    };
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let manifest = value.get("manifest").cloned().ok_or_else(|| wrong("no manifest".to_string()))?;
    serde_json::from_value(manifest).map_err(|error| wrong(error.to_string()))
}
