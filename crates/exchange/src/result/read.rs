//! Reading a result back: what `explain`, `replay` and `case draft` start from.

mod reactions;
mod rows;
mod table;

use std::path::Path;

use serde_json::Value;
use stability::scenario::Scenario;
use vocabulary::{Finding, Findings, Place};

pub use reactions::{CascadeRow, PeopleRow};
pub use rows::{EffectRow, PostingRow, TestRow};

use super::manifest::{Manifest, read_manifest};
use super::mitigations::mitigation_files;
use crate::limits::Limits;
use crate::scenario::read_scenario;
use crate::text::read_text;

/// The files that every result has, in the order in which they are written. Mitigations lie in a folder of their own.
pub const RESULT_FILES: [&str; 10] = [
    "result.json",
    "scenario.toml",
    "effects.csv",
    "postings.csv",
    "baseline_postings.csv",
    "tests.csv",
    "cascade.csv",
    "people.csv",
    "drivers.csv",
    "draws.csv",
];

/// A result as it lies in its folder.
#[derive(Debug, Clone)]
pub struct ReadResult {
    /// What it was made from.
    pub manifest: Manifest,
    /// `result.json`.
    pub summary: Value,
    /// The question.
    pub scenario: Scenario,
    /// `effects.csv`.
    pub effects: Vec<EffectRow>,
    /// `postings.csv`: with the moves.
    pub postings: Vec<PostingRow>,
    /// `baseline_postings.csv`: without them.
    pub baseline: Vec<PostingRow>,
    /// `tests.csv`.
    pub tests: Vec<TestRow>,
    /// `cascade.csv`.
    pub cascade: Vec<CascadeRow>,
    /// `people.csv`.
    pub people: Vec<PeopleRow>,
    /// Every file as it lies there.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Reads the folder of a result. None when it can't be used; the findings then say why, all of them.
pub fn read_result(folder: &Path, limits: &Limits) -> (Option<ReadResult>, Findings) {
    if !folder.is_dir() {
        let place = Place::table(&folder.display().to_string());
        let finding = Finding::error("cannot-read", place, "there is no such folder")
            .expected("the folder of a result, written by `ballast simulate --out`")
            .action("Check the path.");
        return (None, vec![finding]);
    }
    let mut findings = Findings::new();
    let mut files = Vec::new();
    let names = RESULT_FILES.into_iter().map(str::to_string).chain(mitigation_files());
    for name in names {
        let path = folder.join(&name);
        if !path.exists() {
            continue;
        }
        match crate::disk::read_file(&path, limits) {
            Ok(bytes) => files.push((name, bytes)),
            Err(more) => findings.extend(more),
        }
    }
    let (result, more) = result_from_files(files);
    findings.extend(more);
    let usable = !findings.iter().any(Finding::is_error);
    (result.filter(|_| usable), findings)
}

/// Reads a result from its files in memory.
pub fn result_from_files(files: Vec<(String, Vec<u8>)>) -> (Option<ReadResult>, Findings) {
    let mut findings = Findings::new();
    let result = Reader { files: &files, findings: &mut findings }.read();
    let usable = !findings.iter().any(Finding::is_error);
    (result.filter(|_| usable).map(|result| ReadResult { files, ..result }), findings)
}

struct Reader<'a> {
    files: &'a [(String, Vec<u8>)],
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<ReadResult> {
        for name in ["drivers.csv", "draws.csv"] {
            self.bytes(name);
        }
        let manifest = self.manifest();
        let scenario = self.scenario();
        let (effects, postings) = (self.table("effects.csv"), self.table("postings.csv"));
        let (baseline, tests) = (self.table("baseline_postings.csv"), self.table("tests.csv"));
        let (cascade, people) = (self.table("cascade.csv"), self.table("people.csv"));
        let (manifest, summary) = manifest?;
        Some(ReadResult {
            manifest,
            summary,
            scenario: scenario?,
            effects,
            postings,
            baseline,
            tests,
            cascade,
            people,
            files: Vec::new(),
        })
    }

    fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let found = self.files.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.clone());
        if found.is_none() {
            self.findings.push(
                Finding::error("missing-file", Place::table(name), "the file isn't there")
                    .expected("every file that `ballast simulate --out` writes")
                    .action("Name the whole folder of a result, or make the result again."),
            );
        }
        found
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let bytes = self.bytes(name)?;
        let (text, findings) = read_text(name, &bytes);
        self.findings.extend(findings);
        text
    }

    fn manifest(&mut self) -> Option<(Manifest, Value)> {
        let bytes = self.bytes("result.json")?;
        match read_manifest(&bytes) {
            Ok(manifest) => Some((manifest, serde_json::from_slice(&bytes).ok()?)),
            Err(findings) => {
                self.findings.extend(findings);
                None
            }
        }
    }

    fn scenario(&mut self) -> Option<Scenario> {
        let text = self.text("scenario.toml")?;
        let (scenario, findings) = read_scenario("scenario.toml", &text);
        self.findings.extend(findings);
        scenario
    }

    fn table<T: rows::FromCells>(&mut self, name: &str) -> Vec<T> {
        let Some(text) = self.text(name) else { return Vec::new() };
        table::read(name, &text, self.findings)
    }
}
