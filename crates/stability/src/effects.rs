//! Who pays what, before and after: the rows of `effects.csv`.

use ledger::{Account, BodyId};
use vocabulary::{FinancialYear, Pence};

use crate::impact::Impact;

/// One row: a body (or the system), a year (or the horizon), an account (or all of them).
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The body; none for the system as a whole.
    pub body: Option<BodyId>,
    /// The year; none for the horizon.
    pub year: Option<FinancialYear>,
    /// The account; none for all together.
    pub account: Option<Account>,
    /// Paid, net, without the moves.
    pub baseline: Pence,
    /// Paid, net, with them.
    pub scenario: Pence,
}

impl Effect {
    /// What is paid more.
    pub fn change(&self) -> Pence {
        self.scenario - self.baseline
    }

    /// The same in per cent of the baseline; none when there is no baseline.
    pub fn change_percent(&self) -> Option<f64> {
        percent_of(self.change(), self.baseline)
    }
}

/// A change in per cent of what it is a change of; none of nothing.
pub fn percent_of(change: Pence, of: Pence) -> Option<f64> {
    (of != Pence::ZERO).then(|| change.as_f64() / of.abs().as_f64() * 100.0)
}

/// Every row: by body, year and account; by body and account over the horizon; by body over the horizon; the
/// system the same way, last.
pub fn effects(impact: &Impact) -> Vec<Effect> {
    let first = impact.setup.model.start.financial_year().first_month();
    let last = impact.setup.model.month(impact.setup.model.months.saturating_sub(1));
    let years: Vec<FinancialYear> =
        (0..=last.since(first) / 12).map(|year| first.plus(12 * year).financial_year()).collect();
    let mut rows = Vec::new();
    for body in impact.bodies() {
        of_body(impact, Some(body), &years, &mut rows);
    }
    of_body(impact, None, &years, &mut rows);
    rows
}

fn of_body(impact: &Impact, body: Option<BodyId>, years: &[FinancialYear], rows: &mut Vec<Effect>) {
    let mut total = (Pence::ZERO, Pence::ZERO);
    let mut horizon = Vec::new();
    for account in Account::ALL {
        let mut sum = (Pence::ZERO, Pence::ZERO);
        let mut any = false;
        for year in years {
            let paid = |side: &crate::impact::Side| match body {
                Some(body) => side.totals.by_body.get(&(impact.code(body).clone(), *year, *account)).copied(),
                None => side.totals.system.get(&(*year, *account)).copied(),
            };
            let (baseline, scenario) = (paid(&impact.baseline), paid(&impact.moved));
            if baseline.is_none() && scenario.is_none() {
                continue;
            }
            any = true;
            let (baseline, scenario) = (baseline.unwrap_or_default(), scenario.unwrap_or_default());
            sum = (sum.0 + baseline, sum.1 + scenario);
            rows.push(Effect { body, year: Some(*year), account: Some(*account), baseline, scenario });
        }
        total = (total.0 + sum.0, total.1 + sum.1);
        if any {
            horizon.push(Effect {
                body,
                year: None,
                account: Some(*account),
                baseline: sum.0,
                scenario: sum.1,
            });
        }
    }
    rows.extend(horizon);
    rows.push(Effect { body, year: None, account: None, baseline: total.0, scenario: total.1 });
}
