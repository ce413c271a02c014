//! What people typed, as paragraphs and lists; and words for days, choices and amounts.

use vocabulary::{Amount, Date, Pence, PenceBand};

use super::told::AmountTold;
use crate::document::{Block, Document, Inline};

/// A text as blocks: paragraphs are apart by a blank line, and a line that begins with `- ` is an item of a list.
pub fn prose(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut items: Vec<Inline> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        let item = line.strip_prefix("- ");
        if item.is_some() || line.is_empty() || lines.is_empty() {
            if !lines.is_empty() {
                blocks.push(Block::Paragraph(lines.join(" ").into()));
                lines.clear();
            }
            if item.is_none() && !items.is_empty() {
                blocks.push(Block::List(std::mem::take(&mut items)));
            }
        }
        match item {
            Some(item) => items.push(item.trim().into()),
            None if !line.is_empty() => lines.push(line),
            None => {}
        }
    }
    blocks
}

/// Adds a text to a document.
pub(super) fn add(document: &mut Document, text: &str) {
    document.blocks.extend(prose(text));
}

/// A day for people: `2 November 2013`; what isn't a day stays as it is.
pub(super) fn day(text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_string(), |day| day.strftime("%-d %B %Y").to_string())
}

/// A choice for people: `agreed-with-conditions` is `Agreed with conditions`.
pub(super) fn words(choice: &str) -> String {
    let text = choice.replace('-', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An amount for people, whole pounds; what isn't one stays as it is.
pub(super) fn pounds(gbp: &str) -> String {
    gbp.parse::<Pence>().map_or_else(|_| gbp.to_string(), Pence::whole_pounds)
}

/// An amount for people, exactly or in a band.
pub(super) fn amount(told: &AmountTold) -> String {
    told.amount().map_or_else(|| told.gbp.clone(), |amount| amount.to_string())
}

/// The beginning of a hash, enough to find an exhibit by.
pub fn short(hash: &str) -> String {
    match hash.char_indices().nth(8) {
        Some((at, _)) => format!("{}…", &hash[..at]),
        None => hash.to_string(),
    }
}

/// The first words of a text, up to a number of letters; it ends with `…` if there is more.
pub(super) fn beginning(text: &str, letters_max: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= letters_max {
        return text;
    }
    let cut: String = text.chars().take(letters_max).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole}…")
}

impl AmountTold {
    /// An amount as it is written.
    pub fn of(amount: Amount) -> Self {
        let ends = |band: PenceBand| (band.low().pounds_text(), band.high().pounds_text());
        AmountTold { gbp: amount.exact.pounds_text(), band_gbp: amount.rest.map(ends) }
    }

    /// The amount; none where it isn't one, or the band isn't one of the grid.
    pub fn amount(&self) -> Option<Amount> {
        let exact = self.gbp.parse().ok()?;
        let Some((low, high)) = &self.band_gbp else { return Some(Amount::exactly(exact)) };
        let rest = PenceBand::with_ends(low.parse().ok()?, high.parse().ok()?)?;
        Some(Amount { exact, rest: Some(rest) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown;

    #[test]
    fn lines_with_a_dash_are_items_and_blank_lines_part_paragraphs() {
        let mut document = Document::new("T");
        add(&mut document, "One\ngoes on.\n- first\n- second\nTwo.\n\n\nThree.\n\n- last");
        let expected = "# T\n\nOne goes on.\n\n- first\n- second\n\nTwo.\n\nThree.\n\n- last\n";
        assert_eq!(markdown(&document), expected);
    }

    #[test]
    fn people_read_days_choices_and_hashes() {
        assert_eq!(day("2013-11-02"), "2 November 2013");
        assert_eq!(words("agreed-with-conditions"), "Agreed with conditions");
        assert_eq!(short("0123456789abcdef"), "01234567…");
        assert_eq!(beginning("One two three", 8), "One two…");
    }
}
