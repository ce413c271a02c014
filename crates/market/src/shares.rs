use register::tables::Allowance;
use vocabulary::{Code, Pence};

use crate::lines::Market;

/// What part of a customer's running-cost allowance its lines take.
#[derive(Debug, Clone, PartialEq)]
pub struct Share<'a> {
    /// The customer.
    pub buyer: &'a Code,
    /// What its running-cost lines cost, a year.
    pub running_cost: Pence,
    /// Its allowance of the year.
    pub allowance: &'a Allowance,
}

impl Share<'_> {
    /// The share in per cent.
    pub fn percent(&self) -> f64 {
        self.running_cost.as_f64() / self.allowance.amount_gbp.as_f64() * 100.0
    }
}

impl<'a> Market<'a> {
    /// The allowance of a body in the year of the date.
    pub fn allowance(&self, body: &Code) -> Option<&'a Allowance> {
        let year = self.year();
        let mut rows = self.snapshot.rows.allowances.iter();
        rows.find(|row| row.body_code == *body && row.financial_year == year)
    }

    /// For each customer whose allowance is known, the share that its running-cost lines of this part take.
    pub fn allowance_shares(&self) -> Vec<Share<'a>> {
        let buyers = self.by_buyer().into_iter();
        let shares = buyers.filter_map(|(buyer, lines)| {
            let allowance = self.allowance(buyer).filter(|row| row.amount_gbp > Pence::ZERO)?;
            Some(Share { buyer, running_cost: lines.running_cost(), allowance })
        });
        shares.collect()
    }

    /// The middle of those shares, per cent.
    pub fn median_allowance_share(&self) -> Option<f64> {
        let mut shares: Vec<f64> = self.allowance_shares().iter().map(Share::percent).collect();
        shares.sort_by(f64::total_cmp);
        let middle = shares.len() / 2;
        match shares.len() {
            0 => None,
            odd if odd % 2 == 1 => Some(shares[middle]),
            _ => Some((shares[middle - 1] + shares[middle]) / 2.0),
        }
    }
}
