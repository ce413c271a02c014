//! Everything about the exit charge in `result.json`.

use serde_json::{Value, json};
use stability::exit_charge::ExitCharge;
use vocabulary::Pence;

use super::Told;
use super::summary::money;

/// The charge in both of its ways.
pub(super) fn exit_charge(charge: &ExitCharge) -> Value {
    json!({
        "revenue_lost_gbp": money(charge.revenue_lost),
        "cost_avoided_gbp": money(charge.cost_avoided),
        "others_pay_more_gbp": money(charge.others_pay_more),
        "unit_loses_gbp": money(charge.unit_loses),
        "charge_gbp": money(charge.charge),
        "paid_already_gbp": money(charge.paid_already),
        "leaver_saving_gbp": money(charge.leaver_saving),
    })
}

/// What paying the charge does to the spread; null when nothing spreads.
pub(super) fn charge_paid(told: &Told<'_>) -> Value {
    let Some(paid) = &told.answer.charge_paid else { return Value::Null };
    let model = &told.answer.impact.setup.model;
    let ids = |lines: &[usize]| lines.iter().map(|line| model.lines[*line].id.as_str()).collect::<Vec<_>>();
    json!({
        "stops_the_spread": paid.stops_the_spread(),
        "charge": exit_charge(&paid.charge),
        "lines_that_stay": ids(&paid.kept),
        "lines_that_follow_all_the_same": ids(&paid.follow),
    })
}

/// The charge a year at each unit once residual cost is gone, and who follows without it and with it.
pub(super) fn resting_charges(told: &Told<'_>) -> Value {
    let model = &told.answer.impact.setup.model;
    let ids = |lines: &[usize]| lines.iter().map(|line| model.lines[*line].id.as_str()).collect::<Vec<_>>();
    let pounds = |pence: f64| money(Pence::round(pence));
    let rows = told.answer.resting_charges.iter().map(|rest| {
        json!({
            "unit_code": model.units[rest.unit].code.as_str(),
            "revenue_lost_gbp": pounds(rest.revenue_lost),
            "cost_avoided_gbp": pounds(rest.cost_avoided),
            "others_pay_more_gbp": pounds(rest.others_pay_more),
            "unit_loses_gbp": pounds(rest.unit_loses),
            "charge_gbp": pounds(rest.charge()),
            "gain_when_paid_gbp": rest.gain_when_paid().map(pounds),
            "is_efficient": rest.is_efficient(),
            "follow_unpaid": ids(&rest.follow),
            "follow_paid": ids(&rest.follow_paid),
        })
    });
    rows.collect()
}
