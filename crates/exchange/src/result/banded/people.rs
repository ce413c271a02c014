use std::collections::BTreeMap;

use vocabulary::{Pence, PenceBand, PeopleBand};

use super::super::{Told, number};
use super::BandedPeople;
use crate::csv_bytes;

/// Posts and cost of one service of a unit.
#[derive(Default)]
struct Group {
    transfer: f64,
    redeploy: f64,
    redundant: f64,
    cost: Pence,
}

/// By unit and service, in the order of the model.
fn groups(told: &Told<'_>) -> BTreeMap<(usize, usize), Group> {
    let mut groups: BTreeMap<(usize, usize), Group> = BTreeMap::new();
    for row in &told.answer.impact.moved.outcome.people {
        let group = groups.entry((row.unit, row.cell)).or_default();
        group.transfer += row.transfer_wte;
        group.redeploy += row.redeploy_wte;
        group.redundant += row.redundant_wte;
        group.cost += row.cost;
    }
    groups
}

/// Posts by unit and service, in bands.
pub(super) fn people(told: &Told<'_>) -> Vec<BandedPeople> {
    let model = &told.answer.impact.setup.model;
    let rows = groups(told).into_iter().map(|((unit, cell), group)| {
        let redundant = PeopleBand::of(group.redundant);
        BandedPeople {
            unit_code: model.units[unit].code.to_string(),
            service_code: model.cells[cell].code.to_string(),
            transfer: PeopleBand::of(group.transfer),
            redeploy: PeopleBand::of(group.redeploy),
            redundant,
            cost: (!redundant.is_small()).then(|| PenceBand::of(group.cost)),
        }
    });
    rows.collect()
}

/// `people_grouped.csv`: posts by unit and service for those who may see the books. A group of fewer than five is
/// not told apart, and its cost is left out, for anybody.
pub fn grouped_people_csv(told: &Told<'_>) -> Vec<u8> {
    const COLUMNS: [&str; 6] =
        ["unit_code", "service_code", "transfer_wte", "redeploy_wte", "redundant_wte", "cost_gbp"];
    let model = &told.answer.impact.setup.model;
    let wte = |value: f64| {
        let band = PeopleBand::of(value);
        if band.is_small() { band.to_string() } else { number(value) }
    };
    let rows = groups(told).into_iter().map(|((unit, cell), group)| {
        let small = PeopleBand::of(group.redundant).is_small();
        vec![
            model.units[unit].code.to_string(),
            model.cells[cell].code.to_string(),
            wte(group.transfer),
            wte(group.redeploy),
            wte(group.redundant),
            if small { String::new() } else { group.cost.pounds_text() },
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
