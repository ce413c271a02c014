//! A small log, always the same: the one of `docs/spec/record`.
#![allow(dead_code)]

use std::collections::BTreeMap;

use record::{
    Entry, EntryLine, Frontier, Head, Kept, Line, Proof, RecordFile, Salt, SigningKey, content_hash,
    inclusion,
};

pub const ORIGIN: &str = "ballast.example/2026";

/// A key that everybody knows: its secret is the numbers from 0 to 31.
pub fn key() -> SigningKey {
    SigningKey::new("ballast.example", &std::array::from_fn(|at| at as u8)).unwrap()
}

/// A salt that is no secret.
pub fn salt(number: u64) -> Salt {
    [number as u8; 32]
}

pub fn entry(number: u64, act: &str, contents: &[(&str, &str)]) -> (Entry, EntryLine) {
    let kept: BTreeMap<String, Kept> = contents
        .iter()
        .map(|(name, text)| {
            (name.to_string(), Kept { salt: salt(number), content: text.as_bytes().to_vec() })
        })
        .collect();
    let facts = [("act", act), ("body", "06K"), ("role", "analyst")];
    let entry = Entry {
        log: ORIGIN.to_string(),
        number,
        at: format!("2026-11-{:02}T09:00:00Z", number),
        facts: facts.map(|(name, text)| (name.to_string(), text.to_string())).into(),
        contents: kept
            .iter()
            .map(|(name, kept)| (name.clone(), content_hash(&kept.salt, &kept.content)))
            .collect(),
    };
    let line = EntryLine { text: entry.text(), leaf: entry.leaf(), contents: kept };
    (entry, line)
}

/// Five entries; a head after the second and the fifth. The content of the fourth is gone.
pub fn log() -> RecordFile {
    let mut lines = vec![
        entry(1, "confirm-import", &[("register", "services: 19 units, £1.2m\n")]).1,
        entry(2, "lock-weights", &[("weights", "{\"cost\":60,\"quality\":40}"), ("options", "A\nB\n")]).1,
        entry(3, "share-answer", &[("exhibit", "4f5e")]).1,
        entry(4, "decline-correction", &[("reason", "not ours to say")]).1,
        entry(5, "undo-import", &[]).1,
    ];
    lines[3].contents.clear();
    let mut tree = Frontier::default();
    let mut out = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        tree.push(line.leaf);
        out.push(Ok(Line::Entry(line)));
        if at == 1 || at == 4 {
            let head = Head { origin: ORIGIN.to_string(), size: tree.size(), root: tree.root() };
            out.push(Ok(Line::Head(head.sign(&key()))));
        }
    }
    RecordFile { origin: ORIGIN.to_string(), key: key().verifier().to_string(), lines: out }
}

pub fn entries(log: &RecordFile) -> Vec<EntryLine> {
    let entry = |line: &Result<Line, String>| match line {
        Ok(Line::Entry(entry)) => Some(entry.clone()),
        _ => None,
    };
    log.lines.iter().filter_map(entry).collect()
}

pub fn heads(log: &RecordFile) -> Vec<String> {
    let head = |line: &Result<Line, String>| match line {
        Ok(Line::Head(note)) => Some(note.clone()),
        _ => None,
    };
    log.lines.iter().filter_map(head).collect()
}

/// The proof that the last head has an entry.
pub fn proof(log: &RecordFile, number: u64) -> Proof {
    let entries = entries(log);
    let leaves: Vec<_> = entries.iter().map(|entry| entry.leaf).collect();
    let at = number as usize - 1;
    Proof {
        entry: entries[at].text.clone(),
        index: number - 1,
        path: inclusion(&leaves, at).unwrap(),
        head: heads(log).pop().unwrap(),
    }
}
