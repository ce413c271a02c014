//! Exhibits: their manifests have the hashes by which the acts name them.

use std::collections::BTreeMap;

use super::EXHIBITS;
use super::differs::{BundleDiffers, differs};
use crate::result::read_manifest;
use crate::scenario::{read_scenario, scenario_hash};
use crate::{appraisal_hash, read_appraisal, read_appraisal_manifest};

type Files<'a> = BTreeMap<&'a str, &'a [u8]>;

/// Works each exhibit's hash out again from its manifest; where the question itself is there, its hash too.
///
/// Errors: the first file that differs.
pub(super) fn verify(files: &[(String, Vec<u8>)], named: &[&str]) -> Result<Vec<String>, BundleDiffers> {
    let mut exhibits: BTreeMap<&str, Files<'_>> = BTreeMap::new();
    for (name, bytes) in files {
        let Some((hash, file)) = name.strip_prefix(EXHIBITS).and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        if !named.contains(&hash) {
            return differs(name, "no act that this version shows names its exhibit");
        }
        exhibits.entry(hash).or_default().insert(file, bytes);
    }
    for (hash, files) in &exhibits {
        one(hash, files)?;
    }
    Ok(exhibits.keys().map(|hash| hash.to_string()).collect())
}

fn one(hash: &str, files: &Files<'_>) -> Result<(), BundleDiffers> {
    let place = |file: &str| format!("{EXHIBITS}{hash}/{file}");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut is_named = false;
    for file in ["result.json", "bands/result.json"] {
        let Some(bytes) = files.get(file) else { continue };
        let manifest = read_manifest(bytes).or_else(|_| differs(place(file), "no manifest in it"))?;
        named(&place(file), &manifest.exhibit(), hash)?;
        if let Some(bytes) = files.get("scenario.toml") {
            let scenario = read_scenario("scenario.toml", &text(bytes)).0;
            question(&place("scenario.toml"), scenario.map(|s| scenario_hash(&s)), &manifest.scenario_hash)?;
        }
        is_named = true;
    }
    for file in ["appraisal.json", "bands/appraisal.json"] {
        let Some(bytes) = files.get(file) else { continue };
        let manifest =
            read_appraisal_manifest(bytes).or_else(|_| differs(place(file), "no manifest in it"))?;
        named(&place(file), &manifest.exhibit(), hash)?;
        if let Some(bytes) = files.get("appraisal.toml") {
            let appraisal = read_appraisal("appraisal.toml", &text(bytes)).0;
            let found = appraisal.map(|appraisal| appraisal_hash(&appraisal));
            question(&place("appraisal.toml"), found, &manifest.appraisal_sha256)?;
        }
        is_named = true;
    }
    match is_named {
        true => Ok(()),
        false => differs(place(""), "there is no manifest among its files"),
    }
}

fn named(place: &str, found: &str, hash: &str) -> Result<(), BundleDiffers> {
    match found == hash {
        true => Ok(()),
        false => differs(place, "the hash of its manifest isn't the one of the exhibit"),
    }
}

fn question(place: &str, found: Option<String>, stated: &str) -> Result<(), BundleDiffers> {
    match found.as_deref() == Some(stated) {
        true => Ok(()),
        false => differs(place, "its hash isn't the one of the manifest"),
    }
}
