//! Figures and pages of exhibits: every number says where it is from.

use super::plain::{amount, day, short};
use super::told::{CasePaper, ExhibitTold, FigureTold, FileTold, PageSection, PageTold};
use crate::document::{Column, Document, Inline};
use crate::limits::size_words;

/// Tables of the figures that a section rests on.
pub(super) fn figures_of(document: &mut Document, paper: &CasePaper, section: &str) {
    for exhibit in paper.exhibits.iter().filter(|exhibit| exhibit.section == section) {
        let columns = vec![
            Column::words("Figure"),
            Column::words("Body"),
            Column::number("Amount"),
            Column::words("Source"),
        ];
        let rows = exhibit.figures.iter().map(|figure| row(exhibit, figure)).collect();
        document.table(format!("{} (exhibit {})", exhibit.title, short(&exhibit.hash)), columns, rows);
        exhibit.basis.iter().for_each(|text| document.paragraph(text.as_str()));
        if !exhibit.whole {
            document.paragraph("Not every figure of this exhibit is in this version.");
        }
    }
}

fn row(exhibit: &ExhibitTold, figure: &FigureTold) -> Vec<Inline> {
    let body = figure.body.as_ref().map_or("–", |body| body.name.as_str());
    vec![figure.title.as_str().into(), body.into(), amount(&figure.amount).into(), source(exhibit, figure)]
}

/// Which figure of which exhibit.
pub(super) fn source(exhibit: &ExhibitTold, figure: &FigureTold) -> Inline {
    Inline::new().text(format!("exhibit {}, ", short(&exhibit.hash))).code(figure.id.as_str())
}

/// The pages of all exhibits, as an annex.
pub(super) fn annex(document: &mut Document, paper: &CasePaper) {
    if paper.exhibits.is_empty() {
        return;
    }
    document.section("Annex: exhibits");
    for exhibit in &paper.exhibits {
        document.part(exhibit.title.as_str());
        document.paragraph(Inline::new().text("Exhibit ").code(exhibit.hash.as_str()));
        if exhibit.pages.is_empty() {
            document.paragraph(match exhibit.whole {
                true => "Its pages aren't part of this document.",
                false => "Its pages hold figures that aren't in this version.",
            });
        }
        exhibit.pages.iter().for_each(|page| add_page(document, exhibit, page));
    }
}

fn add_page(document: &mut Document, exhibit: &ExhibitTold, page: &PageTold) {
    document.paragraph(Inline::new().strong(page.sentence.as_str()));
    let named = |title: &str| format!("{title} (exhibit {})", short(&exhibit.hash));
    if !page.numbers.is_empty() {
        pairs(document, named(&page.title), &page.numbers);
    }
    for section in &page.sections {
        section.notes.iter().for_each(|note| document.paragraph(note.as_str()));
        if !section.pairs.is_empty() {
            pairs(document, named(&section.title), &section.pairs);
        }
        if !section.rows.is_empty() {
            table(document, named(&section.title), section);
        }
    }
}

fn pairs(document: &mut Document, caption: String, pairs: &[(String, String)]) {
    let rows = pairs.iter().map(|(name, value)| vec![name.as_str().into(), value.as_str().into()]).collect();
    document.table(caption, vec![Column::words("What"), Column::words("Value")], rows);
}

fn table(document: &mut Document, caption: String, section: &PageSection) {
    let column = |(title, is_number): &(String, bool)| Column { title: title.clone(), is_number: *is_number };
    let row = |cells: &Vec<String>| cells.iter().map(|cell| cell.as_str().into()).collect();
    document.table(
        caption,
        section.columns.iter().map(column).collect(),
        section.rows.iter().map(row).collect(),
    );
}

/// The evidence files of a section: each by the hash by which its bytes are known.
pub(super) fn files_of(document: &mut Document, paper: &CasePaper, section: &str) {
    let rows: Vec<Vec<Inline>> =
        paper.files.iter().filter(|file| file.section == section).map(file_row).collect();
    if rows.is_empty() {
        return;
    }
    let columns = vec![
        Column::words("File"),
        Column::words("Kind"),
        Column::number("Size"),
        Column::words("Attached"),
        Column::words("SHA-256"),
    ];
    document.table("Evidence files", columns, rows);
}

fn file_row(file: &FileTold) -> Vec<Inline> {
    let attached = format!("{}, {}", file.body.name, day(&file.on));
    vec![
        format!("{} ({})", file.title, file.name).into(),
        file.format.to_uppercase().into(),
        size_words(file.bytes).into(),
        attached.into(),
        Inline::new().code(file.hash.as_str()),
    ]
}
