//! Verifying a bundle with nothing but its bytes, and what whoever verifies knows from elsewhere.

mod entries;

use record::Trust;
use vocabulary::{Finding, Place};

use self::entries::Entries;
use super::case_json::CaseFile;
use super::differs::{BundleDiffers, BundleVerified, NotVerified, differs};
use super::follows::follows;
use super::{
    CASE_DOCX, CASE_HTML, CASE_JSON, EVIDENCE, EXHIBITS, MODEL, PROOF, RECORD, SUMS, VERIFY, VERIFY_TEXT,
    evidence, exhibits, sums,
};
use crate::document::{docx, html};
use crate::limits::Limits;
use crate::pack::unzip;
use crate::paper::paper;

/// Verifies a bundle: that its acts are entries of the signed record; that the case follows from them; that the exhibits have
/// the hashes by which the acts name them; and that the documents say what the case says.
///
/// Errors: why it is no bundle, or the first thing that differs.
pub fn verify_bundle(bytes: &[u8], trust: &Trust, limits: &Limits) -> Result<BundleVerified, NotVerified> {
    let mut files = unzip("bundle", bytes, limits).map_err(NotVerified::NotABundle)?;
    files.sort();
    if !files.iter().any(|(name, _)| name == CASE_JSON) {
        let finding = Finding::error("not-a-bundle", Place::table("bundle"), "a zip without case.json")
            .expected("case-REFERENCE.zip as it was downloaded")
            .action("Download it again; take nothing out of it.");
        return Err(NotVerified::NotABundle(vec![finding]));
    }
    look(&files, trust).map_err(NotVerified::Differs)
}

type Files = [(String, Vec<u8>)];

fn file<'a>(files: &'a Files, name: &str) -> Result<&'a [u8], BundleDiffers> {
    match files.iter().find(|(found, _)| found == name) {
        Some((_, bytes)) => Ok(bytes),
        None => differs(name, "it isn't there"),
    }
}

fn look(files: &Files, trust: &Trust) -> Result<BundleVerified, BundleDiffers> {
    let told = CaseFile::read(file(files, CASE_JSON)?).or_else(|why| differs(CASE_JSON, why))?;
    let entries = Entries::read(file(files, RECORD)?, file(files, PROOF)?, trust)?;
    let acts = entries.acts(&told)?;
    let followed = follows(&told.case, &acts)?;
    let whole = told.case.exhibits.iter().filter(|exhibit| exhibit.whole);
    let named: Vec<&str> = whole.map(|exhibit| exhibit.hash.as_str()).collect();
    let exhibits = exhibits::verify(files, &named)?;
    evidence::verify(files, &told.case.files)?;
    let mut not_checked = entries.not_compared.clone();
    documents(files, &told, &mut not_checked)?;
    others(files, &told, &mut not_checked)?;
    let all: Vec<_> = files.iter().filter(|(name, _)| name != SUMS).cloned().collect();
    sums::verify(file(files, SUMS)?, &all)?;
    let left_out = acts.iter().filter(|(_, act)| act.is_none()).count() as u64;
    Ok(BundleVerified {
        reference: told.case.reference,
        title: told.case.title,
        version: told.case.version,
        reader: told.case.reader,
        acts: acts.len() as u64,
        left_out,
        heads: entries.heads.iter().map(|head| (head.origin.clone(), head.size)).collect(),
        key: entries.key,
        key_is_known: trust.key.is_some(),
        replayed: followed.replayed,
        not_shown: followed.not_shown,
        exhibits,
        not_checked,
    })
}

/// The documents, byte for byte; another version of Ballast may set them otherwise.
fn documents(files: &Files, told: &CaseFile, not_checked: &mut Vec<String>) -> Result<(), BundleDiffers> {
    let (page, word, how) = (file(files, CASE_HTML)?, file(files, CASE_DOCX)?, file(files, VERIFY)?);
    if told.written_by != env!("CARGO_PKG_VERSION") {
        not_checked.push(format!(
            "{CASE_HTML}, {CASE_DOCX}: written by version {}, and this is {}",
            told.written_by,
            env!("CARGO_PKG_VERSION")
        ));
        return Ok(());
    }
    let document = paper(&told.case);
    if page != html(&document).as_bytes() {
        return differs(CASE_HTML, "it isn't what the case says");
    }
    match docx(&document) {
        Ok(made) if made == word => {}
        _ => return differs(CASE_DOCX, "it isn't what the case says"),
    }
    match how == VERIFY_TEXT.as_bytes() {
        true => Ok(()),
        false => differs(VERIFY, "it isn't what it should say"),
    }
}

/// Whatever else is in the bundle.
fn others(files: &Files, told: &CaseFile, not_checked: &mut Vec<String>) -> Result<(), BundleDiffers> {
    const KNOWN: [&str; 7] = [CASE_HTML, CASE_DOCX, CASE_JSON, RECORD, PROOF, VERIFY, SUMS];
    for (name, _) in files {
        let is_model = name == MODEL && !told.case.is_public();
        let is_below = name.starts_with(EXHIBITS) || name.starts_with(EVIDENCE);
        if !KNOWN.contains(&name.as_str()) && !is_model && !is_below {
            return differs(name, "a bundle of this version has no such file");
        }
        if is_model {
            not_checked.push(format!("{MODEL}: by its hash only"));
        }
    }
    if files.iter().any(|(name, _)| name.starts_with(EXHIBITS)) {
        not_checked
            .push("the numbers of exhibits: by their hashes only; a replay makes them anew".to_string());
    }
    Ok(())
}
