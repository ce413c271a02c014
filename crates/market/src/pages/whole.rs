//! The whole market on one page.

use crate::Market;

use listing::{Cell, Listing, Section};

use super::ends::ends_section;
use super::facts::short;
use super::notes::{allowance_note, concentration_note, resting_note};
use super::{Reader, SOON_MONTHS, capital, date_words, expected, heads, on_record, tables, totals};

pub(super) fn page(market: &Market<'_>, reader: Reader) -> Listing {
    let snapshot = market.snapshot;
    let units = snapshot.label("unit", true);
    let (buying, supplying) = (market.buyers().len(), market.units().len());
    let sentence = if market.lines.is_empty() {
        format!("The register {} has no agreement lines, so nobody buys anything.", snapshot.name)
    } else {
        format!(
            "{} customers buy support for {} a year from {} {units}, on {}{}.",
            Cell::count(buying).words(),
            short(market.spend()),
            supplying,
            date_words(market.on),
            market.a_head().map_or(String::new(), |pence| {
                format!("; those whose people are known pay {} a head", Cell::Rate(pence).words())
            })
        )
    };
    let mut listing = Listing::new(format!("The market: {}", snapshot.name), sentence);
    listing.number("spend_gbp", "Spend a year", Cell::Money(market.spend()));
    listing.number("units", capital(&units), Cell::count(supplying));
    listing.number("customers", "Customers", Cell::count(buying));
    let ending = market.ending_within(SOON_MONTHS).len();
    let title = format!("Agreement lines ending within {SOON_MONTHS} months");
    listing.number("ending_soon", title, Cell::count(ending));

    let mut notes = Section::new("concentration", "On whom it hangs");
    notes.notes.extend(concentration_note(market, "all spend"));
    notes.notes.extend(resting_note(market));
    listing.add(notes);
    if !market.lines.is_empty() {
        listing.add(tables::by_unit(market).note(by_unit_note(market)));
        listing.add(tables::by_service(market));
        listing.add(tables::by_buyer(market, reader));
        listing.add(ends_section(market));
    }
    listing.add(totals::section(market));
    listing.add(expected::plans_section(snapshot, |_| true));
    listing.add(expected::potential_section(snapshot, |_| true));
    listing.add(heads::section(snapshot));
    listing.add(on_record::checkpoints_section(snapshot, None));
    listing.add(on_record::moves_section(snapshot, |_| true));
    listing.add(on_record::conflicts_section(snapshot));
    listing
}

fn by_unit_note(market: &Market<'_>) -> String {
    format!(
        "{} The column Allowance is the middle share among a supplier's customers; A head counts only customers \
         whose people are known; in HHI, the Herfindahl–Hirschman index, a buyer that stands for several bodies \
         counts as one.",
        allowance_note(market)
    )
}
