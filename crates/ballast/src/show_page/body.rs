//! What belongs to a body.

use market::{Filter, Market, usual_date};
use register::Snapshot;
use vocabulary::Code;

use crate::listing::{Cell, Section};
use market::pages::{date_words, facts_section};

/// Roles, what became of it, people, allowance, what it buys and supplies, who oversees it, who is beside it.
pub(super) fn sections(snapshot: &Snapshot, body: &Code) -> Vec<Section> {
    vec![
        overseen(snapshot, body),
        market::pages::succession_section(snapshot, body),
        people(snapshot, body),
        allowances(snapshot, body),
        buys(snapshot, body),
        supplies(snapshot, body),
        ratings(snapshot, body),
        beside(snapshot, body),
        facts_section(snapshot, body),
    ]
}

fn named(snapshot: &Snapshot, code: &Code) -> Cell {
    Cell::Named(code.clone(), snapshot.name_of(code.as_str()))
}

/// What people call it, and who oversees it, up to the top.
fn overseen(snapshot: &Snapshot, body: &Code) -> Section {
    let mut section = Section::new("oversight", "What it is, and who oversees it");
    let Some(row) = snapshot.body(body) else { return section };
    let roles: Vec<String> = row.roles.0.iter().map(|role| snapshot.label(role.word(), false)).collect();
    section.pair("role", roles.join(", "));
    let mut above = Vec::new();
    let mut next = row.oversight_code.as_ref();
    while let Some(code) = next.filter(|code| !above.contains(code)) {
        above.push(code);
        next = snapshot.body(code).and_then(|row| row.oversight_code.as_ref());
    }
    let above: Vec<String> =
        above.iter().map(|code| format!("{} ({code})", snapshot.name_of(code.as_str()))).collect();
    section.pair("overseen by", above.join(" → "));
    if let Some(region) = &row.region_code {
        section.pair("region", format!("{} ({region})", snapshot.name_of(region.as_str())));
    }
    section
}

fn people(snapshot: &Snapshot, body: &Code) -> Section {
    let mut section = Section::new("populations", "People")
        .column("as_of", "On")
        .column("measure", "Counted")
        .column("people", "People")
        .column("source", "Source");
    for row in snapshot.rows.populations.iter().filter(|row| row.body_code == *body) {
        section.row(vec![
            Cell::text(row.as_of.to_string()),
            Cell::text(row.measure.word()),
            Cell::Count(row.people.into()),
            Cell::text(row.source.as_str()),
        ]);
    }
    section
}

fn allowances(snapshot: &Snapshot, body: &Code) -> Section {
    let mut section = Section::new("allowances", "Running-cost allowance")
        .column("financial_year", "Year")
        .column("amount_gbp", "Amount")
        .column("source", "Source")
        .column("basis", "Known");
    for row in snapshot.rows.allowances.iter().filter(|row| row.body_code == *body) {
        section.row(vec![
            Cell::text(row.financial_year.to_string()),
            Cell::Money(row.amount_gbp),
            Cell::text(row.source.as_str()),
            Cell::text(row.basis.word()),
        ]);
    }
    section
}

fn buys(snapshot: &Snapshot, body: &Code) -> Section {
    let filter = Filter { buyer: Some(body.clone()), ..Filter::default() };
    let market = Market::of(snapshot, usual_date(snapshot), &filter);
    let mut section = Section::new("buys_from", format!("Buys from, on {}", date_words(market.on)))
        .column("supplier", snapshot.label("unit", false))
        .column("services", "Services")
        .column("annual_gbp", "A year");
    for (unit, lines) in market.by_unit() {
        let services = Cell::count(lines.by_service().len());
        section.row(vec![named(snapshot, unit), services, Cell::Money(lines.spend())]);
    }
    section
}

fn supplies(snapshot: &Snapshot, body: &Code) -> Section {
    let filter = Filter { unit: Some(body.clone()), ..Filter::default() };
    let market = Market::of(snapshot, usual_date(snapshot), &filter);
    let mut section = Section::new("supplies", format!("Supplies, on {}", date_words(market.on)));
    if market.lines.is_empty() {
        return section;
    }
    let cost = snapshot.rows.cost_pools.iter().filter(|row| row.unit_code == *body);
    let cost: vocabulary::Pence = cost.map(|row| row.annual_gbp).sum();
    let posts = snapshot.rows.post_groups.iter().filter(|row| row.unit_code == *body);
    let posts: f64 = posts.map(|row| row.wte.0).sum();
    section.pair("customers", market.buyers().len().to_string());
    section.pair("income a year", market.spend().whole_pounds());
    section.pair("cost a year", cost.whole_pounds());
    section.pair("posts", format!("{} whole-time equivalents", Cell::Count(posts.round() as u64).words()));
    section
}

fn ratings(snapshot: &Snapshot, body: &Code) -> Section {
    let mut section = Section::new("ratings", "Ratings at checkpoints")
        .column("checkpoint", "Checkpoint")
        .column("outcome", "Outcome")
        .column("date", "Date")
        .column("source", "Source");
    for row in snapshot.rows.ratings.iter().filter(|row| row.unit_code == *body) {
        section.row(vec![
            Cell::text(row.checkpoint.as_str()),
            Cell::text(row.outcome.0.as_str()),
            Cell::maybe(row.date, |date| Cell::text(date.to_string())),
            Cell::text(row.source.as_str()),
        ]);
    }
    section
}

fn beside(snapshot: &Snapshot, body: &Code) -> Section {
    let mut section =
        Section::new("adjacent", "Who lies beside it").column("body", "Body").column("kind", "Meets at");
    section = section.column("shared_km", "Kilometres");
    for row in snapshot.rows.neighbours.iter().filter(|row| row.body_code == *body) {
        section.row(vec![
            named(snapshot, &row.neighbour_code),
            Cell::text(row.kind.as_str()),
            Cell::maybe(row.shared_km, |km| Cell::text(km.0.to_string())),
        ]);
    }
    section
}
