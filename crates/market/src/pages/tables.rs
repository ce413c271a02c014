//! Tables that several pages share: the market by unit, by buyer, by service, and scale.

use crate::{Market, Scale};

use listing::{Cell, Section};

use super::{Reader, named, service_named};

/// By unit: how many buy, how much, at what price a head, at what share of their allowance, how concentrated.
pub(super) fn by_unit(market: &Market<'_>) -> Section {
    let unit = market.snapshot.label("unit", false);
    let mut section = Section::new("by_unit", format!("By {unit}"))
        .column("unit", unit)
        .column("customers", "Buyers")
        .column("annual_gbp", "A year")
        .column("a_head_gbp", "A head")
        .column("median_allowance_percent", "Allowance")
        .column("hhi", "HHI")
        .column("largest", "Largest customer")
        .column("largest_percent", "Share");
    for (code, lines) in market.by_unit() {
        let known = lines.concentration();
        section.row(vec![
            named(market.snapshot, code),
            Cell::count(lines.buyers().len()),
            Cell::Money(lines.spend()),
            Cell::maybe(lines.a_head(), Cell::Rate),
            Cell::maybe(lines.median_allowance_share(), Cell::Percent),
            Cell::maybe(known.as_ref().map(|known| known.hhi), Cell::Index),
            Cell::maybe(known.as_ref().map(|known| known.largest.0), |code| named(market.snapshot, code)),
            Cell::maybe(known.as_ref().map(|known| known.largest_percent), Cell::Percent),
        ]);
    }
    section
}

/// By buyer, those that pay most first; at most so many of them as the reader is shown.
pub(super) fn by_buyer(market: &Market<'_>, reader: Reader) -> Section {
    let mut rows: Vec<_> = market.by_buyer().into_iter().collect();
    rows.sort_by_key(|(code, lines)| (std::cmp::Reverse(lines.spend()), *code));
    let mut section = Section::new("by_buyer", "By customer")
        .column("buyer", "Customer")
        .column("annual_gbp", "A year")
        .column("share_percent", "Share")
        .column("people", "People")
        .column("a_head_gbp", "A head")
        .column("allowance_percent", "Of its allowance");
    if rows.len() > reader.buyers_max {
        section = section.note(format!(
            "The {} largest of {}; {}.",
            reader.buyers_max,
            rows.len(),
            reader.more_buyers
        ));
    }
    let total = market.spend().as_f64();
    for (code, lines) in rows.into_iter().take(reader.buyers_max) {
        let share = lines.allowance_shares().first().map(crate::Share::percent);
        let of_all = (total > 0.0).then(|| lines.spend().as_f64() / total * 100.0);
        section.row(vec![
            named(market.snapshot, code),
            Cell::Money(lines.spend()),
            Cell::maybe(of_all, Cell::Percent),
            Cell::maybe(market.people(code), |people| Cell::Count(people.into())),
            Cell::maybe(lines.a_head(), Cell::Rate),
            Cell::maybe(share, Cell::Percent),
        ]);
    }
    section
}

/// By service: who supplies and buys it, how much, and how many units are under its smallest scale.
pub(super) fn by_service(market: &Market<'_>) -> Section {
    let units = market.snapshot.label("unit", true);
    let mut section = Section::new("by_service", "By service")
        .column("service", "Service")
        .column("units", units)
        .column("customers", "Customers")
        .column("annual_gbp", "A year")
        .column("a_head_gbp", "A head")
        .column("min_people", "Smallest scale")
        .column("units_under", "Under it");
    for (code, lines) in market.by_service() {
        let scales = lines.scales();
        let under = scales.iter().filter(|scale| scale.is_under()).count();
        section.row(vec![
            service_named(market.snapshot, code),
            Cell::count(lines.units().len()),
            Cell::count(lines.buyers().len()),
            Cell::Money(lines.spend()),
            Cell::maybe(lines.a_head(), Cell::Rate),
            Cell::maybe(scales.first(), |scale| Cell::Count(scale.min_people.into())),
            if scales.is_empty() { Cell::Blank } else { Cell::count(under) },
        ]);
    }
    section
}

/// People served by each service of a unit beside the smallest scale of the service.
pub(super) fn scale(market: &Market<'_>) -> Section {
    let scales = market.scales();
    let under = scales.iter().filter(|scale| scale.is_under()).count();
    let mut section = Section::new("scale", "People served against the smallest scale");
    if scales.is_empty() {
        return section;
    }
    section = section.note(format!("Services under their smallest scale: {under} of {}.", scales.len()));
    section = section.column("service", "Service").column("people", "People served");
    section = section.column("min_people", "Smallest scale").column("under", "Under it");
    for row in &scales {
        section.row(scale_cells(market, row));
    }
    section
}

fn scale_cells(market: &Market<'_>, row: &Scale<'_>) -> Vec<Cell> {
    vec![
        service_named(market.snapshot, &row.service.service_code),
        Cell::Count(row.people),
        Cell::Count(row.min_people.into()),
        Cell::text(if row.is_under() { "yes" } else { "no" }),
    ]
}
