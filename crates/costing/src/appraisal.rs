use register::Rows;
use register::rules::{Deflator, EstimatedCost, OptimismBias};
use vocabulary::{Code, Date, FinancialYear};

use crate::in_force::holds;

/// What turns money of one financial year into money of another: the ratio of their price levels. None when a
/// year has no price level.
pub fn real_terms_factor(deflators: &Rows<Deflator>, from: FinancialYear, to: FinancialYear) -> Option<f64> {
    let index =
        |year: FinancialYear| deflators.iter().find(|row| row.financial_year == year).map(|row| row.index.0);
    Some(index(to)? / index(from)?)
}

/// By how many per cent an early estimate for a kind of project is too low on a day's guidance: with nothing
/// done about it, and with everything done (upper, lower). None when the guidance doesn't say.
pub fn optimism_bias(
    rows: &Rows<OptimismBias>,
    category: &Code,
    cost: EstimatedCost,
    on: Date,
) -> Option<(f64, f64)> {
    let fits = |row: &&OptimismBias| {
        row.category == *category && row.cost == cost && holds(row.valid_from, row.valid_to, on)
    };
    let row = rows.iter().filter(fits).max_by_key(|row| row.valid_from)?;
    Some((row.upper_percent.0, row.lower_percent.0))
}
