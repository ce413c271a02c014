//! `xtask/ratchet.toml`: what was already too long when the rule came, with its length. Entries may shrink and go;
//! a new one is written by hand, where a reviewer sees it.

use std::collections::BTreeMap;

/// Where it is.
pub const PATH: &str = "xtask/ratchet.toml";

const HEAD: &str = "\
# Files over 300 lines and functions over 60, with their present length. They may only shrink:
# `cargo xtask tidy --bless` lowers and removes entries, and never raises or adds one.
";

/// The recorded lengths.
#[derive(Debug, Default, PartialEq)]
pub struct Ratchet {
    /// By path.
    pub files: BTreeMap<String, usize>,
    /// By `path::name`.
    pub functions: BTreeMap<String, usize>,
}

impl Ratchet {
    /// Reads the file's text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text.parse().map_err(|e| format!("{PATH}: {e}"))?;
        Ok(Ratchet { files: section(&table, "files")?, functions: section(&table, "functions")? })
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_string();
        for (name, entries) in [("files", &self.files), ("functions", &self.functions)] {
            text.push_str(&format!("\n[{name}]\n"));
            entries.iter().for_each(|(key, lines)| text.push_str(&format!("{key:?} = {lines}\n")));
        }
        text
    }
}

fn section(table: &toml::Table, name: &str) -> Result<BTreeMap<String, usize>, String> {
    let Some(entries) = table.get(name) else { return Ok(BTreeMap::new()) };
    let entries = entries.as_table().ok_or_else(|| format!("{PATH}: [{name}] isn't a table"))?;
    entries
        .iter()
        .map(|(key, value)| {
            let lines = value.as_integer().and_then(|number| usize::try_from(number).ok());
            lines
                .map(|lines| (key.clone(), lines))
                .ok_or_else(|| format!("{PATH}: {key}: expected a number of lines"))
        })
        .collect()
}

/// Recorded entries against what is there: lowered where the thing has shrunk, gone where it is no longer too long.
pub fn lowered(
    recorded: &BTreeMap<String, usize>,
    present: &BTreeMap<String, usize>,
) -> BTreeMap<String, usize> {
    recorded.iter().filter_map(|(key, &was)| present.get(key).map(|&is| (key.clone(), was.min(is)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, usize)]) -> BTreeMap<String, usize> {
        entries.iter().map(|(key, lines)| (key.to_string(), *lines)).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let ratchet = Ratchet { files: map(&[("a.rs", 310)]), functions: map(&[("a.rs::f", 70)]) };
        assert_eq!(Ratchet::parse(&ratchet.write()), Ok(ratchet));
        assert_eq!(Ratchet::parse(""), Ok(Ratchet::default()));
        assert!(Ratchet::parse("[files]\n\"a.rs\" = \"many\"").is_err());
    }

    #[test]
    fn blessing_lowers_and_removes_and_never_raises_or_adds() {
        let recorded = map(&[("shrunk", 400), ("grown", 400), ("gone", 400)]);
        let present = map(&[("shrunk", 350), ("grown", 450), ("new", 500)]);
        assert_eq!(lowered(&recorded, &present), map(&[("shrunk", 350), ("grown", 400)]));
    }
}
