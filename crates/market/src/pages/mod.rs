//! The market as people read it: the whole market, one buyer, one unit or one service. Values, not text: the
//! command line prints them, the pages show them.

mod agreement;
mod buyer;
mod chain;
mod ends;
mod expected;
mod facts;
mod heads;
mod lines;
mod neighbours;
mod notes;
mod on_record;
mod service;
mod sources;
mod tables;
mod totals;
mod unit;
mod whole;

use listing::{Cell, Listing};
use register::tables::Role;
use register::{Snapshot, nearest};
use vocabulary::{Code, Date, Finding, Findings, Month};

use crate::{Filter, Market, usual_date};

pub use agreement::agreement_page;
pub use chain::succession_section;
pub use facts::{pounds_words, value_words};
pub use lines::lines_section;
pub use on_record::{facts_section, versions_section};
pub use sources::{cited_by, source_page, sources_section};

/// The months within which an agreement is said to end soon.
pub const SOON_MONTHS: i32 = 18;

/// How much a page shows, and how its reader finds the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// So many buyers are named on the page of the whole market.
    pub buyers_max: usize,
    /// Where the others are, as the end of a sentence about them.
    pub more_buyers: &'static str,
}

/// The lines that are asked for, on a day or, without one, on the register's own. Errors: a code that names
/// nothing.
pub fn select<'a>(snapshot: &'a Snapshot, filter: &Filter, on: Option<Date>) -> Result<Market<'a>, Findings> {
    let rows = &snapshot.rows;
    let lines = || rows.agreement_lines.iter();
    let mut findings = Findings::new();
    let mut check = |asked: &Option<Code>, what: &str, known: Vec<(String, String)>| {
        if let Some(code) = asked
            && !known.iter().any(|(known, _)| known == code.as_str())
        {
            findings.push(nearest::unknown(&snapshot.name, what, code.as_str(), &known));
        }
    };
    let by_role =
        rows.bodies.iter().filter(|row| row.roles.0.contains(&Role::Unit)).map(|row| &row.body_code);
    let units = by_role.chain(lines().map(|line| &line.supplier_code));
    let units: std::collections::BTreeSet<&Code> = units.collect();
    check(&filter.unit, &snapshot.label("unit", false), nearest::bodies(snapshot, units.into_iter()));
    let buyers = rows.bodies.iter().map(|row| &row.body_code);
    check(&filter.buyer, "buyer", nearest::bodies(snapshot, buyers));
    let services = rows.services.iter().map(|row| (row.service_code.to_string(), row.title.0.clone()));
    check(&filter.service, "service", services.collect());
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    Ok(Market::of(snapshot, on.unwrap_or_else(|| usual_date(snapshot)), filter))
}

/// The page of what is asked for.
pub fn page(market: &Market<'_>, filter: &Filter, reader: Reader) -> Listing {
    let mut listing = match (&filter.buyer, &filter.unit, &filter.service) {
        (Some(buyer), ..) => buyer::page(market, buyer),
        (None, Some(unit), _) => unit::page(market, unit),
        (None, None, Some(service)) => service::page(market, service),
        (None, None, None) => whole::page(market, reader),
    };
    let also = |code: &Option<Code>, word: &str| code.as_ref().map(|code| format!("{word} {code}"));
    let narrowed = match (&filter.buyer, &filter.unit) {
        (Some(_), unit) => [also(unit, "supplier"), also(&filter.service, "service")],
        (None, Some(_)) => [also(&filter.service, "service"), None],
        (None, None) => [None, None],
    };
    let narrowed: Vec<String> = narrowed.into_iter().flatten().collect();
    if !narrowed.is_empty() {
        listing.title = format!("{}, only {}", listing.title, narrowed.join(" and "));
    }
    listing
}

/// A body, by code and name.
fn named(snapshot: &Snapshot, code: &Code) -> Cell {
    Cell::Named(code.clone(), snapshot.name_of(code.as_str()))
}

/// A service, by code and title.
fn service_named(snapshot: &Snapshot, code: &Code) -> Cell {
    Cell::Named(code.clone(), service_title(snapshot, code))
}

fn service_title(snapshot: &Snapshot, code: &Code) -> String {
    snapshot.service(code).map_or_else(|| code.to_string(), |service| service.title.0.clone())
}

/// A text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A date as people write it: `1 April 2013`.
pub fn date_words(date: Date) -> String {
    format!("{} {}", date.day(), Month::of(date).words())
}
