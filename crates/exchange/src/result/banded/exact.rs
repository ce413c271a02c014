use stability::timeline::best_alternative;
use vocabulary::Pence;

use super::super::Told;
use super::LeavingLine;

/// The lines that move, each with what it costs today and there: rows of the register, and assumptions about them.
pub(super) fn leaving(told: &Told<'_>) -> Vec<LeavingLine> {
    let setup = &told.answer.impact.setup;
    let (model, numbers) = (&setup.model, &setup.likely);
    let rows = setup.plan.exits.iter().map(|exit| {
        let line = &model.lines[exit.line];
        let volume = numbers.line_volume[exit.line];
        let best = best_alternative(model, numbers, &exit.target.candidates, volume);
        let cost = best.map(|best| {
            let curve = &numbers.curves[best];
            Pence::round(curve.cost_with_vat(volume) + curve.switching_a_year())
        });
        LeavingLine {
            line_id: line.id.to_string(),
            buyer_code: line.buyer_code.to_string(),
            supplier_code: line.supplier_code.to_string(),
            service_code: line.service_code.to_string(),
            price: Pence::round(numbers.line_annual[exit.line]),
            alternative: cost,
            to: exit.target.to.to_string(),
            month: model.month(exit.month),
        }
    });
    rows.collect()
}
