//! One agreement line: what is agreed, how it is known, and what else its buyer and its unit have together.

use listing::{Cell, Listing, Section};
use register::Conflict;
use register::tables::AgreementLine;

use super::ends::tell_by;
use super::notes::allowance_note;
use super::{capital, date_words, named, service_named, service_title, sources, versions_section};
use crate::{Filter, Market};

/// The page of one agreement line.
pub fn agreement_page(market: &Market<'_>, line: &AgreementLine) -> Listing {
    let snapshot = market.snapshot;
    let one = Market {
        snapshot,
        on: market.on,
        lines: market.lines.iter().copied().filter(|other| *other == line).collect(),
    };
    let (buyer, supplier) =
        (snapshot.name_of(line.buyer_code.as_str()), snapshot.name_of(line.supplier_code.as_str()));
    let service = service_title(snapshot, &line.service_code);
    let head = one.a_head().map_or(String::new(), |pence| format!(", {} a head", Cell::Rate(pence).words()));
    let sentence = format!(
        "{buyer} pays {supplier} {} a year for {}{head}.",
        line.annual_gbp.whole_pounds(),
        lower(&service)
    );
    let mut listing = Listing::new(format!("{service}: {buyer} and {supplier}"), sentence);
    listing.number("annual_gbp", "A year", Cell::Money(line.annual_gbp));
    listing.number("a_head_gbp", "A head", Cell::maybe(one.a_head(), Cell::Rate));
    let share = one.allowance_shares().first().map(crate::Share::percent).filter(|percent| *percent > 0.0);
    listing.number(
        "allowance_percent",
        "Of the buyer's running-cost allowance",
        Cell::maybe(share, Cell::Percent),
    );
    listing.number(
        "notice_months",
        "Months of notice",
        Cell::maybe(line.notice_months, |months| Cell::Count(months.into())),
    );
    listing.add(agreed(line));
    if share.is_some() {
        listing.add(Section::new("allowance", "How the share is counted").note(allowance_note(&one)));
    }
    listing.add(sources::sources_section(&one));
    let same =
        |conflict: &&Conflict| conflict.table == "agreement_lines" && conflict.key == line.line_id.as_str();
    listing.add(versions_section(snapshot, &snapshot.conflicts.iter().filter(same).collect::<Vec<_>>()));
    listing.add(together(market, line));
    listing
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn agreed(line: &AgreementLine) -> Section {
    let mut section = Section::new("agreed", "What is agreed");
    let words = |word: &str| capital(&word.replace('_', " "));
    section.pair("Name in the register", line.line_id.as_str());
    section.pair("Price basis", words(line.price_basis.word()));
    section.pair("Paid from", line.funding.map_or("not said".to_string(), |funding| words(funding.word())));
    section.pair(
        "Volume",
        line.volume.map_or("the buyer's registered people".to_string(), |volume| volume.0.to_string()),
    );
    section.pair("Starts", line.start_date.map_or("not said".to_string(), date_words));
    section.pair("Ends", line.end_date.map_or("no end is agreed".to_string(), date_words));
    section
        .pair("Notice", line.notice_months.map_or("none".to_string(), |months| format!("{months} months")));
    section.pair("Tell by", tell_by(line).map_or(String::new(), |month| month.words()));
    section.pair("How it is known", words(line.basis.word()));
    section
}

/// The other lines between the two.
fn together(market: &Market<'_>, line: &AgreementLine) -> Section {
    let filter = Filter {
        unit: Some(line.supplier_code.clone()),
        buyer: Some(line.buyer_code.clone()),
        service: None,
    };
    let mut section = Section::new("together", "What else the two have together")
        .column("service", "Service")
        .column("supplier", market.snapshot.label("unit", false))
        .column("annual_gbp", "A year");
    for other in market.lines.iter().filter(|other| filter.takes(other) && **other != line) {
        section.row(vec![
            service_named(market.snapshot, &other.service_code),
            named(market.snapshot, &other.supplier_code),
            Cell::Money(other.annual_gbp),
        ]);
    }
    section
}
