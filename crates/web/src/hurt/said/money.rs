//! Residual cost by month against what is released, and who pays in which year.

use std::collections::{BTreeMap, BTreeSet};

use exchange::result::Told;
use ledger::{Account, Ledger};
use listing::{Cell, Listing, Section};
use stability::effects::effects;
use stability::impact::Party;
use vocabulary::{FinancialYear, Month, Pence};

use super::answer::touched;
use super::bodies::party_word;

/// A unit's cost by month because of the move.
pub(in crate::hurt) struct UnitMonths {
    /// Its code, for the chart's name.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The months.
    pub months: Vec<Month>,
    /// What it still carries and no longer needs.
    pub residual: Vec<Pence>,
    /// By how much it spends less than without the move.
    pub released: Vec<Pence>,
}

impl UnitMonths {
    /// Those units for which something changes.
    pub fn of(told: &Told<'_>) -> Vec<UnitMonths> {
        let impact = &told.answer.impact;
        let model = &impact.setup.model;
        let one = |unit: usize| {
            let (moved, baseline) = (spent(told, unit, true), spent(told, unit, false));
            UnitMonths {
                code: model.units[unit].code.to_string(),
                name: told.name(model.units[unit].body),
                months: (0..model.months).map(|month| model.month(month)).collect(),
                residual: impact.residual_by_month(unit),
                released: baseline.iter().zip(&moved).map(|(baseline, moved)| *baseline - *moved).collect(),
            }
        };
        touched(told).into_iter().map(one).collect()
    }
}

/// What a unit spends on running its services, by month.
fn spent(told: &Told<'_>, unit: usize, is_moved: bool) -> Vec<Pence> {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let side = if is_moved { &impact.moved } else { &impact.baseline };
    let mut months = vec![Pence::ZERO; model.months as usize];
    let body = model.units[unit].body;
    for posting in side.ledger.postings() {
        let mine = posting.from == body && posting.to == Ledger::OUTSIDE;
        if mine && posting.account == Account::RunningCost {
            months[posting.month as usize] += posting.amount;
        }
    }
    months
}

pub(super) fn page(told: &Told<'_>) -> Listing {
    let units = UnitMonths::of(told);
    let total: Pence = units.iter().flat_map(|unit| unit.residual.iter().copied()).sum();
    let ends = units.iter().filter_map(|unit| unit.residual.iter().rposition(|pence| pence.0 != 0)).max();
    let sentence = match ends {
        Some(end) => format!(
            "Cost of {} is still carried and no longer needed, until {}; after that only loss of scale stays.",
            total.headline(),
            told.answer.impact.setup.model.month(end as u32).words()
        ),
        None => "No cost is left behind.".to_string(),
    };
    let mut listing = Listing::new("", sentence);
    listing.add(residual(told, &units));
    listing.add(by_year(told));
    listing
}

fn residual(told: &Told<'_>, units: &[UnitMonths]) -> Section {
    let mut section = Section::new("residual", "Residual cost by month against what is released")
        .column("unit", "Unit")
        .column("month", "Month")
        .column("residual_gbp", "Still carried, no longer needed")
        .column("released_gbp", "It spends less by");
    let model = &told.answer.impact.setup.model;
    for (unit, index) in units.iter().zip(touched(told)) {
        let scale = told.answer.impact.loss_of_scale(index, model.months.saturating_sub(1));
        if scale.0 != 0 {
            section.notes.push(format!(
                "Loss of scale at {} (it stays): those who are still served need {} a year {} than before.",
                unit.name,
                scale.abs().whole_pounds(),
                if scale.0 > 0 { "more" } else { "less" }
            ));
        }
        for (month, (residual, released)) in unit.months.iter().zip(unit.residual.iter().zip(&unit.released))
        {
            section.row(vec![
                Cell::text(&unit.name),
                Cell::text(month.words()),
                Cell::Money(*residual),
                Cell::Money(*released),
            ]);
        }
    }
    section
}

/// What each kind of body pays more, by year.
fn by_year(told: &Told<'_>) -> Section {
    let impact = &told.answer.impact;
    let mut sums: BTreeMap<(Party, FinancialYear), Pence> = BTreeMap::new();
    for effect in effects(impact) {
        if let (Some(body), Some(year), Some(_)) = (effect.body, effect.year, effect.account) {
            let sum = sums.entry((impact.party(body), year)).or_default();
            *sum += effect.change();
        }
    }
    let words = |party: Party| match party {
        Party::Leaver => ("leavers_gbp", "Those that move".to_string()),
        Party::Neighbour => ("neighbours_gbp", "Other customers".to_string()),
        Party::Unit => ("units_gbp", super::capital(&told.snapshot.label("unit", true))),
        Party::Centre => ("centre_gbp", super::capital(&party_word(told, party))),
        Party::Exchequer => ("exchequer_gbp", super::capital(&party_word(told, party))),
    };
    let parties: BTreeSet<Party> = sums.keys().map(|(party, _)| *party).collect();
    let years: BTreeSet<FinancialYear> = sums.keys().map(|(_, year)| *year).collect();
    let mut section = Section::new("who_by_year", "Who pays more in which year").column("year", "Year");
    for party in &parties {
        let (key, title) = words(*party);
        section = section.column(key, title);
    }
    section = section.column("system_gbp", "The system");
    for year in years {
        let of = |party: &Party| sums.get(&(*party, year)).copied().unwrap_or_default();
        let system: Pence = parties.iter().map(of).sum();
        let cells = parties.iter().map(|party| Cell::Money(of(party)));
        section.row(
            std::iter::once(Cell::text(year.to_string())).chain(cells).chain([Cell::Money(system)]).collect(),
        );
    }
    section
}
