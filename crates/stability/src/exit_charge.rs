//! The charge that leaves everyone else no worse off (`docs/model.md`, section 10).

use costing::exit_charge_factor;
use ledger::{Account, BodyId, Ledger, Nature, Posting};
use vocabulary::Pence;

use crate::impact::{Impact, Side};

/// The charge, worked out in both of its ways. Discounted: each month at 3.5 per cent for each whole year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExitCharge {
    /// What the leavers no longer pay in prices.
    pub revenue_lost: Pence,
    /// What the others no longer spend.
    pub cost_avoided: Pence,
    /// What other buyers, and the centre, then pay more.
    pub others_pay_more: Pence,
    /// What units lose meanwhile.
    pub unit_loses: Pence,
    /// Revenue lost less cost avoided: what leaves the others no worse off.
    pub charge: Pence,
    /// What the leavers pay already under the scenario's payer rule.
    pub paid_already: Pence,
    /// The leavers' saving, discounted in the same way.
    pub leaver_saving: Pence,
}

/// Discounted sums of one run, pence.
#[derive(Default)]
struct Flows {
    prices: f64,
    others_spend: f64,
    others_net: f64,
    units_net: f64,
    paid_besides: f64,
    leavers_net: f64,
}

/// Works the charge out from the postings of a scenario and its baseline.
pub fn exit_charge(impact: &Impact) -> ExitCharge {
    let (moved, baseline) = (flows(impact, &impact.moved), flows(impact, &impact.baseline));
    let revenue_lost = baseline.prices - moved.prices;
    let cost_avoided = baseline.others_spend - moved.others_spend;
    let paid = moved.paid_besides - baseline.paid_besides;
    let others = moved.others_net - baseline.others_net;
    let units = moved.units_net - baseline.units_net + paid;
    ExitCharge {
        revenue_lost: Pence::round(revenue_lost),
        cost_avoided: Pence::round(cost_avoided),
        others_pay_more: Pence::round(others),
        unit_loses: Pence::round(units),
        charge: Pence::round(revenue_lost - cost_avoided),
        paid_already: Pence::round(paid),
        leaver_saving: Pence::round(baseline.leavers_net - moved.leavers_net),
    }
}

fn flows(impact: &Impact, side: &Side) -> Flows {
    let exchequer = impact.setup.model.exchequer;
    let is_unit = |body: BodyId| impact.setup.model.units.iter().any(|unit| unit.body == body);
    // The tax that others pay leaves them like a cost; the tax that leavers pay never reaches them.
    let leaves = |posting: &Posting| posting.nature == Nature::Resource || posting.to == exchequer;
    let leaver = |body: BodyId| impact.leavers.contains(&body);
    let mut flows = Flows::default();
    for posting in side.ledger.postings() {
        let amount = posting.amount.as_f64() * exit_charge_factor(posting.month);
        match (leaver(posting.from), leaver(posting.to)) {
            (true, false) if leaves(posting) => {}
            (true, false) if posting.account == Account::Price => flows.prices += amount,
            (true, false) => flows.paid_besides += amount,
            (false, true) if posting.from != Ledger::OUTSIDE => flows.paid_besides -= amount,
            (false, false) if posting.from == Ledger::OUTSIDE => flows.others_spend -= amount,
            (false, false) if leaves(posting) => flows.others_spend += amount,
            _ => {}
        }
        for (body, sign) in [(posting.from, 1.0), (posting.to, -1.0)] {
            if body == Ledger::OUTSIDE || body == exchequer {
                continue;
            }
            let net = if leaver(body) {
                &mut flows.leavers_net
            } else if is_unit(body) {
                &mut flows.units_net
            } else {
                &mut flows.others_net
            };
            *net += sign * amount;
        }
    }
    flows
}
