use listing::{Cell, Section};

use super::Told;
use crate::variants::Variant;

/// Who pays under each payer rule, if all cases go ahead. Blank where it wasn't asked, or cases exclude each other.
pub(super) fn rules(told: &Told<'_>) -> Section {
    let joint = told.joint;
    if joint.rules.is_empty() {
        return Section::default();
    }
    let of_cases = &joint.pending.common.payer_rule;
    let mut section = Section::new("rules", "Who pays, under each payer rule")
        .note(format!(
            "If all cases go ahead, over {} months, against nobody moving: what each pays more (below zero: less; of units: what they lose). \
             The cases are looked at under “{of_cases}”. “Follow” counts the lines that leave because of the moves.",
            joint.pending.common.months
        ))
        .column("rule", "Payer rule")
        .column("leavers_gbp", "Those that move")
        .column("neighbours_gbp", "Other customers")
        .column("units_gbp", "Units")
        .column("centre_gbp", "Centre")
        .column("system_gbp", "System")
        .column("follow", "Follow")
        .column("verdict", "The worst of the units");
    for (rule, variant) in &joint.rules {
        let mut row = vec![Cell::Named(rule.clone(), variant.title.clone())];
        row.extend(amounts(variant).map(|amount| told.money(amount)));
        row.extend([Cell::count(variant.spread.len()), Cell::text(variant.verdict.to_string())]);
        section.row(row);
    }
    section
}

fn amounts(variant: &Variant) -> [vocabulary::Pence; 5] {
    [variant.leavers, variant.neighbours, variant.units, variant.centre, variant.system]
}
