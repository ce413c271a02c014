use register::{Rulebook, Snapshot};
use vocabulary::Findings;

use super::BandedOption;
use super::questions::posts_are_stated;
use super::ways::Ways;
use crate::answer::{DateRow, OptionAnswer, PostCost, dates, posts};
use crate::closure::Closure;
use crate::input::{Appraisal, ClosureTable};
use crate::run::Money;

/// Dates and posts, with what there is to say of them. Of people only those whom the HR lead has stated count.
pub(super) fn plan(
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    appraisal: &Appraisal,
    (ways, options): (&Ways, &[BandedOption]),
    findings: &mut Findings,
) -> (Vec<DateRow>, Vec<PostCost>) {
    let known: Vec<OptionAnswer> = appraisal
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let flows = ways.stated.flows[index].clone();
            let mut answer = OptionAnswer::unmoved(option, flows, Money::default());
            if posts_are_stated(appraisal, option) {
                answer.people.clone_from(&options[index].stated_people);
            }
            answer
        })
        .collect();
    let rows = dates::dates(snapshot, rulebook, appraisal, &ways.stated.models, &known);
    let (posts, more, used) = posts::post_costs(rulebook, appraisal);
    findings.extend(more);
    findings.extend(dates::findings(&rows));
    findings.extend(crate::answer::late(rulebook, appraisal, &known, used));
    (rows, posts)
}

/// A closure map of agreement lines alone: pools and posts are the unit's.
pub(super) fn lines_only(appraisal: &Appraisal, closed: Option<Closure>) -> Option<Closure> {
    let mut closed = closed?;
    let lines = ClosureTable::Lines;
    closed.rows.retain(|row| row.table == lines);
    // Whether a pool fits a line of the map says that there is one.
    let numbered = (1..).zip(&appraisal.closure);
    let shut: Vec<String> = numbered
        .filter(|(_, destined)| destined.table != lines)
        .map(|(number, _)| format!("closure {number}"))
        .collect();
    closed.findings.retain(|finding| {
        let place = &finding.place;
        let about_lines = place.table == lines.word();
        let about_map = place.table == "appraisal" && !shut.contains(&place.row);
        about_lines || about_map
    });
    for receiver in &mut closed.receivers {
        (receiver.pools, receiver.wte) = (vocabulary::Pence::ZERO, 0.0);
    }
    closed.receivers.retain(|receiver| receiver.lines != vocabulary::Pence::ZERO);
    Some(closed)
}
