//! Who else buys from a buyer's units, and who lies beside it.

use crate::{Filter, Market};
use vocabulary::Code;

use listing::{Cell, Section};

use super::named;

/// The other customers of its units, with what they pay there, those that pay most first.
pub(super) fn neighbours<'a>(market: &Market<'a>, buyer: &Code) -> Vec<(&'a Code, Market<'a>)> {
    let units = market.units();
    let mut all = Market::of(market.snapshot, market.on, &Filter::default());
    all.lines.retain(|line| units.contains(&line.supplier_code) && line.buyer_code != *buyer);
    let mut rows: Vec<_> = all.by_buyer().into_iter().collect();
    rows.sort_by_key(|(code, lines)| (std::cmp::Reverse(lines.spend()), *code));
    rows
}

pub(super) fn neighbours_section(market: &Market<'_>, neighbours: &[(&Code, Market<'_>)]) -> Section {
    let unit = market.snapshot.label("unit", false);
    let mut section = Section::new("neighbours", format!("Neighbours: who shares its {unit}"))
        .column("buyer", "Customer")
        .column("annual_gbp", "A year there")
        .column("people", "People")
        .column("a_head_gbp", "A head");
    for (code, lines) in neighbours {
        section.row(vec![
            named(market.snapshot, code),
            Cell::Money(lines.spend()),
            Cell::maybe(market.people(code), |people| Cell::Count(people.into())),
            Cell::maybe(lines.a_head(), Cell::Rate),
        ]);
    }
    section
}

/// Who lies beside it, and from whom they buy.
pub(super) fn adjacent(market: &Market<'_>, buyer: &Code) -> Section {
    let snapshot = market.snapshot;
    let mut section = Section::new("adjacent", "Who lies beside it")
        .column("body", "Body")
        .column("meets", "Meets at")
        .column("supplier", "Buys from");
    for row in snapshot.rows.neighbours.iter().filter(|row| row.body_code == *buyer) {
        let filter = Filter { buyer: Some(row.neighbour_code.clone()), ..Filter::default() };
        let theirs = Market::of(snapshot, market.on, &filter);
        let from: Vec<String> =
            theirs.units().into_iter().map(|code| snapshot.name_of(code.as_str())).collect();
        let km = row.shared_km.filter(|km| km.0 > 0.0).map_or(String::new(), |km| format!(", {} km", km.0));
        section.row(vec![
            named(snapshot, &row.neighbour_code),
            Cell::text(format!("{}{km}", row.kind)),
            Cell::text(from.join("; ")),
        ]);
    }
    section
}
