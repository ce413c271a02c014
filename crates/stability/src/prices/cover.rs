//! The most that charges can add up to when no known group may gain by leaving: a small linear programme whose rows
//! are groups, found as they are needed.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::breakaway::Breakaway;
use super::game::Game;
use crate::coalition::nonnegative;

/// Rounds of adding groups before giving up.
const ROUNDS_MAX: usize = 400;
/// No charge of a solvable game comes near to this, in scaled units; it keeps the first programmes bounded.
const FAR: f64 = 1e6;
/// Weights below this are round-off.
const NO_WEIGHT: f64 = 1e-9;

/// What the groups found allow.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// The most that charges can add up to under these groups, pence a year; without other groups, exactly.
    pub most: f64,
    /// Charges by buyer that add up to it, none of the groups gaining, near to those wished for.
    pub charges: Vec<f64>,
    /// Groups with weights that cover everybody once and cost `most` together: why it can't be more.
    pub groups: Vec<(Breakaway, f64)>,
    /// Did the search for groups end by itself?
    pub ended: bool,
}

/// Adds groups that `separate` finds to gain, until it finds none. `wished` are the charges to stay near to.
pub(super) fn most_that_holds(
    game: &Game,
    wished: &[f64],
    mut separate: impl FnMut(&[f64], &[Breakaway]) -> Vec<Breakaway>,
) -> Option<Cover> {
    let whole = game.whole();
    let scale = whole / game.buyers.len() as f64;
    let mut rows = first_rows(game, wished);
    let mut grow = |rows: &mut Vec<Breakaway>, near: bool| -> Option<(Vec<f64>, bool)> {
        for _ in 0..ROUNDS_MAX {
            let x = solve(rows, wished, whole, scale, near)?;
            let known = rows.len();
            for group in separate(&x, rows) {
                if !rows.iter().any(|row| row.group == group.group && row.outside == group.outside) {
                    rows.push(group);
                }
            }
            if rows.len() == known {
                return Some((x, true));
            }
        }
        Some((solve(rows, wished, whole, scale, near)?, false))
    };
    let (charges, mut ended) = grow(&mut rows, true)?;
    let mut top = solve(&rows, wished, whole, scale, false)?;
    // Charges near to those wished for may stop short of what could be collected; then only the sum counts.
    if top.iter().sum::<f64>() > charges.iter().sum::<f64>() + 1e-7 * scale {
        (top, ended) = grow(&mut rows, false)?;
    }
    let most: f64 = top.iter().sum();
    let groups = weights(&rows, &top, scale);
    Some(Cover { most, charges, groups, ended })
}

/// Everybody, each alone, and everybody else.
fn first_rows(game: &Game, prices: &[f64]) -> Vec<Breakaway> {
    let n = game.buyers.len();
    let none = vec![false; game.lines.len()];
    let groups = (0..n).flat_map(|one| {
        [true, false].map(|alone| (0..n).map(|buyer| (buyer == one) == alone).collect::<Vec<bool>>())
    });
    let groups = std::iter::once(vec![true; n]).chain(groups).filter(|group| group.contains(&true));
    let mut rows: Vec<Breakaway> = Vec::new();
    for group in groups {
        if !rows.iter().any(|row| row.group == group) {
            rows.push(Breakaway::of(game, prices, group, none.clone()));
        }
    }
    rows
}

/// Charges that add up to as much as the rows allow; of those, with `near`, those nearest to what is wished for.
fn solve(rows: &[Breakaway], wished: &[f64], whole: f64, scale: f64, near: bool) -> Option<Vec<f64>> {
    let n = wished.len();
    // In scaled units; a pound more collected counts for more than all that charges can then differ.
    let weight = if near { 4.0 * n as f64 } else { 1.0 };
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let x: Vec<Variable> = (0..n).map(|_| problem.add_var(-weight, (-FAR, FAR))).collect();
    if near {
        // Of equally near charges, those whose largest rise and fall are smallest, measured by what is wished for.
        let widest = [1.0, -1.0].map(|sign| (sign, problem.add_var(0.01, (0.0, FAR))));
        for (buyer, wish) in wished.iter().enumerate() {
            let apart = problem.add_var(1.0, (0.0, FAR));
            let wish = wish / scale;
            for (sign, widest) in widest {
                problem.add_constraint([(x[buyer], sign), (apart, -1.0)], ComparisonOp::Le, sign * wish);
                let row = [(x[buyer], sign), (widest, -wish.max(0.001))];
                problem.add_constraint(row, ComparisonOp::Le, sign * wish);
            }
        }
    }
    let sum = |group: &dyn Fn(usize) -> bool| {
        let mut row = LinearExpr::empty();
        (0..n).filter(|buyer| group(*buyer)).for_each(|buyer| row.add(x[buyer], 1.0));
        row
    };
    problem.add_constraint(sum(&|_| true), ComparisonOp::Le, whole / scale);
    for row in rows {
        problem.add_constraint(sum(&|buyer| row.group[buyer]), ComparisonOp::Le, row.alone / scale);
    }
    let mut options = SolveOptions::default();
    options.tolerances.feasibility = 1e-9;
    let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
    Some(x.iter().map(|x| solution.var_value(*x) * scale).collect())
}

/// Weights of groups that bind, so that each buyer is covered once.
fn weights(rows: &[Breakaway], charges: &[f64], scale: f64) -> Vec<(Breakaway, f64)> {
    let slack = |row: &Breakaway| row.alone - row.members().map(|at| charges[at]).sum::<f64>();
    let tight: Vec<&Breakaway> = rows.iter().filter(|row| slack(row) <= 1e-7 * scale).collect();
    let column =
        |row: &&Breakaway| row.group.iter().map(|member| f64::from(u8::from(*member))).collect::<Vec<f64>>();
    let columns: Vec<Vec<f64>> = tight.iter().map(column).collect();
    let (weights, left) = nonnegative(&columns, &vec![1.0; charges.len()]);
    if left > 1e-7 {
        return Vec::new();
    }
    let used = tight.into_iter().zip(weights).filter(|(_, weight)| *weight > NO_WEIGHT);
    used.map(|(row, weight)| (row.clone(), weight)).collect()
}
