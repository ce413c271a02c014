use ledger::BodyId;
use vocabulary::Pence;

use super::Told;
use crate::csv_bytes;

/// `draws.csv`: every draw of what each body and the system pay more, and of each unit's lowest reserve.
pub(super) fn draws_csv(told: &Told<'_>) -> Vec<u8> {
    let impact = &told.answer.impact;
    let bodies = impact.bodies();
    let mut rows = Vec::new();
    for (index, draw) in told.answer.ensemble.draws.iter().enumerate() {
        let mut add = |metric: String, value: String| rows.push(vec![index.to_string(), metric, value]);
        for BodyId(body) in &bodies {
            let code = impact.code(BodyId(*body));
            add(format!("change_gbp/{code}"), Pence(draw.changes[*body as usize]).pounds_text());
        }
        add("change_gbp/system".to_string(), Pence(draw.system).pounds_text());
        for (unit, reserve) in impact.setup.model.units.iter().zip(&draw.lowest_reserve) {
            add(format!("lowest_reserve_gbp/{}", unit.code), Pence(*reserve).pounds_text());
        }
        add("lines_that_follow".to_string(), draw.spread.to_string());
    }
    csv_bytes(&["draw", "metric", "value"], rows)
}
