use crate::text::{Align, Page, WIDTH, width, wrap};

use super::{Cell, Listing, Section};

/// The answer for people, on 100 columns.
pub(crate) fn to_text(listing: &Listing, colour: bool) -> String {
    let mut page = Page::new(colour);
    page.heading(&shorten(&listing.title, WIDTH));
    page.paragraph(&listing.sentence);
    if !listing.numbers.is_empty() {
        // Headings that are empty leave an empty line, which is what is wanted.
        let rows: Vec<Vec<String>> =
            listing.numbers.iter().map(|number| vec![number.title.clone(), number.value.words()]).collect();
        page.table(&[("", Align::Left), ("", Align::Right)], &rows);
    }
    listing.sections.iter().for_each(|section| of_section(section, &mut page));
    page.into_text()
}

fn of_section(section: &Section, page: &mut Page) {
    page.heading(&shorten(&section.title, WIDTH));
    section.notes.iter().for_each(|note| page.paragraph(note));
    if !section.pairs.is_empty() {
        pairs(&section.pairs, page);
    }
    if section.rows.is_empty() {
        return;
    }
    let at = |row: &Vec<Cell>, i: usize| row.get(i).cloned().unwrap_or(Cell::Blank);
    let number = |i: usize| section.rows.iter().any(|row| at(row, i).is_number());
    let aligns: Vec<Align> =
        (0..section.columns.len()).map(|i| if number(i) { Align::Right } else { Align::Left }).collect();
    let words = |row: &Vec<Cell>| (0..aligns.len()).map(|i| at(row, i).words()).collect::<Vec<String>>();
    let mut rows: Vec<Vec<String>> = section.rows.iter().map(words).collect();
    let titles: Vec<&str> = section.columns.iter().map(|column| column.title.as_str()).collect();
    let widths = fitting(&titles, &aligns, &rows);
    for row in &mut rows {
        row.iter_mut().zip(&widths).for_each(|(cell, width)| *cell = shorten(cell, *width));
    }
    page.table(&titles.into_iter().zip(aligns).collect::<Vec<_>>(), &rows);
}

/// How wide each column may be so that the table fits the page: columns of words give way, the widest of
/// them first, and the first column, which says what a row is about, a little later than the others.
fn fitting(titles: &[&str], aligns: &[Align], rows: &[Vec<String>]) -> Vec<usize> {
    const FIRST_IS_SPARED: usize = 6;
    const AT_LEAST: usize = 8;
    let widest =
        |i: usize| rows.iter().map(|row| width(&row[i])).chain([width(titles[i])]).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..titles.len()).map(widest).collect();
    let gaps = 2 * titles.len();
    while widths.iter().sum::<usize>() + gaps > WIDTH {
        let may = |i: &usize| aligns[*i] == Align::Left && widths[*i] > AT_LEAST.max(width(titles[*i]));
        let counted = |i: &usize| widths[*i].saturating_sub(if *i == 0 { FIRST_IS_SPARED } else { 0 });
        let Some(widest) = (0..widths.len()).filter(may).max_by_key(counted) else { break };
        widths[widest] -= 1;
    }
    widths
}

/// Names with values; a long value goes on under itself.
fn pairs(pairs: &[(String, String)], page: &mut Page) {
    let names = pairs.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let room = WIDTH.saturating_sub(names + 4).max(20);
    let mut rows = Vec::new();
    for (name, value) in pairs {
        for (number, line) in wrap(&breakable(value, room), room).into_iter().enumerate() {
            rows.push(vec![if number == 0 { name.clone() } else { String::new() }, line]);
        }
    }
    page.table(&[("", Align::Left), ("", Align::Left)], &rows);
}

/// The same text with words that are longer than a line broken into parts.
fn breakable(text: &str, room: usize) -> String {
    let broken = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters.chunks(room).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    };
    text.split(' ').map(broken).collect::<Vec<_>>().join(" ")
}

/// A name in at most so many characters: without what stands in brackets at its end, else cut.
pub(crate) fn shorten(text: &str, at_most: usize) -> String {
    if width(text) <= at_most {
        return text.to_string();
    }
    let bare = text.rsplit_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(text, |(name, _)| name);
    if width(bare) <= at_most {
        return bare.to_string();
    }
    bare.chars().take(at_most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_brackets_before_they_are_cut() {
        assert_eq!(shorten("NHS South CSU (local code)", 20), "NHS South CSU");
        assert_eq!(shorten("NHS South CSU (local code)", 8), "NHS Sou…");
        assert_eq!(shorten("NHS South CSU", 20), "NHS South CSU");
    }
}
