//! The order of options by what is told of them: exact money has no say in it.

use vocabulary::{Finding, Place};

use super::{BandedOption, Seen};
use crate::input::{Appraisal, RankBy};
use crate::points::Points;

/// What an option is put in order by.
#[derive(Clone, Copy)]
struct Standing {
    /// Weighted points where they count; an option without them comes after all that have them.
    points: Option<f64>,
    worth: Seen,
}

impl Standing {
    /// Does it come before another by what is told?
    fn is_before(self, other: Standing) -> bool {
        match (self.points, other.points) {
            (Some(a), Some(b)) if a != b => a > b,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            _ => self.worth.low() > other.worth.high(),
        }
    }

    fn order(self, other: Standing) -> std::cmp::Ordering {
        let points = |standing: Standing| standing.points.unwrap_or(f64::NEG_INFINITY);
        points(other).total_cmp(&points(self)).then(other.worth.middle().total_cmp(&self.worth.middle()))
    }
}

/// Gives each option its places and those that it can't be told apart from. Answers the options in order: by points
/// where they count, then by the middle of what is told of their worth, equals in the order of the appraisal.
pub(super) fn put_in_order(
    appraisal: &Appraisal,
    options: &mut [BandedOption],
    points: &Points,
) -> Vec<usize> {
    let counts = appraisal.order() == RankBy::Points;
    let standings: Vec<Standing> = options
        .iter()
        .zip(&points.weighted)
        .map(|(option, points)| Standing { points: points.filter(|_| counts), worth: option.net_present })
        .collect();
    for (index, option) in options.iter_mut().enumerate() {
        let mine = standings[index];
        let others = || (0..standings.len()).filter(|other| *other != index);
        let before = others().filter(|other| standings[*other].is_before(mine)).count();
        let after = others().filter(|other| mine.is_before(standings[*other])).count();
        option.places = (1 + before, standings.len() - after);
        option.alike = others()
            .filter(|other| !standings[*other].is_before(mine) && !mine.is_before(standings[*other]))
            .collect();
    }
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_by(|a, b| standings[*a].order(standings[*b]));
    order
}

/// The preferred option: the author's, else the one that comes first by what is told.
pub(super) fn preferred(
    appraisal: &Appraisal,
    order: &[usize],
    options: &[BandedOption],
) -> (usize, Option<Finding>) {
    let first = order.first().copied().unwrap_or(0);
    let stated = appraisal.preferred.as_ref();
    let Some(preferred) = stated.and_then(|code| options.iter().position(|option| option.id == *code)) else {
        return (first, None);
    };
    let is_behind = preferred != first && !options[preferred].alike.contains(&first);
    let finding = is_behind.then(|| {
        let (title, first) = (&options[preferred].title, &options[first].title);
        let seen = format!("“{title}” is preferred, but “{first}” comes first");
        Finding::warning("preferred-not-first", Place::cell("appraisal", "", "preferred"), seen)
            .expected("a reason on the record")
            .action("Say in the decision why it is preferred nevertheless.")
    });
    (preferred, finding)
}
