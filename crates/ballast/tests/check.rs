//! `check`: all findings of packs and scenarios at once, in every form that a pack can have.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers outside of tests.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Row, ballast, code, flat, folder, one, prints, rows};
use exchange::{Limits, read_pack, write_xlsx, write_zip};
use serde_json::Value;

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/england-2013")
}

/// A pack with something wrong in every table.
fn broken(test: &str) -> String {
    let path = folder(test);
    fs::create_dir_all(&path).expect("a folder");
    let lines = "line_id,buyer_code,supplier_code,service_code,annual_gbp,volume,price_basis,funding,start_date,end_date,notice_months,source,basis\n";
    for (name, text) in [
        ("sources", "source_id,title,publisher,published,rank,note\ns,A source,us,,1,\n".to_string()),
        (
            "bodies",
            "body_code,name,roles,region_code,oversight_code,valid_from,valid_to\nA,Alpha,commissioner,,,,\nU,Unit,unit,,,,\n\
             U,Unit again,unit,,,,\n"
                .to_string(),
        ),
        ("services", "title,min_people,statutory,source\nFinance,,no,s\n".to_string()),
        (
            "agreement_lines",
            format!(
                "{lines}1,A,U,fin,-5.00,,cost_share,running_cost,2013-04-01,,6,s,recorded\n\
                 2,A,U,fin,10.00,10,cost_share,running_cost,1/4/2013,,6,s,recorded\n\
                 3,A,Z,fin,10.00,10,cost_share,running_cost,2013-04-01,,6,s,recorded\n\
                 4,A,U,fin,ten,10,by chance,running_cost,2013-04-01,,6,s,guessed\n"
            ),
        ),
        ("holidays", "day\nMonday\n".to_string()),
    ] {
        fs::write(path.join(format!("{name}.csv")), text).expect("a file");
    }
    path.display().to_string()
}

fn found<'a>(findings: &'a [Row], code: &str, row: &str, column: &str) -> &'a Row {
    one(findings, |finding| finding["code"] == code && finding["row"] == row && finding["column"] == column)
}

#[test]
fn a_broken_pack_tells_everything_at_once() {
    let path = broken("check_broken");
    let before: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let output = ballast(&["check", &path, "--format", "csv"]);
    assert_eq!(code(&output), 1);
    assert!(output.stdout.starts_with(b"severity,code,table,row,column,seen,expected,action\n"));
    let findings = rows(&output.stdout);
    let negative = found(&findings, "wrong-value", "2", "annual_gbp");
    assert_eq!((negative["table"].as_str(), negative["severity"].as_str()), ("agreement_lines", "error"));
    assert!(negative["seen"].contains("-5.00") && negative["expected"].contains("zero or more"));
    assert!(found(&findings, "wrong-value", "3", "start_date")["expected"].contains("ISO"));
    for column in ["annual_gbp", "price_basis", "basis"] {
        found(&findings, "wrong-value", "5", column);
    }
    assert!(findings.iter().any(|row| row["code"] == "unknown-code" && row["seen"].contains('Z')));
    assert_eq!(one(&findings, |row| row["code"] == "duplicate-key")["table"], "bodies");
    assert_eq!(one(&findings, |row| row["code"] == "unknown-table")["severity"], "warning");
    found(&findings, "missing-column", "1", "service_code");
    assert!(
        findings.iter().all(|row| row["severity"] == "note" || !row["action"].is_empty()),
        "{findings:?}"
    );
    let after: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(before, after, "nothing is written");
}

#[test]
fn people_read_table_row_and_column_and_what_to_do() {
    let path = broken("check_broken_text");
    let output = ballast(&["check", &path]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains('\u{1b}'));
    let text = flat(&text);
    for words in [
        "agreement_lines error [wrong-value] row 2, annual_gbp: \"-5.00\" Expected: an amount of zero or more",
        "To do: Correct the cell; the row was not read.",
        "Not usable as it is: ",
        "Nothing was written.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let json = ballast(&["check", &path, "--format", "json"]);
    let findings: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert!(findings.as_array().unwrap().iter().any(|finding| finding["code"] == "duplicate-key"));
}

#[test]
fn folder_zip_and_workbook_are_the_same_register() {
    let (pack, findings) = read_pack(&shipped(), &Limits::default());
    assert!(findings.is_empty(), "{findings:?}");
    let place = folder("check_forms");
    fs::create_dir_all(&place).unwrap();
    let (zip, xlsx) = (place.join("england.zip"), place.join("england.xlsx"));
    fs::write(&zip, write_zip(&pack).unwrap()).unwrap();
    fs::write(&xlsx, write_xlsx(&pack).unwrap()).unwrap();
    let hash = |path: &str| {
        let text = prints(&["check", path]);
        let last = text.lines().last().unwrap().to_string();
        assert!(text.contains("No errors: 0 warnings, "), "{path}: {text}");
        last
    };
    let first = hash("england-2013");
    assert!(first.contains("hash ") && first.rsplit(' ').next().unwrap().len() == 64, "{first}");
    for path in [shipped(), zip, xlsx] {
        assert_eq!(hash(&path.display().to_string()), first, "{}", path.display());
    }
}

#[test]
fn scenarios_are_held_against_their_register() {
    for scenario in ["east-and-north-hertfordshire", "central-eastern-closes"] {
        assert_eq!(code(&ballast(&["check", scenario])), 0, "{scenario}");
    }
    let moves = "\n[[move]]\nbuyer = \"06K\"\nsupplier = \"0CG\"\nservices = [\"finance\"]\ndate = 2013-05-01\nto = \"in_house\"\n";
    let place = folder("check_scenario");
    fs::create_dir_all(&place).unwrap();
    let file = |name: &str, text: String| {
        let path = place.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let top = "register = \"england-2013\"\nstart = 2013-04-01\n";
    let twice = file("twice.toml", format!("{top}{moves}{moves}"));
    let output = ballast(&["check", &twice, "--format", "csv"]);
    assert_eq!(code(&output), 1);
    assert!(rows(&output.stdout).iter().any(|row| row["code"] == "moved-twice"));
    let share = file("share.toml", format!("{top}{moves}transfer_share = 1.4\n"));
    let output = ballast(&["check", &share, "--format", "csv"]);
    assert_eq!(code(&output), 1);
    assert!(rows(&output.stdout).iter().any(|row| row["code"] == "wrong-share"));
    let lost = file("lost.toml", format!("register = \"no-such-pack\"\nstart = 2013-04-01\n{moves}"));
    let output = ballast(&["check", &lost, "--format", "csv"]);
    assert_eq!(code(&output), 0);
    assert_eq!(one(&rows(&output.stdout), |row| row["code"] == "register-not-usable")["severity"], "warning");
    assert_eq!(code(&ballast(&["check", &lost, "--register", "england-2013"])), 0);
}

#[test]
fn what_cannot_be_read_ends_with_three() {
    let output = ballast(&["check", "england-2013", "/no/such/pack"]);
    assert_eq!(code(&output), 3);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("[cannot-read]") && text.contains("No errors: "), "the other path is told of too");
    assert_eq!(code(&ballast(&["check", "/no/such/scenario.toml"])), 3);
    assert_eq!(code(&ballast(&["check"])), 2);
}
