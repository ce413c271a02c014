//! A result: the files that `simulate --out` writes, and what is read back from them.

pub mod banded;
mod cascade;
mod chances;
mod charges;
mod draws;
mod drivers;
mod effects;
mod headline;
mod manifest;
mod mitigations;
mod people;
mod plain;
mod postings;
mod read;
mod recorded;
mod resting;
mod sensitivity;
mod summary;
mod tests;

use ledger::BodyId;
use register::{Rulebook, Snapshot};
use stability::answer::Answer;
use stability::setup::Options;
use vocabulary::Pence;

pub use chances::{ToldChance, chances, fails_id};
pub use effects::effects_csv;
pub use headline::{Headline, Number, further_numbers, headline};
pub use manifest::{Manifest, read_manifest};
pub use mitigations::mitigation_file;
pub use plain::{real_or_moved, turned};
pub use read::{
    CascadeRow, EffectRow, PeopleRow, PostingRow, RESULT_FILES, ReadResult, TestRow, read_result,
    result_from_files,
};
pub use recorded::recorded_words;
pub use resting::order_of_leaving;
pub(crate) use summary::rule_value;
pub use summary::{finding, result_json};

use crate::scenario::write_scenario;

/// An answer with everything that is needed to tell it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The answer.
    pub answer: &'a Answer,
    /// The register that it was asked of.
    pub snapshot: &'a Snapshot,
    /// The rules and rates that were used.
    pub rulebook: &'a Rulebook,
    /// How the engine ran.
    pub options: Options,
}

impl Told<'_> {
    /// The name of a body of the run.
    pub fn name(&self, body: BodyId) -> String {
        self.snapshot.name_of(self.answer.impact.code(body).as_str())
    }

    /// The title of a service, or its code.
    pub fn service(&self, code: &str) -> String {
        let service = self.snapshot.service(&code.into());
        service.map_or_else(|| code.to_string(), |service| service.title.0.clone())
    }
}

/// The files of a result, by name.
pub fn result_files(told: &Told<'_>) -> Vec<(String, Vec<u8>)> {
    let moved = &told.answer.impact.moved.ledger;
    let baseline = &told.answer.impact.baseline.ledger;
    let scenario = write_scenario(&told.answer.scenario).into_bytes();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("result.json", result_json(told)),
        ("scenario.toml", scenario),
        ("effects.csv", effects_csv(told)),
        ("postings.csv", postings::postings_csv(moved)),
        ("baseline_postings.csv", postings::postings_csv(baseline)),
        ("tests.csv", tests::tests_csv(told)),
        ("cascade.csv", cascade::cascade_csv(told)),
        ("people.csv", people::people_csv(told)),
        ("drivers.csv", drivers::drivers_csv(told)),
        ("draws.csv", draws::draws_csv(told)),
    ];
    let mut files: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(name, bytes)| (name.to_string(), bytes)).collect();
    files.extend(mitigations::mitigation_scenarios(told));
    files
}

/// Pounds of an amount in pence that isn't whole.
fn pounds(pence: f64) -> String {
    Pence::round(pence).pounds_text()
}

/// A number with at most six places, without trailing zeros.
fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}
