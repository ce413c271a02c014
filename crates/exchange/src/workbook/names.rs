use std::collections::BTreeSet;

use super::expr::{At, Cell};

/// The names that the workbook gives to its cells.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// Name and what it stands for, in the order in which they were given.
    pub all: Vec<(String, String)>,
}

impl Names {
    /// Names a cell.
    pub fn cell(&mut self, name: &str, cell: &Cell) {
        self.at(name, &cell.at);
    }

    /// Names a place.
    pub fn at(&mut self, name: &str, at: &At) {
        self.give(name, format!("={}", at.fixed()));
    }

    /// Names a block of cells, from its first to its last.
    pub fn block(&mut self, name: &str, cells: &[Cell]) {
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        let end = last.at.fixed();
        let end = end.rsplit('!').next().unwrap_or_default();
        self.give(name, format!("={}:{end}", first.at.fixed()));
    }

    /// A name that is taken gets a number: spreadsheets don't tell capitals from small letters.
    fn give(&mut self, name: &str, refers_to: String) {
        let wanted = word(name);
        let mut given = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(given.clone()) {
            given = format!("{wanted}_{number}");
            number += 1;
        }
        self.all.push((given, refers_to));
    }
}

/// A text as a name may be: small letters, digits and low lines.
pub(super) fn word(text: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' };
    text.chars().take(200).map(plain).collect()
}

/// The letter of an option: A to Z, then AA.
pub(super) fn letter(option: usize) -> String {
    let last = char::from(b'A' + (option % 26) as u8);
    if option < 26 { last.to_string() } else { format!("{}{last}", letter(option / 26 - 1)) }
}

/// The sheet of an option.
pub(super) fn option_sheet(option: usize) -> String {
    format!("Option {}", letter(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_be_one_get_numbers() {
        let at = At { sheet: "Scores".into(), row: 3, column: 1 };
        let mut names = Names::default();
        names.at("weight_in-house", &at);
        names.at("weight_In_house", &at);
        let given: Vec<&str> = names.all.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(given, ["weight_in_house", "weight_in_house_2"]);
        assert_eq!(names.all[0].1, "='Scores'!$B$4");
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([letter(0), letter(25), letter(26), letter(27)], ["A", "Z", "AA", "AB"]);
    }
}
