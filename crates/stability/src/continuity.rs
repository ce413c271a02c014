//! Who would be without a supplier if a unit fails, and for how long.

use crate::impact::Impact;
use crate::timeline::best_alternative;

/// For each line that stays with a unit that fails: the months between the failure and the day on which its
/// alternative can supply, counted from the first move. Only lines with a gap, and an alternative.
pub fn without_supplier(impact: &Impact, unit: usize) -> Vec<(usize, u32)> {
    let setup = &impact.setup;
    let Some(fails) = impact.moved.verdicts[unit].fails_from else { return Vec::new() };
    let warned = setup.plan.exits.iter().map(|exit| exit.month).min().unwrap_or(0);
    let warning = fails.saturating_sub(warned);
    let left =
        |line: usize| impact.moved.outcome.exits.iter().any(|exit| exit.line == line && exit.month <= fails);
    let lines =
        setup.model.units[unit].cells.iter().flat_map(|cell| &setup.model.cells[*cell].lines).copied();
    let gap = |line: usize| {
        let open = &setup.model.lines[line].alternatives;
        let best = best_alternative(&setup.model, &setup.likely, open, setup.likely.line_volume[line])?;
        let months = setup.model.alternatives[best].lead_months.saturating_sub(warning);
        (months > 0).then_some((line, months))
    };
    lines.filter(|line| !left(*line)).filter_map(gap).collect()
}
