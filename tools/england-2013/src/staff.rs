//! The sector's posts (assumed), spread by income: groups, never people.

use crate::Result;
use crate::model::{FRONTLINE, POSTS_HUNDREDTHS, WEIGHTS};
use crate::money::{pounds, share};
use crate::prices::Market;
use crate::row;
use crate::services::is_transactional;
use crate::table::Table;
use crate::units::UNITS;

/// Frontline at band 5 or 7, management at 8b.
pub fn table(market: &Market) -> Result<Table> {
    let mut groups = Vec::new();
    for unit in UNITS {
        for (weight, income) in WEIGHTS.iter().zip(market.income(unit)) {
            let band = if is_transactional(weight.service) { "5" } else { "7" };
            groups.push((unit, weight.service, band, "frontline", income * FRONTLINE));
            groups.push((unit, weight.service, "8b", "management", income * (100 - FRONTLINE)));
        }
    }
    let weights: Vec<i128> = groups.iter().map(|group| group.4).collect();
    let mut table = Table::new("post_groups")?;
    for ((unit, service, band, tier, _), hundredths) in
        groups.into_iter().zip(share(POSTS_HUNDREDTHS, &weights))
    {
        table.push(row![
            unit,
            service,
            band,
            tier,
            pounds(hundredths),
            "9.0",
            "",
            "ballast-model-staff",
            "assumed",
        ]);
    }
    Ok(table)
}
