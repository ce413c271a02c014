use ledger::BodyId;
use stability::effects::{Effect, effects};

use super::{Told, number, pounds};
use crate::csv_bytes;

/// Columns of `effects.csv`, for whoever writes it and whoever reads it back.
pub(super) const COLUMNS: [&str; 11] = [
    "body_code",
    "name",
    "role",
    "financial_year",
    "account",
    "baseline_gbp",
    "scenario_gbp",
    "change_gbp",
    "change_percent",
    "p10_gbp",
    "p90_gbp",
];

/// `effects.csv`: who pays what, before and after. What a body pays is positive; `system` closes the table.
/// The range stands on the row of a body's whole change, and is blank without draws.
pub fn effects_csv(told: &Told<'_>) -> Vec<u8> {
    let rows = effects(&told.answer.impact).into_iter().map(|effect| row(told, &effect));
    csv_bytes(&COLUMNS, rows)
}

fn row(told: &Told<'_>, effect: &Effect) -> Vec<String> {
    let impact = &told.answer.impact;
    let (code, name, role) = match effect.body {
        Some(body) => (impact.code(body).to_string(), told.name(body), impact.party(body).word()),
        None => ("system".to_string(), "The system as a whole".to_string(), "system"),
    };
    let whole = effect.account.is_none() && effect.year.is_none();
    let range = if whole { range(told, effect.body) } else { None };
    vec![
        code,
        name,
        role.to_string(),
        effect.year.map(|year| year.to_string()).unwrap_or_default(),
        effect.account.map(|account| account.to_string()).unwrap_or_default(),
        effect.baseline.pounds_text(),
        effect.scenario.pounds_text(),
        effect.change().pounds_text(),
        effect.change_percent().map(number).unwrap_or_default(),
        range.map(|range| pounds(range.p10)).unwrap_or_default(),
        range.map(|range| pounds(range.p90)).unwrap_or_default(),
    ]
}

fn range(told: &Told<'_>, body: Option<BodyId>) -> Option<stability::ensemble::Range> {
    match body {
        Some(body) => told.answer.ensemble.change_of(body),
        None => told.answer.ensemble.range(|draw| draw.system as f64),
    }
}
