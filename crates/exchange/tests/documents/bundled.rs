//! A case in the record, and its bundle.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use casework::{Case, Event, ExemptPart, Layout};
use exchange::bundle::{BundleEvent, BundleParts, bundle_files};
use exchange::casework::{EventLine, event_value};
use exchange::paper::{Reading, Version};
use record::{Entry, EntryLine, Head, Kept, Proof, SigningKey, canonical, content_hash, inclusion, root};
use vocabulary::{Code, Findings};
use zip::write::SimpleFileOptions;

use crate::{files, world};

pub type Files = Vec<(String, Vec<u8>)>;

/// A key that everybody knows.
pub fn key() -> SigningKey {
    SigningKey::new("ballast.example", &std::array::from_fn(|at| at as u8)).unwrap()
}

fn entry(log: &str, number: u64, content: &[u8]) -> EntryLine {
    let kept =
        Kept { salt: std::array::from_fn(|at| (at as u64 * 7 + number) as u8), content: content.to_vec() };
    let facts = [("act", "case"), ("body", ""), ("on", "case"), ("role", "")];
    let entry = Entry {
        log: log.to_string(),
        number,
        at: format!("{}-01-01T09:00:00Z", &log[log.len() - 4..]),
        facts: facts.map(|(name, text)| (name.to_string(), text.to_string())).into(),
        contents: [("event".to_string(), content_hash(&kept.salt, &kept.content))].into(),
    };
    let contents = [("event".to_string(), kept)].into();
    EntryLine { text: entry.text(), leaf: entry.leaf(), contents }
}

/// The acts of a case as entries of the logs of their years, each after one of something else.
pub fn recorded(case: &Case) -> Vec<BundleEvent> {
    let mut persons: Vec<String> = Vec::new();
    let mut logs: BTreeMap<String, Vec<EntryLine>> = BTreeMap::new();
    let mut places = Vec::new();
    for (at, event) in case.events().iter().enumerate() {
        if !persons.contains(&event.who.person) {
            persons.push(event.who.person.clone());
        }
        let person = persons.iter().position(|person| *person == event.who.person).unwrap() + 1;
        let mut event: Event = event.clone();
        event.who.person = person.to_string();
        let origin = format!("ballast.example/{}", event.on.year());
        let line = EventLine { case: case.setup().reference.clone(), number: at + 1, event };
        let log = logs.entry(origin.clone()).or_default();
        log.push(entry(&origin, log.len() as u64 + 1, b"something else"));
        log.push(entry(&origin, log.len() as u64 + 1, canonical(&event_value(&line)).as_bytes()));
        places.push((origin, log.len() - 1));
    }
    let proved = |(origin, index): (String, usize)| {
        let log = &logs[&origin];
        let leaves: Vec<_> = log.iter().map(|line| line.leaf).collect();
        let head = Head { origin: origin.clone(), size: log.len() as u64, root: root(&leaves) };
        let proof = Proof {
            entry: log[index].text.clone(),
            index: index as u64,
            path: inclusion(&leaves, index).unwrap(),
            head: head.sign(&key()),
        };
        BundleEvent { origin, key: key().verifier(), line: log[index].clone(), proof }
    };
    places.into_iter().map(proved).collect()
}

/// What else goes with the second exhibit.
fn exhibit() -> Files {
    let manifest = serde_json::json!({ "manifest": files::manifest(), "headline": "Three bodies pay more." });
    vec![
        ("result.json".to_string(), manifest.to_string().into_bytes()),
        ("effects.csv".to_string(), b"body_code,change_gbp\n06N,210000.00\n06F,150000.00\n".to_vec()),
    ]
}

/// The files of a bundle of a case.
pub fn files_of(case: &Case, version: Version) -> Result<Files, Findings> {
    let pages = [(Code::new(&world::second()), world::page())];
    let events = recorded(case);
    let receipts: Vec<_> =
        events.iter().map(|event| Entry::parse(&event.line.text).unwrap().receipt()).collect();
    let on = case.last_day();
    let reading = Reading {
        version,
        on,
        layout: Layout::Fbc,
        names: &world::names,
        pages: &pages,
        receipts: &receipts,
    };
    let exhibits = [(Code::new(&world::second()), exhibit())];
    let evidence = world::evidence();
    let parts =
        BundleParts { events: &events, exhibits: &exhibits, evidence: &evidence, model: Some(b"a workbook") };
    bundle_files(case, &reading, &parts)
}

/// The public bundle of the closed case with one figure, one section and one reply exempt; the exhibit, of which a figure is
/// exempt, stays out.
pub fn public() -> Files {
    let exempt = [
        ExemptPart::Figure(Code::new("unit")),
        ExemptPart::Section(casework::SectionId::Staff),
        ExemptPart::Reply(Code::new("06F")),
    ];
    files_of(&world::closed(&exempt), Version::Public).unwrap()
}

/// The commissioner's bundle.
pub fn ours() -> Files {
    files_of(&world::closed(&[]), world::ours()).unwrap()
}

/// Packed without compression, which a test that packs often would wait for.
pub fn zipped(files: &Files) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn unzipped(bytes: &[u8]) -> Files {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let length = zip.len();
    let read = |at| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().to_string(), bytes)
    };
    (0..length).map(read).collect()
}
