//! A bundle is verified by its bytes alone, and whatever is changed in it is found and named.

use casework::{Case, Party};
use exchange::Limits;
use exchange::bundle::{BundleDiffers, BundleVerified, NotVerified, bundle, verify_bundle};
use exchange::paper::Version;
use record::Trust;
use serde_json::{Value, json};
use vocabulary::Code;

use crate::bundled::{Files, files_of, key, ours, public, unzipped, zipped};
use crate::world;

fn verify(files: &Files) -> Result<BundleVerified, NotVerified> {
    verify_bundle(
        &zipped(files),
        &Trust { key: Some(key().verifier()), ..Trust::default() },
        &Limits::default(),
    )
}

fn differs(files: &Files) -> BundleDiffers {
    match verify(files) {
        Err(NotVerified::Differs(differs)) => differs,
        other => panic!("{other:?}"),
    }
}

fn with(files: &Files, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut files = files.clone();
    change(&mut files.iter_mut().find(|(file, _)| file == name).unwrap_or_else(|| panic!("{name}")).1);
    files
}

#[test]
fn a_public_bundle_holds_and_says_how_far() {
    let held = verify(&public()).unwrap();
    assert_eq!((held.reference.as_str(), held.version.as_str()), ("CASE-2013-1", "public"));
    assert_eq!(held.heads.len(), 3, "one log a year: {:?}", held.heads);
    assert!(!held.replayed && held.left_out > 0 && held.left_out < held.acts);
    // The exhibit has an exempt figure, so the act that attached it is left out, and its files too; a reply is hashed with its
    // private part. Nothing else is taken on trust: texts, other replies, outcome and decision are those of recorded acts.
    let exhibit = format!("exhibit {}", world::second());
    assert_eq!(held.not_shown, [exhibit, "what 0CG replied".to_string()]);
    assert!(held.exhibits.is_empty());
    assert!(held.key_is_known);
}

#[test]
fn a_bundle_from_which_nothing_is_left_out_is_played_again() {
    let case = world::one_page();
    let held = verify(&files_of(&case, world::ours()).unwrap()).unwrap();
    assert!(held.replayed && held.not_shown.is_empty() && held.left_out == 0);
    // Everything else a commissioner sees follows from acts that it sees.
    let held = verify(&ours()).unwrap();
    assert_eq!(held.exhibits, [world::second()]);
    assert!(held.left_out < 5, "{held:?}");
    let not_shown = ["what 0CG replied", "some of what was done"];
    assert_eq!(held.not_shown, not_shown, "a private part is hashed with its reply");
}

#[test]
fn nobody_gets_more_acts_than_its_view_shows() {
    for case in [world::closed(&[]), world::sent()] {
        for (party, body) in
            [(Party::Deciding, "Q58"), (Party::Told, "Q57"), (Party::Neighbour, "06N"), (Party::Unit, "0CG")]
        {
            let files = files_of(&case, Version::Exempt { party, body: Code::new(body) }).unwrap();
            verify(&files).unwrap();
            let all: String =
                files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
            let sees_private = matches!(party, Party::Deciding | Party::Unit);
            assert_eq!(all.contains("Rent of the second floor"), sees_private, "{party}");
        }
    }
    let text =
        public().iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect::<String>();
    for secret in [
        "412,345",
        "412345",
        "Forty in a hundred",
        "Our line for finance",
        "Rent of",
        "A named team",
        "Are redundancies",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn a_public_bundle_with_something_exempt_in_it_is_not_made() {
    let exempt = [casework::ExemptPart::Figure(Code::new("herts-valleys"))];
    let case: Case = world::closed(&exempt);
    assert!(files_of(&case, Version::Public).is_ok(), "the page and files of its exhibit stay out");
    let exempt = [casework::ExemptPart::Section(casework::SectionId::Options)];
    let findings = files_of(&world::closed(&exempt), Version::Public).unwrap_err();
    // The author typed the same sentence into the section on delivery.
    assert!(findings.iter().all(|finding| finding.code == "exempt-in-public"), "{findings:?}");
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    assert_eq!(ours(), ours());
    let case = world::one_page();
    let events = crate::bundled::recorded(&case);
    let parts = exchange::bundle::BundleParts { events: &events, exhibits: &[], evidence: &[], model: None };
    let reading = exchange::paper::Reading {
        version: Version::Public,
        on: case.last_day(),
        layout: casework::Layout::Fbc,
        names: &world::names,
        pages: &[],
        receipts: &[],
    };
    let bytes = bundle(&case, &reading, &parts).unwrap();
    assert_eq!(bytes, bundle(&case, &reading, &parts).unwrap());
    assert!(verify(&unzipped(&bytes)).is_ok());
}

/// Each byte of the small files, and 25 of the large ones. Named is the file, or in the record and its proofs
/// the entry.
#[test]
fn any_one_byte_of_any_file_that_is_changed_is_found_and_named() {
    for files in [public(), ours()] {
        for (name, bytes) in &files {
            let step = if bytes.len() <= 100 { 1 } else { bytes.len() / 25 };
            for at in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
                let changed = with(&files, name, |bytes| bytes[at] ^= 1);
                let found = differs(&changed);
                let of_record = matches!(name.as_str(), "record.jsonl" | "proof.txt" | "case.json");
                let named = found.what == *name
                    || name == "SHA256SUMS"
                    || of_record && (found.entry.is_some() || ["record.jsonl", "proof.txt"].contains(&found.what.as_str()))
                    // A text in case.json that no act shows is found in what was written from it.
                    || name == "case.json" && ["case.html", "case.docx"].contains(&found.what.as_str())
                    // A hash in case.json that no act shows is found at the file of which it is.
                    || name == "case.json" && ["exhibits/", "evidence/"].iter().any(|at| found.what.starts_with(at));
                assert!(named, "byte {at} of {name}: {found}");
            }
        }
    }
}

#[test]
fn a_file_that_is_missing_or_added_is_named() {
    let files = ours();
    for (at, (name, _)) in files.iter().enumerate() {
        let mut fewer = files.clone();
        fewer.remove(at);
        match verify(&fewer) {
            Err(NotVerified::Differs(found)) => {
                let place = found.what.trim_end_matches('/');
                assert!(name.starts_with(place) || found.what == "SHA256SUMS", "{name}: {found}");
            }
            Err(NotVerified::NotABundle(findings)) => {
                assert_eq!((name.as_str(), findings[0].code), ("case.json", "not-a-bundle"))
            }
            Ok(_) => panic!("without {name}"),
        }
    }
    for name in ["more.txt", "exhibits/aa/effects.csv", &format!("exhibits/{}/more.csv", world::second())] {
        let mut more = files.clone();
        more.push((name.to_string(), b"x".to_vec()));
        assert_eq!(differs(&more).what, name);
    }
}

/// Whoever changes a text makes all that follows from it anew, and has no key.
fn forged(files: &Files, change: impl Fn(&mut Value)) -> Files {
    let mut told: Value = Value::Null;
    let mut files = with(files, "case.json", |bytes| {
        told = serde_json::from_slice(bytes).unwrap();
        change(&mut told);
        *bytes = (record::canonical(&told) + "\n").into_bytes();
    });
    let case = serde_json::from_value(told["case"].clone()).unwrap();
    let document = exchange::paper::paper(&case);
    for (name, bytes) in &mut files {
        match name.as_str() {
            "case.html" => *bytes = exchange::document::html(&document).into_bytes(),
            "case.docx" => *bytes = exchange::document::docx(&document).unwrap(),
            _ => {}
        }
    }
    files
}

#[test]
fn who_makes_the_documents_anew_is_found_by_the_acts() {
    let money = |told: &mut Value| told["case"]["sections"][0]["text"] = json!("It costs everybody less.");
    let found = differs(&forged(&public(), money));
    assert_eq!(found.what, "case.json");
    assert!(found.seen.contains("section"), "{found}");
    let decided = |told: &mut Value| told["case"]["decisions"][0]["choice"] = json!("stay");
    assert!(differs(&forged(&public(), decided)).seen.contains("decision of 06K"));
    let outcome = |told: &mut Value| told["case"]["outcome"]["verdict"] = json!("agreed");
    assert!(differs(&forged(&public(), outcome)).seen.contains("outcome"));
    let title = |told: &mut Value| told["case"]["title"] = json!("Another");
    assert!(differs(&forged(&public(), title)).seen.contains("title"));
    let figure =
        |told: &mut Value| told["case"]["exhibits"][0]["figures"][0]["amount"]["gbp"] = json!("1.00");
    assert!(differs(&forged(&ours(), figure)).seen.contains("exhibit"));
    let act = |told: &mut Value| told["events"][1]["act"]["text"] = json!("Another.");
    assert!(differs(&forged(&ours(), act)).entry.is_some());
    let one_page = files_of(&world::one_page(), world::ours()).unwrap();
    let state = |told: &mut Value| told["case"]["state"] = json!("closed");
    assert!(differs(&forged(&one_page, state)).seen.contains("state"));
}

#[test]
fn what_is_known_from_elsewhere_is_compared() {
    let files = public();
    let bytes = zipped(&files);
    let look = |trust: &Trust| verify_bundle(&bytes, trust, &Limits::default());
    let without = look(&Trust::default()).unwrap();
    assert!(!without.key_is_known);
    let other = record::SigningKey::new("ballast.example", &[9; 32]).unwrap().verifier();
    assert!(look(&Trust { key: Some(other), ..Trust::default() }).is_err());
    let case: Value =
        serde_json::from_slice(&files.iter().find(|(name, _)| name == "case.json").unwrap().1).unwrap();
    let receipt: record::Receipt = case["case"]["receipts"][3].as_str().unwrap().parse().unwrap();
    assert!(look(&Trust { receipts: vec![receipt.clone()], ..Trust::default() }).is_ok());
    let wrong = record::Receipt { number: receipt.number + 1, ..receipt };
    let Err(NotVerified::Differs(found)) = look(&Trust { receipts: vec![wrong.clone()], ..Trust::default() })
    else {
        panic!()
    };
    assert_eq!(found.entry, Some(wrong.number));
}

#[test]
fn what_is_no_bundle_is_told_by_findings() {
    let not_one = |bytes: &[u8]| match verify_bundle(bytes, &Trust::default(), &Limits::default()) {
        Err(NotVerified::NotABundle(findings)) => findings,
        other => panic!("{other:?}"),
    };
    assert!(!not_one(b"no zip").is_empty());
    assert_eq!(not_one(&zipped(&vec![("x".to_string(), vec![])]))[0].code, "not-a-bundle");
    let mut bomb = ours();
    bomb.push(("model2.xlsx".to_string(), vec![0; 30_000_000]));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in &bomb {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(name.as_str(), options).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    assert_eq!(not_one(&zip.finish().unwrap().into_inner())[0].code, "zip-bomb");
    let escaping = zipped(&vec![("../case.json".to_string(), b"{}".to_vec())]);
    assert_eq!(not_one(&escaping)[0].code, "unsafe-path");
}
