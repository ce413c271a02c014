use super::{Told, pounds};
use crate::csv_bytes;

/// Columns of `cascade.csv`, for whoever writes it and whoever reads it back.
pub(super) const COLUMNS: [&str; 9] = [
    "round",
    "month",
    "buyer_code",
    "supplier_code",
    "service_code",
    "price_gbp",
    "alternative_gbp",
    "alternative_id",
    "leaves",
];

/// `cascade.csv`: every line that was judged at a review, those that stay too. The alternative holds tax, the
/// yearly part of switching and of the exit charge; a line leaves when its price is more than (1 + reluctance)
/// times that.
pub(super) fn cascade_csv(told: &Told<'_>) -> Vec<u8> {
    let model = &told.answer.impact.setup.model;
    let rows = told.answer.impact.moved.outcome.judgements.iter().map(|judged| {
        let line = &model.lines[judged.line];
        vec![
            judged.round.to_string(),
            model.month(judged.month).to_string(),
            line.buyer_code.to_string(),
            model.units[judged.unit].code.to_string(),
            line.service_code.to_string(),
            pounds(judged.price),
            pounds(judged.alternative_cost()),
            model.alternatives[judged.alternative].id.to_string(),
            if judged.leaves { "yes" } else { "no" }.to_string(),
        ]
    });
    csv_bytes(&COLUMNS, rows)
}
