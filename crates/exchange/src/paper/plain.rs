//! What people typed, as paragraphs and lists; and words for days, choices and amounts.

use vocabulary::{Amount, Date, Pence, PenceBand};

use super::told::AmountTold;
use crate::document::{Block, Document, Inline};

/// Adds a text: paragraphs are apart by a blank line, and a line that begins with `- ` is an item of a list.
pub(super) fn add(document: &mut Document, text: &str) {
    let mut lines: Vec<&str> = Vec::new();
    let mut items: Vec<Inline> = Vec::new();
    for line in text.lines().map(str::trim).chain([""]) {
        let item = line.strip_prefix("- ");
        if let Some(item) = item {
            close(document, &mut lines);
            items.push(item.trim().into());
        } else if line.is_empty() || lines.is_empty() {
            close(document, &mut lines);
            document.list(std::mem::take(&mut items));
        }
        if item.is_none() && !line.is_empty() {
            lines.push(line);
        }
    }
}

fn close(document: &mut Document, lines: &mut Vec<&str>) {
    if !lines.is_empty() {
        document.blocks.push(Block::Paragraph(lines.join(" ").into()));
        lines.clear();
    }
}

/// A day for people: `2 November 2013`; what isn't a day stays as it is.
pub(super) fn day(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Ok(date) = text.parse::<Date>() else { return text.to_string() };
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()).wrapping_sub(1)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
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
pub(super) fn short(hash: &str) -> String {
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
        let (low, high): (Pence, Pence) = (low.parse().ok()?, high.parse().ok()?);
        let inner = match (low < Pence::ZERO, high > Pence::ZERO) {
            (true, true) => Pence::ZERO,
            (true, false) => high,
            (false, _) => low,
        };
        let rest = PenceBand::of(inner);
        ((rest.low(), rest.high()) == (low, high)).then_some(Amount { exact, rest: Some(rest) })
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
