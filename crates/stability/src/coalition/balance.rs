use super::Group;
use super::game::{Game, members};
use super::least_squares::{nonnegative, orthonormal, project_out, solve};
use super::program::Point;

/// Weights below this are round-off: with 20 members a true weight is at least 1 in 73 million.
const NO_WEIGHT: f64 = 1e-10;

/// Weights that show a level to be best, in scaled units.
pub(super) struct Balance {
    /// The level that follows from the weights alone.
    pub level: f64,
    /// Groups at the level, with positive weights.
    pub binding: Vec<(Group, f64)>,
    /// Members at the bound of what they would pay alone, with positive weights.
    pub bounds: Vec<(Group, f64)>,
    /// Settled groups, with weights of either sign.
    pub settled: Vec<(Group, f64)>,
}

/// Weights for the groups that are tight at a point: of binding groups and bounds positive, of settled ones of
/// either sign, so that each member is contained equally often on both sides. None: the point isn't best.
pub(super) fn balance(
    game: &Game,
    point: &Point,
    rows: &[Group],
    rational: bool,
    settled: &[(Group, f64)],
) -> Option<Balance> {
    [1e-8, 1e-7, 1e-6].into_iter().find_map(|near| balance_near(game, point, rows, rational, settled, near))
}

fn balance_near(
    game: &Game,
    point: &Point,
    rows: &[Group],
    rational: bool,
    settled: &[(Group, f64)],
    near: f64,
) -> Option<Balance> {
    let slack = |group: Group| {
        let pays: f64 = members(group).map(|member| point.shares[member]).sum();
        game.cost(group) + game.weight(group) * point.level - pays
    };
    let mut tight: Vec<Group> = rows.iter().copied().filter(|group| slack(*group) <= near).collect();
    tight.sort_unstable();
    let at_bound = |member: &usize| rational && game.cost(1 << member) - point.shares[*member] <= near;
    let bounds: Vec<Group> = (0..game.n).filter(at_bound).map(|member| 1 << member).collect();
    let known = orthonormal(&settled.iter().map(|(group, _)| indicator(game, *group)).collect::<Vec<_>>());
    let column = |group: Group, weight: f64| {
        let mut column = project_out(&known, &indicator(game, group));
        column.push(weight);
        column
    };
    let mut columns: Vec<Vec<f64>> = tight.iter().map(|group| column(*group, game.weight(*group))).collect();
    columns.extend(bounds.iter().map(|group| column(*group, 0.0)));
    let mut target = vec![0.0; game.n];
    target.push(1.0);
    let (weights, left) = nonnegative(&columns, &target);
    if left > 1e-10 {
        return None;
    }
    let (of_tight, of_bounds) = weights.split_at(tight.len());
    let positive = |groups: &[Group], weights: &[f64]| -> Vec<(Group, f64)> {
        let pairs = groups.iter().copied().zip(weights.iter().copied());
        pairs.filter(|(_, weight)| *weight > NO_WEIGHT).collect()
    };
    Some(complete(game, settled, positive(&tight, of_tight), positive(&bounds, of_bounds)))
}

/// Finds the weights of the settled groups, and the level that all weights give.
fn complete(
    game: &Game,
    settled: &[(Group, f64)],
    binding: Vec<(Group, f64)>,
    bounds: Vec<(Group, f64)>,
) -> Balance {
    let mut contained = vec![0.0; game.n];
    for (group, weight) in binding.iter().chain(&bounds) {
        members(*group).for_each(|member| contained[member] += weight);
    }
    let vectors: Vec<Vec<f64>> = settled.iter().map(|(group, _)| indicator(game, *group)).collect();
    let columns: Vec<&[f64]> = vectors.iter().map(Vec::as_slice).collect();
    let weights = solve(&columns, &contained);
    let settled_pay: f64 = settled.iter().zip(&weights).map(|((_, amount), weight)| amount * weight).sum();
    let alone: f64 = binding.iter().chain(&bounds).map(|(group, weight)| game.cost(*group) * weight).sum();
    let divisor: f64 = binding.iter().map(|(group, weight)| game.weight(*group) * weight).sum();
    let used = settled.iter().zip(weights).filter(|(_, weight)| weight.abs() > NO_WEIGHT);
    Balance {
        level: (settled_pay - alone) / divisor,
        binding,
        bounds,
        settled: used.map(|((group, _), weight)| (*group, weight)).collect(),
    }
}

fn indicator(game: &Game, group: Group) -> Vec<f64> {
    (0..game.n).map(|member| f64::from(group >> member & 1)).collect()
}
