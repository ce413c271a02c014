//! What each page of a result says, as a listing: the same value makes the page and its files.

mod answer;
mod banded;
mod banded_answer;
mod bodies;
mod cascade;
mod how;
mod money;
mod people;
mod variants;

use exchange::result::Told;
use ledger::BodyId;
use listing::{Cell, Listing, Section};
use stability::ensemble::Range;
use vocabulary::{Code, Pence};

use super::part::Part;
use super::postings::{PostingsView, postings};

pub(super) use banded::{InBands, WHY};
pub(super) use cascade::following;
pub(super) use money::UnitMonths;

/// What a page says to somebody who sees the books.
pub(super) fn said(told: &Told<'_>, part: Part, view: &PostingsView) -> Listing {
    let mut listing = match part {
        Part::Answer => answer::page(told),
        Part::Bodies => bodies::page(told, view.body.as_ref()),
        Part::Map => bodies::map_page(told),
        Part::Cascade => cascade::page(told),
        Part::Money => money::page(told),
        Part::People => people::page(told),
        Part::Rules => variants::rules(told),
        Part::Mitigations => variants::mitigations(told),
        Part::Postings => postings(told, view),
        Part::How => how::page(told),
    };
    listing.title = match part {
        Part::Answer => told.answer.scenario.title.clone(),
        other => other.title().to_string(),
    };
    listing
}

/// What a page says to somebody who sees bands.
pub(super) fn in_bands(bands: &InBands<'_>, part: Part) -> Listing {
    Listing { title: part.title().to_string(), ..banded::said(bands, part) }
}

/// A body as a cell.
fn body(told: &Told<'_>, body: BodyId) -> Cell {
    Cell::Named(told.answer.impact.code(body).clone(), told.name(body))
}

/// A service as a cell.
fn service(told: &Told<'_>, code: &Code) -> Cell {
    Cell::Named(code.clone(), told.service(code.as_str()))
}

/// `one line`, `3 lines`.
fn lines(count: usize) -> String {
    if count == 1 { "one line".to_string() } else { format!("{count} lines") }
}

/// A sentence with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A section of paragraphs.
pub(super) fn paragraphs(id: &'static str, title: &str, notes: Vec<String>) -> Section {
    Section { notes, ..Section::new(id, title) }
}

/// Both ends of a range over the draws.
fn range(range: Option<Range>) -> [Cell; 2] {
    range.map_or([Cell::Blank, Cell::Blank], |range| [pence(range.p10), pence(range.p90)])
}

/// An amount in pence that isn't whole.
fn pence(amount: f64) -> Cell {
    Cell::Money(Pence::round(amount))
}
