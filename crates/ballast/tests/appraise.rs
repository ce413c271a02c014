//! `ballast appraise`: what people and programs get, and how it ends.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;
use std::process::{Command, Output};

fn ballast(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ballast")).args(arguments).output().expect("ballast runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ballast-appraise-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

const SHIPPED: &str = "east-and-north-hertfordshire";

#[test]
fn people_read_a_sentence_and_then_the_costs_in_their_order() {
    let out = ballast(&["appraise", SHIPPED, "--draws", "20"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let page = text(&out.stdout);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} isn't in {page}"));
    assert!(at("comes first") < at("Cost to us") && at("Cost to us") < at("Cost to others"));
    assert!(at("Cost to others") < at("Cost to the public purse"));
    assert!(at("What would change the answer") < at("How this was worked out"));
    assert!(page.contains("recovered from the guide of 2013"), "{page}");
    assert!(text(&out.stderr).contains("under-minimum-scale"));
}

#[test]
fn the_same_appraisal_is_answered_the_same_on_any_number_of_threads() {
    let with = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ballast"));
        let out = command.args(["appraise", SHIPPED, "--draws", "40", "--format", "json"]);
        out.env("RAYON_NUM_THREADS", threads).output().expect("ballast runs").stdout
    };
    let one = with("1");
    assert!(one.len() > 10_000);
    assert_eq!(one, with("2"));
}

#[test]
fn an_answer_is_kept_with_its_manifest_and_reads_back() {
    let folder = folder("kept");
    let name = folder.to_string_lossy().into_owned();
    let out = ballast(&["appraise", SHIPPED, "--draws", "0", "--out", &name]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let kept = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&kept("appraisal.json")).unwrap();
    assert_eq!(json["manifest"]["register"], "england-2013");
    assert_eq!(json["manifest"]["register_sha256"].as_str().map(str::len), Some(64));
    assert!(kept("options.csv").starts_with("place,option"));
    // What was asked is there as well, and asks the same again.
    let again = folder.join("appraisal.toml");
    let out = ballast(&["appraise", &again.to_string_lossy(), "--format", "json"]);
    let again: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(again["sentence"], json["sentence"]);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_is_wrong_ends_with_1_and_says_all_of_it() {
    let path = std::env::temp_dir().join(format!("ballast-appraise-{}.toml", std::process::id()));
    let wrong = "buyer = \"06K\"\nsupplier = \"0CG\"\nprepared_on = 2013-01-31\nstart = 2013-04-01\n\
                 register = \"england-2013\"\n[[option]]\nid = \"a\"\n[[option.choice]]\nservice = \"finance\"\n\
                 sourcing = \"council\"\ndate = 2030-04-01\n";
    std::fs::write(&path, wrong).unwrap();
    let out = ballast(&["appraise", &path.to_string_lossy()]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stdout.is_empty());
    let told = text(&out.stderr);
    for code in ["no-business-as-usual", "nothing-to-weigh", "missing-setting", "date-outside-horizon"] {
        assert!(told.contains(code), "{code} isn't in {told}");
    }
    assert_eq!(ballast(&["appraise", "nowhere.toml"]).status.code(), Some(3));
    assert_eq!(ballast(&["appraise"]).status.code(), Some(2));
}

/// Health Service Journal, May 2012: North, East and West Devon, with 900,000 people, has the scale to host its own. The
/// register takes it at its word: in house costs 95% of today's price at its 902,287 people, 40% of it whatever the size.
/// So this is arithmetic and no evidence: 0.38 of the price is fixed and 0.57 goes with people, and it breaks even at
/// 902,287 × 0.38 ÷ 0.43 = 797,370 people.
#[test]
fn the_size_that_hosting_needs_follows_from_its_fixed_part() {
    let out = ballast(&["appraise", "north-east-west-devon", "--draws", "0", "--format", "json"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let rows = json["sections"]["hosting"]["rows"].as_array().expect("its rows").clone();
    let bundle = rows.last().expect("all together");
    assert_eq!(bundle["reached"], "yes");
    let expected = 902_287.0 * 0.38 / 0.43;
    assert_eq!(rows.len(), 17);
    for row in &rows {
        // Prices and fixed costs are whole pence, which a small line feels.
        assert!(row["smallest"].as_f64().is_some_and(|size| (size - expected).abs() < 3.0), "{row}");
    }
}
