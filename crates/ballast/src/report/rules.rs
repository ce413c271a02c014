use std::collections::BTreeSet;

use exchange::result::Told;

use super::charge::{COLUMNS, row};
use crate::text::Page;

/// Who pays under each payer rule; differences of the system's cost come only from different exits.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let rules = &told.answer.rules;
    if rules.is_empty() {
        return;
    }
    page.heading("Who pays under each rule?");
    let chosen = &told.answer.scenario.payer_rule;
    let rows: Vec<Vec<String>> = rules
        .iter()
        .map(|(id, variant)| {
            let mut cells = row(variant);
            if id == chosen {
                cells[0] = format!("{} (this run)", cells[0]);
            }
            cells
        })
        .collect();
    page.table(&COLUMNS, &rows);
    let costs: BTreeSet<i64> = rules.iter().map(|(_, variant)| variant.system.0).collect();
    if costs.len() == 1 {
        page.paragraph(
            "A rule moves cost between bodies; the system's cost is the same to the penny under all of them.",
        );
    } else {
        page.paragraph(
            "With exits held fixed the system's cost is the same to the penny under all of them; where it differs here, \
             it is because different lines follow.",
        );
    }
}
