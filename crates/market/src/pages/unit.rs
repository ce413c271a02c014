//! One unit: its customers, its income by service, its scale, what it planned.

use crate::Market;
use vocabulary::Code;

use listing::{Cell, Listing, Section};

use super::ends::ends_section;
use super::facts::short;
use super::notes::{allowance_note, concentration_note, links_note, resting_note};
use super::{Reader, SOON_MONTHS, date_words, expected, named, on_record, service_named, tables};

pub(super) fn page(market: &Market<'_>, unit: &Code) -> Listing {
    let snapshot = market.snapshot;
    let name = snapshot.name_of(unit.as_str());
    let buyers = market.buyers().len();
    let sentence = if market.lines.is_empty() {
        format!("{name} has no agreement lines in force on {}.", date_words(market.on))
    } else {
        let head = market.a_head().map_or(String::new(), |pence| {
            format!(
                ", {} a head of the {} people that they serve",
                Cell::Rate(pence).words(),
                Cell::Count(market.people_served()).words()
            )
        });
        format!(
            "{name} earns {} a year from {buyers} customers, on {}{head}.",
            short(market.spend()),
            date_words(market.on)
        )
    };
    let mut listing = Listing::new(format!("{name} ({unit})"), sentence);
    listing.number("income_gbp", "Income a year", Cell::Money(market.spend()));
    listing.number("customers", "Customers", Cell::count(buyers));
    listing.number("services", "Services", Cell::count(market.by_service().len()));
    let ending = market.ending_within(SOON_MONTHS).len();
    let title = format!("Agreement lines ending within {SOON_MONTHS} months");
    listing.number("ending_soon", title, Cell::count(ending));
    let mut notes = Section::new("concentration", "On whom it hangs");
    notes.notes.extend(concentration_note(market, "its income"));
    notes.notes.extend(resting_note(market));
    notes.notes.extend(links_note(market));
    listing.add(notes);
    if !market.lines.is_empty() {
        listing.add(
            tables::by_buyer(market, Reader { buyers_max: usize::MAX, more_buyers: "" })
                .note(allowance_note(market)),
        );
        listing.add(income_by_service(market));
        listing.add(tables::scale(market));
        listing.add(ends_section(market));
    }
    listing.add(satisfaction(market, |row| row.supplier_code == *unit));
    listing.add(expected::plans_section(snapshot, |code| code == unit));
    listing.add(expected::potential_section(snapshot, |code| code == unit));
    listing.add(on_record::checkpoints_section(snapshot, Some(unit)));
    listing.add(on_record::moves_section(snapshot, |row| {
        row.from_code == *unit || row.to_code.as_ref() == Some(unit)
    }));
    listing.add(on_record::facts_section(snapshot, unit));
    listing
}

fn income_by_service(market: &Market<'_>) -> Section {
    let mut section = Section::new("by_service", "Income by service")
        .column("service", "Service")
        .column("customers", "Customers")
        .column("annual_gbp", "A year")
        .column("share_percent", "Share")
        .column("a_head_gbp", "A head")
        .column("largest", "Largest customer")
        .column("largest_percent", "Share");
    let total = market.spend().as_f64();
    for (code, lines) in market.by_service() {
        let known = lines.concentration();
        let share = (total > 0.0).then(|| lines.spend().as_f64() / total * 100.0);
        section.row(vec![
            service_named(market.snapshot, code),
            Cell::count(lines.buyers().len()),
            Cell::Money(lines.spend()),
            Cell::maybe(share, Cell::Percent),
            Cell::maybe(lines.a_head(), Cell::Rate),
            Cell::maybe(known.as_ref().map(|known| known.largest.0), |code| named(market.snapshot, code)),
            Cell::maybe(known.as_ref().map(|known| known.largest_percent), Cell::Percent),
        ]);
    }
    section
}

/// How content customers are, where it is known.
pub(super) fn satisfaction(
    market: &Market<'_>,
    keep: impl Fn(&register::tables::Satisfaction) -> bool,
) -> Section {
    let mut section = Section::new("satisfaction", "How content customers are")
        .column("buyer", "Customer")
        .column("supplier", "Supplier")
        .column("service", "Service")
        .column("period", "Period")
        .column("score_percent", "Score");
    for row in market.snapshot.rows.satisfaction.iter().filter(|row| keep(row)) {
        section.row(vec![
            named(market.snapshot, &row.buyer_code),
            named(market.snapshot, &row.supplier_code),
            service_named(market.snapshot, &row.service_code),
            Cell::text(row.period.as_str()),
            Cell::Percent(row.score_percent.0),
        ]);
    }
    section
}
