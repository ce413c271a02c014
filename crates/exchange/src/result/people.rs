use vocabulary::apportion;

use super::{Told, number};
use crate::csv_bytes;

/// Columns of `people.csv`, for whoever writes it and whoever reads it back.
pub(super) const COLUMNS: [&str; 10] = [
    "unit_code",
    "service_code",
    "band",
    "tier",
    "transfer_wte",
    "redeploy_wte",
    "redundant_wte",
    "cost_gbp",
    "payer_code",
    "month",
];

/// `people.csv`: posts that are moved, redeployed or lost, a row for each payer of the redundancy. Where
/// several pay, the posts stand on the first payer's row only, so that they add up.
pub(super) fn people_csv(told: &Told<'_>) -> Vec<u8> {
    let impact = &told.answer.impact;
    let model = &impact.setup.model;
    let mut rows = Vec::new();
    for row in &impact.moved.outcome.people {
        let exit = &impact.moved.outcome.exits[row.exit];
        let unit = model.units[row.unit].code.to_string();
        let leaver = model.lines[exit.line].buyer_code.to_string();
        let payers = [leaver, "remaining".to_string(), unit.clone(), "centre".to_string()];
        let shares = [row.shares.leaver, row.shares.remaining, row.shares.unit, row.shares.centre];
        let parts = apportion(row.cost, &shares);
        let mut first = true;
        for ((payer, part), share) in payers.into_iter().zip(parts).zip(shares) {
            if share <= 0.0 {
                continue;
            }
            let wte = |value: f64| if first { number(value) } else { "0".to_string() };
            let posts = &model.posts[row.posts];
            rows.push(vec![
                unit.clone(),
                model.cells[row.cell].code.to_string(),
                posts.band.to_string(),
                posts.tier.to_string(),
                wte(row.transfer_wte),
                wte(row.redeploy_wte),
                wte(row.redundant_wte),
                part.pounds_text(),
                payer,
                model.month(row.month).to_string(),
            ]);
            first = false;
        }
    }
    csv_bytes(&COLUMNS, rows)
}
