//! Reading the pack that ships.
#![allow(dead_code, clippy::panic)]

use std::collections::BTreeMap;
use std::path::PathBuf;

pub type Row = BTreeMap<String, String>;

/// The workspace's root, which holds `data`; `BALLAST_ROOT` names another one.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::env::var_os("BALLAST_ROOT").map_or(here, PathBuf::from)
}

pub fn table(name: &str) -> Vec<Row> {
    read(&format!("england-2013/{name}.csv"))
}

/// A CSV file under `data`.
pub fn read(path: &str) -> Vec<Row> {
    let path = root().join("data").join(path);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = reader.deserialize().collect::<Result<Vec<Row>, _>>();
    rows.unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// `1234.56` as 123456; exactly two decimals.
pub fn pence(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or_else(|| panic!("{text:?} has no decimals"));
    assert_eq!(part.len(), 2, "{text:?}");
    format!("{whole}{part}").parse().unwrap_or_else(|_| panic!("{text:?} is not money"))
}

/// A plain number.
pub fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is not a number"))
}
