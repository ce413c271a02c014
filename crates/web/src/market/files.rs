//! Tables as files, each at its own address with the same filters as its page.

use exchange::listing::{json_bytes, json_value, section_csv, section_json, section_xlsx};
use listing::{Listing, Section};
use market::Market;
use market::pages::lines_section;
use vocabulary::{Finding, Place};

use super::facts::MarketFacts;
use super::page::{NotFound, Said, said};
use super::view::{Subject, View};

/// A form that a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
    /// For programs.
    Json,
}

impl Ending {
    /// The form of a file name's ending.
    pub fn of(ending: &str) -> Option<Self> {
        match ending {
            "csv" => Some(Ending::Csv),
            "xlsx" => Some(Ending::Xlsx),
            "json" => Some(Ending::Json),
            _ => None,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Ending::Csv => "text/csv; charset=utf-8",
            Ending::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Ending::Json => "application/json",
        }
    }
}

/// A file to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// Its bytes; the same question gives the same.
    pub bytes: Vec<u8>,
}

/// One table of a subject's page as a file: any section by its name, `agreement_lines` for every line that the
/// page speaks of, and `page` with the ending `json` for the whole page.
///
/// Errors: a code that names nothing, no such table, or a table that can't be written.
pub fn table_file(facts: &MarketFacts, subject: &Subject, view: &View, file: &str) -> Result<File, NotFound> {
    let Said { listing, market } = said(facts, subject, view, true)?;
    let missing = || no_table(&listing, &market, file);
    let (name, ending) = file.rsplit_once('.').ok_or_else(missing)?;
    let ending = Ending::of(ending).ok_or_else(missing)?;
    let send = |bytes: Vec<u8>| File { name: file.to_string(), media_type: ending.media_type(), bytes };
    if name == "page" && ending == Ending::Json {
        return Ok(send(json_bytes(&json_value(&listing))));
    }
    let section = &section(listing.clone(), &market, name).ok_or_else(missing)?;
    match ending {
        Ending::Csv => Ok(send(section_csv(section))),
        Ending::Json => Ok(send(json_bytes(&section_json(section)))),
        Ending::Xlsx => section_xlsx(section).map(send).map_err(NotFound),
    }
}

/// Everything that the page of a subject says; no table leaves anything out.
///
/// Errors: a code that names nothing.
pub(crate) fn listing_of(facts: &MarketFacts, subject: &Subject, view: &View) -> Result<Listing, NotFound> {
    Ok(said(facts, subject, view, true)?.listing)
}

/// One table of it, or `agreement_lines`.
///
/// Errors: a code that names nothing, or no such table.
pub(crate) fn section_of(
    facts: &MarketFacts,
    subject: &Subject,
    view: &View,
    name: &str,
) -> Result<Section, NotFound> {
    let Said { listing, market } = said(facts, subject, view, true)?;
    section(listing.clone(), &market, name).ok_or_else(|| no_table(&listing, &market, name))
}

fn section(listing: Listing, market: &Market<'_>, name: &str) -> Option<Section> {
    if name == "agreement_lines" {
        return Some(lines_section(market));
    }
    listing.sections.into_iter().find(|section| section.id == name && !section.rows.is_empty())
}

fn no_table(listing: &Listing, market: &Market<'_>, file: &str) -> NotFound {
    let tables = listing.sections.iter().filter(|section| !section.rows.is_empty()).map(|section| section.id);
    let names = tables.chain(["agreement_lines"]).collect::<Vec<_>>().join(", ");
    NotFound(vec![
        Finding::error(
            "unknown-name",
            Place::table(&market.snapshot.name),
            format!("there is no table {file:?}"),
        )
        .expected(format!("one of {names}; with the ending csv, xlsx or json"))
        .action("Follow the links under the tables of the page."),
    ])
}
