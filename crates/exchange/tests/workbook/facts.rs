//! The register, the rules and the appraisals that the tests ask about.

use std::path::{Path, PathBuf};

use appraisal::answer::{Answer, Depth, answer};
use appraisal::input::Appraisal;
use exchange::{Limits, pack_from_files, read_appraisal, read_pack};
use register::{Rulebook, Snapshot};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// What appraisals are answered from.
pub struct Facts {
    pub snapshot: Snapshot,
    pub rulebook: Rulebook,
}

impl Facts {
    /// A register and the rules that ship.
    pub fn of(register: &str) -> Facts {
        let (pack, _) = read_pack(&data().join(register), &Limits::default());
        let mut files = Vec::new();
        for folder in ["rules", "rates"] {
            for entry in std::fs::read_dir(data().join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push((name, std::fs::read(&path).unwrap()));
            }
        }
        let (rules, _) = pack_from_files("rules", &files, &Limits::default());
        Facts { snapshot: Snapshot::of(&pack).0, rulebook: Rulebook::read(&rules).0 }
    }

    /// The answer to an appraisal.
    pub fn answer(&self, appraisal: &Appraisal) -> Answer {
        answer(&self.snapshot, &self.rulebook, appraisal, Depth::default())
            .unwrap_or_else(|findings| panic!("{findings:#?}"))
    }
}

/// The appraisals that ship, by name. Draws are few: no formula hangs on them.
pub fn shipped() -> Vec<(String, Appraisal)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(data().join("appraisals")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut appraisal = read(&std::fs::read_to_string(&path).unwrap());
        appraisal.draws = 10;
        all.push((name, appraisal));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!all.is_empty());
    all
}

/// An appraisal made by hand: every kind of item, on us and on others, tax, risk, bias of both kinds of cost,
/// inflation beyond the deflator, posts, a score that is missing, a horizon that begins in the middle of a year.
pub fn every_kind() -> Appraisal {
    read(include_str!("every-kind.toml"))
}

fn read(text: &str) -> Appraisal {
    let (appraisal, findings) = read_appraisal("test.toml", text);
    appraisal.unwrap_or_else(|| panic!("{findings:#?}"))
}
