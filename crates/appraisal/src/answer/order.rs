use vocabulary::{Finding, Findings, Place};

use super::OptionAnswer;
use crate::input::{Appraisal, RankBy};
use crate::points::{Points, places};

/// The options in order: by points and then money, or by money alone; equals in the order of the appraisal.
pub(super) fn order(appraisal: &Appraisal, options: &[OptionAnswer], points: &Points) -> Vec<usize> {
    let by_points = appraisal.order() == RankBy::Points;
    let known: Vec<Option<f64>> = points.weighted.iter().map(|points| points.filter(|_| by_points)).collect();
    let by_points = places(&known);
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_by(|a, b| {
        let place = |option: usize| by_points[option].unwrap_or(usize::MAX);
        let worth = |option: usize| options[option].money.net_present;
        place(*a).cmp(&place(*b)).then(worth(*b).total_cmp(&worth(*a)))
    });
    order
}

/// The preferred option: the author's, else the one that comes first.
pub(super) fn preferred(
    appraisal: &Appraisal,
    order: &[usize],
    options: &[OptionAnswer],
    findings: &mut Findings,
) -> usize {
    let first = order.first().copied().unwrap_or(0);
    let Some(code) = &appraisal.preferred else { return first };
    let preferred = options.iter().position(|option| option.id == *code).unwrap_or(first);
    if preferred != first {
        let seen = format!(
            "“{}” is preferred, but “{}” comes first",
            options[preferred].title, options[first].title
        );
        findings.push(
            Finding::warning("preferred-not-first", Place::cell("appraisal", "", "preferred"), seen)
                .expected("a reason on the record")
                .action("Say in the decision why it is preferred nevertheless."),
        );
    }
    preferred
}
