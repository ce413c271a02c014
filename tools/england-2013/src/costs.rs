//! What each unit spends (assumed): teams in steps, other direct cost, and overhead.

use crate::Result;
use crate::model::{
    DIRECT, FIXED, OVERHEAD_FIXED, STEPS_TIMES_TWO, SURPLUS, TEAM, TURNOVER, VARIABLE, WEIGHTS,
};
use crate::money::{pounds, rounded};
use crate::prices::Market;
use crate::row;
use crate::table::Table;
use crate::units::UNITS;

/// Part of an income that is spent on one kind of cost, in pence; `percent_squared` is a share of a share.
fn spent(income: i128, percent_squared: i128) -> String {
    pounds(rounded(income * (TURNOVER - SURPLUS) * percent_squared, TURNOVER * 10_000))
}

/// Volume ÷ 19.5, to the nearest thousand people.
fn step(volume: i128) -> i128 {
    rounded(volume * 2, STEPS_TIMES_TWO * 1000) * 1000
}

/// Three pools for each service of each unit, two for its overhead.
pub fn table(market: &Market) -> Result<Table> {
    let mut table = Table::new("cost_pools")?;
    for unit in UNITS {
        let (income, volume) = (market.income(unit), market.volume(unit));
        for (i, weight) in WEIGHTS.iter().enumerate() {
            let pools = [
                ("team", "step", TEAM, step(volume[i]).to_string(), "yes", (6, 6)),
                ("variable", "variable", VARIABLE, String::new(), "no", (3, 3)),
                ("fixed", "fixed", FIXED, String::new(), "no", (12, 12)),
            ];
            for (name, kind, percent, step, staff, (delay, over)) in pools {
                let id = format!("{unit}-{}-{name}", weight.service);
                let cost = spent(income[i], DIRECT * percent);
                table.push(row![
                    id,
                    unit,
                    weight.service,
                    kind,
                    cost,
                    step,
                    staff,
                    delay,
                    over,
                    "ballast-model-costs",
                    "assumed",
                ]);
            }
        }
        let overhead = [
            ("fixed", "fixed", OVERHEAD_FIXED, "no", (12, 24)),
            ("management", "variable", 100 - OVERHEAD_FIXED, "yes", (9, 9)),
        ];
        for (name, kind, percent, staff, (delay, over)) in overhead {
            let cost = spent(income.iter().sum(), (100 - DIRECT) * percent);
            table.push(row![
                format!("{unit}-overhead-{name}"),
                unit,
                "overhead",
                kind,
                cost,
                "",
                staff,
                delay,
                over,
                "ballast-model-costs",
                "assumed",
            ]);
        }
    }
    Ok(table)
}
