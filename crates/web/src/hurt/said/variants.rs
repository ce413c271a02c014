//! The same move under each payer rule, and with one thing done differently: each a run of its own.

use std::collections::BTreeSet;

use exchange::result::Told;
use listing::{Cell, Listing, Section};
use stability::variants::Variant;
use vocabulary::{Code, Pence};

pub(super) fn rules(told: &Told<'_>) -> Listing {
    let all = &told.answer.rules;
    let chosen = &told.answer.scenario.payer_rule;
    let costs: BTreeSet<i64> = all.iter().map(|(_, variant)| variant.system.0).collect();
    let sentence = match costs.len() {
        0 => "Not worked out: this run has its likely values only.",
        1 => {
            "A rule moves cost between bodies; the system's cost is the same to the penny under all of them."
        }
        _ => {
            "A rule moves cost between bodies. With exits held fixed the system's cost is the same to the penny under all \
             of them; where it differs here, it is because different lines follow."
        }
    };
    let mut listing = Listing::new("", sentence);
    let named = all.iter().map(|(id, variant)| {
        let this = if id == chosen { " (this run)" } else { "" };
        (id.clone(), format!("{}{this}", variant.title), variant)
    });
    listing.add(side_by_side(told, ("rules", "Who pays under each rule", "Rule"), named));
    listing
}

pub(super) fn mitigations(told: &Told<'_>) -> Listing {
    let all = &told.answer.mitigations;
    let best = all.iter().min_by_key(|variant| variant.neighbours);
    let sentence = match best {
        Some(best) => format!(
            "{} does most for the other customers: they then pay {} {} than without the move.",
            best.title,
            best.neighbours.abs().headline(),
            if best.neighbours < Pence::ZERO { "less" } else { "more" }
        ),
        None => "Not worked out: this run has its likely values only.".to_string(),
    };
    let mut listing = Listing::new("", sentence);
    let named = all.iter().map(|variant| (variant.id.clone(), variant.title.clone(), variant));
    listing.add(
        side_by_side(told, ("mitigations", "The same move, done differently", "What is different"), named)
            .note("Each row is a scenario of its own, and each has its file. “Follow” counts the lines that leave because of the move."),
    );
    listing
}

fn side_by_side<'a>(
    told: &Told<'_>,
    (id, title, what): (&'static str, &str, &str),
    variants: impl Iterator<Item = (Code, String, &'a Variant)>,
) -> Section {
    let mut section = Section::new(id, title)
        .column("variant", what)
        .column("leavers_gbp", "Those that move")
        .column("neighbours_gbp", "Other customers")
        .column("units_gbp", super::capital(&told.snapshot.label("unit", false)))
        .column("centre_gbp", "Centre")
        .column("system_gbp", "System")
        .column("follow", "Follow")
        .column("verdict", "Unit");
    for (code, title, variant) in variants {
        section.row(vec![
            Cell::Named(code, title),
            Cell::Money(variant.leavers),
            Cell::Money(variant.neighbours),
            Cell::Money(variant.units),
            Cell::Money(variant.centre),
            Cell::Money(variant.system),
            Cell::count(variant.spread.len()),
            Cell::text(variant.verdict.to_string()),
        ]);
    }
    if section.rows.is_empty() {
        section.columns.clear();
    }
    section
}
