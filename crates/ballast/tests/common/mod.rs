//! What the tests of the command line share: running it, and reading what it writes.
#![allow(dead_code)] // Each test file uses its own part.

pub mod database;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// One row of a CSV file, by column.
pub type Row = BTreeMap<String, String>;

/// Runs the command line.
pub fn ballast(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ballast"));
    command.args(args).env("NO_COLOR", "1").output().expect("the command line runs")
}

/// Runs the command line and gives what it prints, if it ends well.
pub fn prints(args: &[&str]) -> String {
    let output = ballast(args);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?} ended with {:?}: {errors}", output.status.code());
    String::from_utf8(output.stdout).expect("text")
}

/// Text without line breaks and runs of spaces, so that a phrase is found wherever it wraps.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The exit code of a run.
pub fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// Reads CSV text.
pub fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().expect("a header").clone();
    let named = |record: csv::StringRecord| {
        header.iter().map(str::to_string).zip(record.iter().map(str::to_string)).collect::<Row>()
    };
    reader.records().map(|record| named(record.expect("a row"))).collect()
}

/// Reads a CSV file.
pub fn table(path: &Path) -> Vec<Row> {
    rows(&std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// A table of the register of 2013.
pub fn register(name: &str) -> Vec<Row> {
    register_of("england-2013", name)
}

/// A table of a register that ships.
pub fn register_of(register: &str, name: &str) -> Vec<Row> {
    table(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../data/{register}/{name}.csv")))
}

/// The one row of a table that fits.
pub fn one(rows: &[Row], fits: impl Fn(&Row) -> bool) -> &Row {
    let found: Vec<&Row> = rows.iter().filter(|row| fits(row)).collect();
    assert_eq!(found.len(), 1, "one row fits");
    found[0]
}

/// Pounds as pence.
pub fn pence(text: &str) -> i64 {
    let (pounds, part) = text.split_once('.').unwrap_or((text, "00"));
    let sign = if pounds.starts_with('-') { -1 } else { 1 };
    pounds.parse::<i64>().expect("pounds") * 100 + sign * part.parse::<i64>().expect("pence")
}

/// A folder of its own for a test, below cargo's folder for temporary files.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.parent().expect("a parent")).expect("a folder");
    folder
}

/// Simulates a scenario without draws and gives the folder of its result.
pub fn simulated(test: &str, scenario: &str, more: &[&str]) -> PathBuf {
    let out = folder(test);
    let path = out.display().to_string();
    let mut args = vec!["simulate", scenario, "--draws", "0", "--out", &path];
    args.extend(more);
    prints(&args);
    out
}

/// The row of a body's whole change in `effects.csv`.
pub fn change(result: &Path, body: &str) -> i64 {
    let effects = table(&result.join("effects.csv"));
    let whole =
        |row: &Row| row["body_code"] == body && row["financial_year"].is_empty() && row["account"].is_empty();
    pence(&one(&effects, whole)["change_gbp"])
}

/// The JSON of a result.
pub fn json(result: &Path) -> serde_json::Value {
    serde_json::from_slice(&std::fs::read(result.join("result.json")).expect("result.json")).expect("JSON")
}
