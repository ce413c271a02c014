use std::collections::BTreeMap;

use exchange::result::Told;
use register::tables::Tier;
use vocabulary::Pence;

use crate::text::{Align, Page};

/// Posts that transfer, are redeployed or are lost, by tier, and what redundancy costs.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let impact = &told.answer.impact;
    let rows = &impact.moved.outcome.people;
    page.heading("People");
    if rows.is_empty() {
        page.paragraph("No posts are known for what moves.");
        return;
    }
    let mut by_tier: BTreeMap<Tier, (f64, f64, f64, Pence)> = BTreeMap::new();
    for row in rows {
        let entry = by_tier.entry(impact.setup.model.posts[row.posts].tier).or_default();
        entry.0 += row.transfer_wte;
        entry.1 += row.redeploy_wte;
        entry.2 += row.redundant_wte;
        entry.3 += row.cost;
    }
    let total = by_tier.values().fold((0.0, 0.0, 0.0, Pence::ZERO), |sum, row| {
        (sum.0 + row.0, sum.1 + row.1, sum.2 + row.2, sum.3 + row.3)
    });
    let line = |title: &str, row: &(f64, f64, f64, Pence)| {
        vec![
            title.to_string(),
            format!("{:.1}", row.0),
            format!("{:.1}", row.1),
            format!("{:.1}", row.2),
            row.3.whole_pounds(),
        ]
    };
    let mut table: Vec<Vec<String>> = by_tier.iter().map(|(tier, row)| line(tier.word(), row)).collect();
    table.push(line("all", &total));
    let columns = [
        ("whole-time equivalents", Align::Left),
        ("transfer", Align::Right),
        ("redeployed", Align::Right),
        ("at risk", Align::Right),
        ("redundancy", Align::Right),
    ];
    page.table(&columns, &table);
    let months: Vec<u32> = rows.iter().filter(|row| row.cost.0 > 0).map(|row| row.month).collect();
    if let (Some(first), Some(last)) = (months.iter().min(), months.iter().max()) {
        let month = |month: u32| impact.setup.model.month(month).words();
        let when =
            if first == last { month(*first) } else { format!("{} to {}", month(*first), month(*last)) };
        page.paragraph(&format!("Redundancy is paid in {when}, when the posts are released; until then they are in the unit's cost."));
    }
}
