//! The worked example as a register, a rulebook and an appraisal, read out of the page.

use std::collections::BTreeMap;

use appraisal::answer::{Answer, Depth, answer};
use appraisal::input::Appraisal;
use exchange::{Limits, pack_from_files, read_appraisal};
use register::{Rulebook, Snapshot};

const PAGE: &str = include_str!("../../../../docs/worked/12-appraisal.md");

/// The blocks of the page by their name: `csv NAME` or `toml NAME`.
fn blocks() -> BTreeMap<String, String> {
    let mut blocks = BTreeMap::new();
    let mut rest = PAGE;
    while let Some(start) = rest.find("\n```") {
        let after = &rest[start + 4..];
        let (head, after) = after.split_once('\n').expect("a block");
        let (text, after) = after.split_once("\n```").expect("its end");
        blocks.insert(head.split(' ').next_back().expect("a name").to_string(), text.to_string());
        rest = after;
    }
    blocks
}

const CITED: [&str; 5] = ["units", "agreement_lines", "cost_pools", "alternatives", "services"];

fn snapshot(blocks: &BTreeMap<String, String>) -> Snapshot {
    let mut files = vec![(
        "sources.csv".to_string(),
        b"source_id,title,publisher,published,rank,note\ncase,A made-up case,Ballast,2026-11-01,1,\n"
            .to_vec(),
    )];
    for (name, text) in
        blocks.iter().filter(|(name, _)| !["appraisal", "expect", "seen"].contains(&name.as_str()))
    {
        let more = match name.as_str() {
            "populations" | "services" => Some((",source", ",case")),
            name if CITED.contains(&name) => Some((",source,basis", ",case,assumed")),
            _ => None,
        };
        let (head, tail) = more.unwrap_or(("", ""));
        let mut lines = text.lines();
        let mut table = format!("{}{head}\n", lines.next().expect("a header"));
        lines.for_each(|line| table.push_str(&format!("{line}{tail}\n")));
        files.push((format!("{name}.csv"), table.into_bytes()));
    }
    let (raw, findings) = pack_from_files("case", &files, &Limits::default());
    assert!(findings.is_empty(), "{findings:?}");
    let (snapshot, findings) = Snapshot::of(&raw);
    assert!(!findings.iter().any(vocabulary::Finding::is_error), "{findings:#?}");
    snapshot
}

/// A register that ships.
pub fn shipped_register(name: &str) -> Snapshot {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name);
    Snapshot::of(&exchange::read_pack(&folder, &Limits::default()).0).0
}

/// An appraisal that ships.
pub fn shipped(name: &str) -> Appraisal {
    let path = format!("{}/../../data/appraisals/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let (appraisal, findings) = read_appraisal(name, &std::fs::read_to_string(path).unwrap());
    appraisal.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn rulebook() -> Rulebook {
    let mut files = Vec::new();
    for folder in ["rules", "rates"] {
        let folder = format!("{}/../../data/{folder}", std::env::var("CARGO_MANIFEST_DIR").unwrap());
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
    let (raw, _) = pack_from_files("rules", &files, &Limits::default());
    let (book, findings) = Rulebook::read(&raw);
    assert!(!findings.iter().any(vocabulary::Finding::is_error), "{findings:#?}");
    book
}

/// The case.
pub struct Case {
    pub snapshot: Snapshot,
    pub rulebook: Rulebook,
    pub appraisal: Appraisal,
    pub expect: String,
    /// What is told to who doesn't see the books.
    pub seen: String,
}

pub fn case() -> Case {
    let blocks = blocks();
    let (appraisal, findings) = read_appraisal("worked.toml", &blocks["appraisal"]);
    let appraisal = appraisal.unwrap_or_else(|| panic!("{findings:#?}"));
    Case {
        snapshot: snapshot(&blocks),
        rulebook: rulebook(),
        appraisal,
        expect: blocks["expect"].clone(),
        seen: blocks["seen"].clone(),
    }
}

impl Case {
    /// A shipped appraisal with its register.
    pub fn shipped(name: &str) -> Case {
        let appraisal = shipped(name);
        let snapshot = shipped_register(&appraisal.register);
        Case { snapshot, rulebook: rulebook(), appraisal, expect: String::new(), seen: String::new() }
    }

    pub fn answer(&self) -> Answer {
        self.answer_of(&self.appraisal)
    }

    pub fn answer_of(&self, appraisal: &Appraisal) -> Answer {
        answer(&self.snapshot, &self.rulebook, appraisal, Depth::default())
            .unwrap_or_else(|findings| panic!("{findings:#?}"))
    }
}
