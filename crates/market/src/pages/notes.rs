//! Sentences that several pages share.

use crate::Market;
use register::tables::Funding;
use vocabulary::{Basis, Pence};

use listing::Cell;

/// How much of what is paid rests on recorded, derived and assumed rows.
pub(super) fn resting_note(market: &Market<'_>) -> Option<String> {
    let spend = market.spend();
    if spend <= Pence::ZERO {
        return None;
    }
    let share = |basis: Basis| {
        let of_it: Pence =
            market.lines.iter().filter(|line| line.basis == basis).map(|line| line.annual_gbp).sum();
        of_it.as_f64() / spend.as_f64() * 100.0
    };
    Some(format!(
        "How the prices are known, by amount: {:.0}% recorded, {:.0}% derived from recorded sums, {:.0}% assumed.",
        share(Basis::Recorded),
        share(Basis::Derived),
        share(Basis::Assumed)
    ))
}

/// How sure it is who buys what from whom: by number of agreement lines.
pub(super) fn links_note(market: &Market<'_>) -> Option<String> {
    let all = market.lines.len();
    let count = |basis: Basis| market.lines.iter().filter(|line| line.basis == basis).count();
    let [recorded, derived, assumed] = [Basis::Recorded, Basis::Derived, Basis::Assumed].map(count);
    let kinds = [(recorded, "recorded"), (derived, "derived from what is recorded"), (assumed, "assumed")];
    let (most, word) = kinds.into_iter().max_by_key(|(count, _)| *count)?;
    let how = match most {
        0 => return None,
        most if most == all => "all",
        most if most * 2 > all => "most",
        _ => "no more than half",
    };
    Some(format!(
        "How sure the links are: {how} of {} agreement lines are {word} ({recorded} recorded, {derived} derived, {assumed} \
         assumed).",
        Cell::count(all).words()
    ))
}

/// Which lines count against the allowance.
pub(super) fn allowance_note(market: &Market<'_>) -> String {
    format!(
        "Shares of the allowance: lines paid from running costs ({} of {} lines) against the running-cost \
         allowance of {}; lines paid from programme money, or that don't say, aren't counted.",
        Cell::count(running_cost_lines(market)).words(),
        Cell::count(market.lines.len()).words(),
        market.year()
    )
}

fn running_cost_lines(market: &Market<'_>) -> usize {
    market.lines.iter().filter(|line| line.funding == Some(Funding::RunningCost)).count()
}

/// One sentence on concentration.
pub(super) fn concentration_note(market: &Market<'_>, whose: &str) -> Option<String> {
    let known = market.concentration()?;
    let (largest, spend) = known.largest;
    let several = known.customers_to_80_percent;
    Some(format!(
        "Concentration: the largest customer, {}, is {:.1}% of {whose} ({}); {} of {} customers make up 80% of it; \
         the Herfindahl–Hirschman index is {} (10,000 would be one customer).",
        market.snapshot.name_of(largest.as_str()),
        known.largest_percent,
        spend.headline(),
        Cell::count(several).words(),
        Cell::count(known.customers).words(),
        Cell::Index(known.hhi).words()
    ))
}
