//! One service: who supplies it, to how many people, at what price a head.

use crate::Market;
use vocabulary::Code;

use listing::{Cell, Listing, Section};

use super::ends::ends_section;
use super::facts::short;
use super::notes::{concentration_note, resting_note};
use super::{SOON_MONTHS, date_words, named, service_title};

pub(super) fn page(market: &Market<'_>, service: &Code) -> Listing {
    let snapshot = market.snapshot;
    let title = service_title(snapshot, service);
    let units = snapshot.label("unit", true);
    let (buying, supplying) = (market.buyers().len(), market.units().len());
    let sentence = if market.lines.is_empty() {
        format!("Nobody buys {title} in this register, on {}.", date_words(market.on))
    } else {
        format!(
            "{title}: {buying} customers pay {} a year to {supplying} {units}, on {}.",
            short(market.spend()),
            date_words(market.on)
        )
    };
    let mut listing = Listing::new(format!("{title} ({service})"), sentence);
    listing.number("spend_gbp", "Spend a year", Cell::Money(market.spend()));
    listing.number("units", "Suppliers", Cell::count(supplying));
    listing.number("customers", "Customers", Cell::count(buying));
    let ending = market.ending_within(SOON_MONTHS).len();
    let ends = format!("Agreement lines ending within {SOON_MONTHS} months");
    listing.number("ending_soon", ends, Cell::count(ending));
    let mut notes = Section::new("concentration", "On whom it hangs");
    notes.notes.extend(concentration_note(market, "all spend on it"));
    notes.notes.extend(resting_note(market));
    if let Some(row) = snapshot.service(service).filter(|row| row.statutory) {
        notes.notes.push(format!("Every commissioner must have it by law (source: {}).", row.source));
    }
    listing.add(notes);
    listing.add(by_unit(market));
    if !market.lines.is_empty() {
        listing.add(ends_section(market));
    }
    listing
}

fn by_unit(market: &Market<'_>) -> Section {
    let unit = market.snapshot.label("unit", false);
    let mut section = Section::new("by_unit", format!("By {unit}"))
        .column("unit", unit)
        .column("customers", "Customers")
        .column("annual_gbp", "A year")
        .column("a_head_gbp", "A head")
        .column("people", "People served")
        .column("min_people", "Smallest scale")
        .column("under", "Under it");
    for (code, lines) in market.by_unit() {
        let scales = lines.scales();
        let scale = scales.first();
        section.row(vec![
            named(market.snapshot, code),
            Cell::count(lines.buyers().len()),
            Cell::Money(lines.spend()),
            Cell::maybe(lines.a_head(), Cell::Rate),
            Cell::Count(lines.people_served()),
            Cell::maybe(scale, |scale| Cell::Count(scale.min_people.into())),
            Cell::maybe(scale, |scale| Cell::text(if scale.is_under() { "yes" } else { "no" })),
        ]);
    }
    section
}
