//! The case as a document.

use casework::{LAYOUTS, LayoutRow, SectionId, sections_of};
use vocabulary::CaseTier;

use super::plain::{add, words};
use super::told::CasePaper;
use super::{about, exhibit, review};
use crate::document::Document;

/// Writes a case as a document, under the headings of its layout. One page on the record has its own short form: its four
/// tests, its decision, its receipts.
pub fn paper(paper: &CasePaper) -> Document {
    let mut document = Document::new(paper.title.as_str());
    about::head(&mut document, paper);
    match paper.tier.parse() {
        Ok(CaseTier::Record) => one_page(&mut document, paper),
        _ => whole(&mut document, paper),
    }
    about::foot(&mut document, paper);
    document
}

fn one_page(document: &mut Document, paper: &CasePaper) {
    document.section("The four tests");
    sections_of(CaseTier::Record).for_each(|kind| section(document, paper, kind.id));
    if !paper.asked.is_empty() {
        review::consultation(document, paper);
    }
    review::decisions(document, paper);
    review::followed(document, paper);
    exhibit::annex(document, paper);
}

fn whole(document: &mut Document, paper: &CasePaper) {
    let layout = layout_of(paper);
    document.paragraph(format!("{}.", layout.title));
    for (heading, sections) in layout.parts {
        document.section(words(heading.word()));
        sections.iter().for_each(|id| section(document, paper, *id));
    }
    review::consultation(document, paper);
    review::offers(document, paper);
    review::points(document, paper);
    review::outcome(document, paper);
    review::decisions(document, paper);
    review::followed(document, paper);
    exhibit::annex(document, paper);
}

/// The layout that was asked for; the last one, which fits everything, where the word is none of ours.
fn layout_of(paper: &CasePaper) -> &'static LayoutRow {
    LAYOUTS.iter().find(|row| row.layout.word() == paper.layout).unwrap_or(&LAYOUTS[LAYOUTS.len() - 1])
}

fn section(document: &mut Document, paper: &CasePaper, id: SectionId) {
    document.part(id.kind().title);
    match paper.sections.iter().find(|section| section.id == id.word()) {
        Some(section) => add(document, &section.text),
        None => document.paragraph("Nothing of this section is in this version."),
    }
    exhibit::figures_of(document, paper, id.word());
    exhibit::files_of(document, paper, id.word());
}
