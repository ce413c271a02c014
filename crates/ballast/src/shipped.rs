//! What ships inside the program: registers, scenarios, rules and rates.

use exchange::assurance::{KeptDefinition, keep_checkpoint};
use exchange::{Limits, pack_from_files};
use register::{RawPack, Rulebook, Snapshot};
use rust_embed::RustEmbed;
use vocabulary::Findings;

#[derive(RustEmbed)]
#[folder = "../../data/"]
#[include = "england-2013/*.csv"]
#[include = "england-2013/boundaries.topojson"]
#[include = "england-2026/*.csv"]
#[include = "england-2026/boundaries.topojson"]
#[include = "rules/*.csv"]
#[include = "rates/*.csv"]
#[include = "scenarios/*.toml"]
#[include = "appraisals/*.toml"]
#[include = "cases/*.toml"]
#[include = "checkpoints/*.toml"]
struct Data;

/// The registers that ship; the first is taken where none is named.
pub const REGISTERS: [&str; 2] = ["england-2013", "england-2026"];

/// The scenario that the demonstration runs.
pub const DEMONSTRATION: &str = "east-and-north-hertfordshire";

fn files_below(folder: &str) -> Vec<(String, Vec<u8>)> {
    let paths = Data::iter().filter(|path| path.starts_with(folder));
    let mut files: Vec<(String, Vec<u8>)> = paths
        .filter_map(|path| {
            let name = path.rsplit('/').next()?.to_string();
            Some((name, Data::get(&path)?.data.into_owned()))
        })
        .collect();
    files.sort();
    files
}

/// A register that ships, as text; none of another name.
pub fn pack(name: &str) -> Option<(RawPack, Findings)> {
    if !REGISTERS.contains(&name) {
        return None;
    }
    let mut files = files_below(&format!("{name}/"));
    // The boundaries lie beside the tables and are no part of the pack.
    files.retain(|(name, _)| name.ends_with(".csv"));
    Some(pack_from_files(name, &files, &Limits::default()))
}

/// A register that ships, read and checked.
pub fn register(name: &str) -> Option<(Snapshot, Findings)> {
    let (raw, mut findings) = pack(name)?;
    let (snapshot, more) = Snapshot::of(&raw);
    findings.extend(more);
    Some((snapshot, findings))
}

/// The boundaries of the areas of a register that ships, as TopoJSON; none if it has none.
pub fn boundaries(name: &str) -> Option<Vec<u8>> {
    let path = format!("{name}/boundaries.topojson");
    Data::get(&path).filter(|_| REGISTERS.contains(&name)).map(|file| file.data.into_owned())
}

/// The dated rules and rates that ship.
pub fn rulebook() -> (Rulebook, Findings) {
    let mut files = files_below("rules/");
    files.extend(files_below("rates/"));
    let (raw, mut findings) = pack_from_files("rules", &files, &Limits::default());
    let (book, more) = Rulebook::read(&raw);
    findings.extend(more);
    (book, findings)
}

/// The scenarios that ship: name and text, by name.
pub fn scenarios() -> Vec<(String, String)> {
    let files = files_below("scenarios/").into_iter();
    let named = files.filter_map(|(name, bytes)| {
        Some((name.strip_suffix(".toml")?.to_string(), String::from_utf8(bytes).ok()?))
    });
    named.collect()
}

/// The appraisals that ship: name and text, by name.
pub fn appraisals() -> Vec<(String, String)> {
    let files = files_below("appraisals/").into_iter();
    let named = files.filter_map(|(name, bytes)| {
        Some((name.strip_suffix(".toml")?.to_string(), String::from_utf8(bytes).ok()?))
    });
    named.collect()
}

/// The definitions of checkpoints that ship and can be used, by name.
pub fn checkpoints() -> Vec<KeptDefinition> {
    let files = files_below("checkpoints/").into_iter();
    files.filter_map(|(name, bytes)| keep_checkpoint(&name, std::str::from_utf8(&bytes).ok()?).0).collect()
}

/// The text of a scenario that ships.
pub fn scenario(name: &str) -> Option<String> {
    scenarios().into_iter().find(|(known, _)| known == name).map(|(_, text)| text)
}

/// A case that ships, told act by act; none of another name.
pub fn case(name: &str) -> Option<String> {
    let file = format!("{name}.toml");
    let found = files_below("cases/").into_iter().find(|(known, _)| *known == file);
    found.and_then(|(_, bytes)| String::from_utf8(bytes).ok())
}
