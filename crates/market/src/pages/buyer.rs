//! One buyer: what it buys, at what share of its allowance, who its neighbours are, how its unit is known.

use std::collections::{BTreeMap, BTreeSet};

use crate::Market;
use vocabulary::Code;

use listing::{Cell, Listing, Section};

use super::ends::{ends_section, tell_by};
use super::facts::short;
use super::notes::{allowance_note, links_note, resting_note};
use super::{date_words, expected, named, neighbours, on_record, service_named, unit};

pub(super) fn page(market: &Market<'_>, buyer: &Code) -> Listing {
    let snapshot = market.snapshot;
    let name = snapshot.name_of(buyer.as_str());
    let sharing = neighbours::neighbours(market, buyer);
    let mut listing = Listing::new(format!("{name} ({buyer})"), sentence(market, buyer, &name));
    listing.number("spend_gbp", "Spend a year", Cell::Money(market.spend()));
    listing.number("a_head_gbp", "A head", Cell::maybe(market.a_head(), Cell::Rate));
    let share = market.allowance_shares().first().map(crate::Share::percent);
    listing.number("allowance_percent", "Of its running-cost allowance", Cell::maybe(share, Cell::Percent));
    let title = format!("Neighbours: other customers of its {}", snapshot.label("unit", false));
    listing.number("neighbours", title, Cell::count(sharing.len()));
    if !market.lines.is_empty() {
        listing.add(lines(market));
        listing.add(known(market));
        listing.add(ends_section(market));
    }
    listing.add(neighbours::neighbours_section(market, &sharing));
    listing.add(neighbours::adjacent(market, buyer));
    listing.add(unit::satisfaction(market, |row| row.buyer_code == *buyer));
    listing.add(expected::plans_section(snapshot, |code| code == buyer));
    listing.add(on_record::moves_section(snapshot, |row| row.buyer_code == *buyer));
    listing.add(on_record::facts_section(snapshot, buyer));
    let own = |conflict: &&register::Conflict| conflict.key.split('/').next() == Some(buyer.as_str());
    let conflicts: Vec<_> = snapshot.conflicts.iter().filter(own).collect();
    listing.add(on_record::versions_section(snapshot, &conflicts));
    listing
}

fn sentence(market: &Market<'_>, buyer: &Code, name: &str) -> String {
    let snapshot = market.snapshot;
    if market.lines.is_empty() {
        let elsewhere = snapshot.rows.agreement_lines.iter().any(|line| line.buyer_code == *buyer);
        let what = if elsewhere { "nothing of what is asked for" } else { "nothing in this register" };
        return format!("{name} buys {what}, on {}.", date_words(market.on));
    }
    let units: Vec<String> = market.units().into_iter().map(|code| snapshot.name_of(code.as_str())).collect();
    let from = match units.as_slice() {
        [one] => one.clone(),
        several => format!("{} {}", several.len(), snapshot.label("unit", true)),
    };
    let head =
        market.a_head().map_or(String::new(), |pence| format!(", {} a head", Cell::Rate(pence).words()));
    let share = market.allowance_shares().first().map_or(String::new(), |share| {
        let percent = Cell::Percent(share.percent()).words();
        format!(
            ", {percent} of its running-cost allowance of {} in {}",
            short(share.allowance.amount_gbp),
            market.year()
        )
    });
    let people = market.people(buyer).map_or(String::new(), |people| {
        format!(" It serves {} registered people.", Cell::Count(people.into()).words())
    });
    format!(
        "{name} buys {} services from {from} for {} a year{head}{share}, on {}.{people}",
        market.by_service().len(),
        market.spend().whole_pounds(),
        date_words(market.on)
    )
}

fn lines(market: &Market<'_>) -> Section {
    let several = market.units().len() > 1;
    let mut section = Section::new("lines", "What it buys");
    section.notes.push(format!("{} Notice is in months.", allowance_note(market)));
    section.notes.extend(resting_note(market));
    section.notes.extend(links_note(market));
    section = section.column("service", "Service");
    if several {
        section = section.column("supplier", "Supplier");
    }
    section = section
        .column("annual_gbp", "A year")
        .column("a_head_gbp", "A head")
        .column("allowance_percent", "Allowance")
        .column("price_basis", "Price")
        .column("end_date", "Ends")
        .column("notice_months", "Notice")
        .column("tell_by", "Tell by");
    for line in &market.lines {
        let one = Market { snapshot: market.snapshot, on: market.on, lines: vec![line] };
        let share = one.allowance_shares().first().map(crate::Share::percent);
        let mut cells = vec![service_named(market.snapshot, &line.service_code)];
        if several {
            cells.push(named(market.snapshot, &line.supplier_code));
        }
        cells.extend([
            Cell::Money(line.annual_gbp),
            Cell::maybe(one.a_head(), Cell::Rate),
            Cell::maybe(share.filter(|percent| *percent > 0.0), Cell::Percent),
            Cell::text(line.price_basis.word().replace('_', " ")),
            Cell::text(line.end_date.map_or("no end".to_string(), |end| end.to_string())),
            Cell::maybe(line.notice_months, |months| Cell::Count(months.into())),
            Cell::maybe(tell_by(line), |month| Cell::text(month.to_string())),
        ]);
        section.row(cells);
    }
    section
}

/// From where its supplier is known, and how surely.
fn known(market: &Market<'_>) -> Section {
    let snapshot = market.snapshot;
    let unit = snapshot.label("unit", false);
    let mut section = Section::new("known_from", format!("How its {unit} is known"))
        .column("supplier", unit)
        .column("lines", "Lines")
        .column("known_from", "Known from")
        .column("rank", "Rank");
    let mut groups: BTreeMap<(&Code, &Code), usize> = BTreeMap::new();
    for line in &market.lines {
        *groups.entry((&line.supplier_code, &line.source)).or_default() += 1;
    }
    let sources: BTreeSet<&Code> = groups.keys().map(|(_, source)| *source).collect();
    for source in sources.into_iter().filter_map(|code| snapshot.source(code)) {
        section.notes.push(format!("{}: {}", source.title.0, source.note));
    }
    for ((supplier, source), count) in groups {
        let row = snapshot.source(source);
        let title = row.map_or_else(|| source.to_string(), |row| row.title.0.clone());
        section.row(vec![
            named(snapshot, supplier),
            Cell::count(count),
            Cell::Named(source.clone(), title),
            Cell::maybe(row, |row| Cell::Count(row.rank.into())),
        ]);
    }
    section
}
