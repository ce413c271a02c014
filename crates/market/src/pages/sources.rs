//! Where numbers come from: the sources of what a page shows, and the page of one source.

use std::collections::BTreeMap;

use listing::{Cell, Listing, Section};
use register::Snapshot;
use register::tables::Measure;
use vocabulary::{Basis, Code, Pence};

use crate::Market;

/// What rests on a source in one way.
type Use<'a> = (&'static str, &'a Code, Basis);

/// The sources of the prices, allowances and counts of people that a page shows, with date and basis.
pub fn sources_section(market: &Market<'_>) -> Section {
    let snapshot = market.snapshot;
    let mut section = Section::new("sources", "Where do these numbers come from?")
        .column("what", "Numbers")
        .column("source", "Source")
        .column("published", "Published")
        .column("basis", "Basis")
        .column("rank", "Rank")
        .column("rows", "Rows")
        .column("annual_gbp", "Amount a year");
    for ((what, source, basis), (rows, amount)) in counted(uses(market)) {
        let row = snapshot.source(source);
        section.row(vec![
            Cell::text(what),
            row.map_or_else(
                || Cell::text(source.as_str()),
                |row| Cell::Named(source.clone(), row.title.0.clone()),
            ),
            Cell::text(row.map_or("", |row| row.published.as_str())),
            Cell::text(basis.word()),
            Cell::maybe(row, |row| Cell::Count(row.rank.into())),
            Cell::count(rows),
            Cell::maybe(amount, Cell::Money),
        ]);
    }
    if !section.rows.is_empty() {
        section = section.note(
            "Recorded: a source printed it. Derived: worked out from what sources printed. Assumed: our judgement, \
             with its reason at the source. Where sources disagree, the one of the lowest rank is used and all are kept.",
        );
    }
    section
}

/// Every use of a source by what is shown, with its amount if it has one.
fn uses<'a>(market: &Market<'a>) -> Vec<(Use<'a>, Option<Pence>)> {
    let mut uses: Vec<(Use<'a>, Option<Pence>)> = Vec::new();
    for line in market.lines.iter().copied() {
        uses.push((("prices", &line.source, line.basis), Some(line.annual_gbp)));
    }
    for buyer in market.buyers() {
        if let Some(row) = market.allowance(buyer) {
            uses.push((("allowances", &row.source, row.basis), Some(row.amount_gbp)));
        }
        let counts = market.snapshot.rows.populations.iter();
        let before = counts.filter(|row| {
            row.body_code == *buyer && row.measure == Measure::Registered && row.as_of <= market.on
        });
        if let Some(row) = before.max_by_key(|row| row.as_of) {
            uses.push((("people", &row.source, Basis::Recorded), None));
        }
    }
    uses
}

/// How often each is used, and for how much.
fn counted<'a>(uses: Vec<(Use<'a>, Option<Pence>)>) -> BTreeMap<Use<'a>, (usize, Option<Pence>)> {
    let mut counted: BTreeMap<Use<'a>, (usize, Option<Pence>)> = BTreeMap::new();
    for (used, amount) in uses {
        let entry = counted.entry(used).or_insert((0, None));
        entry.0 += 1;
        entry.1 = match (entry.1, amount) {
            (Some(before), Some(more)) => Some(before + more),
            (before, more) => before.or(more),
        };
    }
    counted
}

/// The page of a source: who published it, when, its limits, and what rests on it. None if there is no such
/// source.
pub fn source_page(snapshot: &Snapshot, code: &Code) -> Option<Listing> {
    let row = snapshot.source(code)?;
    let mut listing = Listing::new(row.title.0.clone(), first_sentence(row));
    let mut about = Section::new("about", "About the source");
    about.pair("Code", code.as_str());
    about.pair("Published by", row.publisher.as_str());
    about.pair("Published", row.published.as_str());
    about.pair("Rank among sources that disagree (the lowest is used)", row.rank.to_string());
    about.pair("Licence, limits, method", row.note.as_str());
    listing.add(about);
    listing.add(cited_by(snapshot, code));
    listing.add(facts(snapshot, code));
    Some(listing)
}

fn first_sentence(row: &register::tables::Source) -> String {
    match (row.publisher.as_str(), row.published.as_str()) {
        ("", "") => "Nobody is named as its publisher.".to_string(),
        (who, "") => format!("Published by {who}."),
        ("", when) => format!("Published {when}."),
        (who, when) => format!("Published by {who}, {when}."),
    }
}

/// How many rows of each table cite a source.
pub fn cited_by(snapshot: &Snapshot, source: &Code) -> Section {
    let mut section =
        Section::new("cited_by", "What rests on it").column("table", "Table").column("rows", "Rows");
    for table in &snapshot.all.to_raw("").tables {
        let Some(at) = table.columns.iter().position(|column| column == "source") else { continue };
        let cites = |cells: &Vec<String>| cells.get(at).is_some_and(|cell| cell == source.as_str());
        let count = table.rows.iter().filter(|row| cites(&row.cells)).count();
        if count > 0 {
            section.row(vec![Cell::text(table.name.as_str()), Cell::count(count)]);
        }
    }
    section
}

fn facts(snapshot: &Snapshot, source: &Code) -> Section {
    let mut section = Section::new("facts", "What it printed")
        .column("measure", "What")
        .column("value", "Value")
        .column("period", "Period")
        .column("as_printed", "As printed");
    for fact in snapshot.rows.facts.iter().filter(|fact| fact.source == *source) {
        section.row(vec![
            Cell::text(fact.measure.0.as_str()),
            Cell::text(super::value_words(fact)),
            Cell::text(fact.period.as_str()),
            Cell::text(fact.as_printed.as_str()),
        ]);
    }
    section
}
