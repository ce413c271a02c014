//! Codes near to one that names nothing, for messages that help.

use vocabulary::{Code, Finding, Place};

use crate::Snapshot;

/// How many are named.
const NAMED_MAX: usize = 5;
/// So many codes are listed where none is near.
const LISTED_MAX: usize = 40;

/// The finding for a code that names nothing: what it should have been, with those that are near.
pub fn unknown(register: &str, what: &str, asked: &str, known: &[(String, String)]) -> Finding {
    let near: Vec<String> = nearest(asked, known)
        .into_iter()
        .map(|(code, name)| if name.is_empty() { code.clone() } else { format!("{code} ({name})") })
        .collect();
    let expected = match near.is_empty() {
        true if known.len() <= LISTED_MAX => {
            known.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ")
        }
        true => format!("one of the {} that there are", known.len()),
        false => near.join("; "),
    };
    Finding::error("unknown-name", Place::table(register), format!("there is no {what} {asked:?}"))
        .expected(expected)
        .action("Correct the code; part of a name finds codes too.")
}

/// The codes of bodies, with their names.
pub fn bodies<'a>(snapshot: &Snapshot, codes: impl Iterator<Item = &'a Code>) -> Vec<(String, String)> {
    codes.map(|code| (code.to_string(), snapshot.name_of(code.as_str()))).collect()
}

/// Those of `known` (code and name) that are nearest to what was asked, the nearest first.
fn nearest<'a>(asked: &str, known: &'a [(String, String)]) -> Vec<&'a (String, String)> {
    let asked = asked.to_lowercase();
    let mut scored: Vec<(usize, &(String, String))> =
        known.iter().map(|entry| (distance_to(&asked, entry), entry)).collect();
    scored.sort();
    let worst = 1 + asked.chars().count() / 2;
    scored.into_iter().filter(|(score, _)| *score <= worst).take(NAMED_MAX).map(|(_, entry)| entry).collect()
}

/// 0 where the code differs in case only or the name holds what was asked; else the number of characters to change.
fn distance_to(asked: &str, (code, name): &(String, String)) -> usize {
    let code = code.to_lowercase();
    if code == asked || (asked.len() > 2 && name.to_lowercase().contains(asked)) {
        return 0;
    }
    if asked.len() > 2 && code.contains(asked) {
        return 1;
    }
    changes(asked, &code)
}

/// Characters to add, take away or change to make one text of another.
fn changes(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = change.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_case_and_parts_of_names_find_codes() {
        let known: Vec<(String, String)> =
            [("06K", "East and North"), ("06N", "Herts Valleys"), ("99P", "Devon")]
                .map(|(code, name)| (code.to_string(), name.to_string()))
                .to_vec();
        let first = |asked: &str| nearest(asked, &known).first().map(|(code, _)| code.clone());
        assert_eq!(first("06k").as_deref(), Some("06K"));
        assert_eq!(first("devon").as_deref(), Some("99P"));
        assert_eq!(first("06X").as_deref(), Some("06K"));
        assert_eq!(first("entirely different"), None);
    }
}
