//! A level's linear programme, over atoms: members of a block that no extra group tells apart.
//!
//! Largest gain g, with y the atoms' payments: y adds up to the total; an atom of k members pays between its
//! members' least + k·g and their most − k·g; a group pays at most its value − g; g is at most half of the
//! narrowest range of a member. Solved once for y, once as its dual for the weights: the solver tells no duals.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, Variable};

use super::block::{Local, Outcome};

/// No amount of a solvable game comes near to this, in units of a buyer's average cost.
const FAR: f64 = 1e9;

/// An atom with the sums of its members' bounds.
struct Atom {
    places: Vec<usize>,
    upper: f64,
    lower: f64,
}

/// The largest gain, and what each member then pays in one of the best ways, against those of the extra groups
/// that are active.
///
/// Errors: what the solver said.
pub(super) fn best(local: &Local, active: &[usize]) -> Result<(f64, Vec<f64>), String> {
    let atoms = atoms(local, active);
    let (gain, pays) = primal(local, active, &atoms)?;
    let mut shares = vec![0.0; local.members.len()];
    for (atom, pays) in atoms.iter().zip(&pays) {
        local.spread(&atom.places, *pays, gain, &mut shares);
    }
    Ok((gain, shares))
}

/// The weights that show a gain to be the largest.
///
/// Errors: what the solver said.
pub(super) fn weighed(
    local: &Local,
    active: &[usize],
    gain: f64,
    shares: Vec<f64>,
) -> Result<Outcome, String> {
    let none = vec![0.0; shares.len()];
    let (at_upper, at_lower) = (none.clone(), none);
    let outcome = Outcome { gain, shares, at_upper, at_lower, narrow: 0.0, extra: Vec::new() };
    dual(local, active, &atoms(local, active), outcome)
}

fn atoms(local: &Local, active: &[usize]) -> Vec<Atom> {
    let mut by_sign: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
    for place in 0..local.members.len() {
        let sign = active.iter().map(|group| local.extra[*group].within[place]).collect();
        by_sign.entry(sign).or_default().push(place);
    }
    let sum = |places: &[usize], of: &[(f64, usize)]| places.iter().map(|place| of[*place].0).sum();
    by_sign
        .into_values()
        .map(|places| Atom { upper: sum(&places, &local.upper), lower: sum(&places, &local.lower), places })
        .collect()
}

fn primal(local: &Local, active: &[usize], atoms: &[Atom]) -> Result<(f64, Vec<f64>), String> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let gain = problem.add_var(1.0, (-FAR, local.narrowest().min(FAR)));
    let pays: Vec<Variable> = atoms.iter().map(|_| problem.add_var(0.0, (-FAR, FAR))).collect();
    let sum = |inside: &dyn Fn(&Atom) -> bool| {
        let mut row = LinearExpr::empty();
        let atoms = atoms.iter().zip(&pays).filter(|(atom, _)| inside(atom));
        atoms.for_each(|(_, pays)| row.add(*pays, 1.0));
        row
    };
    problem.add_constraint(sum(&|_| true), ComparisonOp::Eq, local.total);
    for (atom, pays) in atoms.iter().zip(&pays) {
        let count = atom.places.len() as f64;
        problem.add_constraint([(*pays, 1.0), (gain, count)], ComparisonOp::Le, atom.upper);
        problem.add_constraint([(*pays, 1.0), (gain, -count)], ComparisonOp::Ge, atom.lower);
    }
    for group in active.iter().map(|group| &local.extra[*group]) {
        let mut row = sum(&|atom| group.within[atom.places[0]]);
        row.add(gain, 1.0);
        problem.add_constraint(row, ComparisonOp::Le, group.value);
    }
    let solution = solved(&problem)?;
    Ok((solution.var_value(gain), pays.iter().map(|pays| solution.var_value(*pays)).collect()))
}

fn dual(local: &Local, active: &[usize], atoms: &[Atom], mut outcome: Outcome) -> Result<Outcome, String> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut weight = |price: f64| problem.add_var(price, (0.0, f64::INFINITY));
    let upper: Vec<Variable> = atoms.iter().map(|atom| weight(atom.upper)).collect();
    let lower: Vec<Variable> = atoms.iter().map(|atom| weight(-atom.lower)).collect();
    let extra: Vec<Variable> = active.iter().map(|group| weight(local.extra[*group].value)).collect();
    let narrow = weight(local.narrowest().min(FAR));
    let everybody = problem.add_var(-local.total, (-FAR, FAR));
    let mut all = LinearExpr::empty();
    for (at, atom) in atoms.iter().enumerate() {
        let mut row = LinearExpr::empty();
        row.add(upper[at], 1.0);
        row.add(lower[at], -1.0);
        row.add(everybody, -1.0);
        let groups = active.iter().zip(&extra);
        groups
            .filter(|(group, _)| local.extra[**group].within[atom.places[0]])
            .for_each(|(_, weight)| row.add(*weight, 1.0));
        problem.add_constraint(row, ComparisonOp::Eq, 0.0);
        all.add(upper[at], atom.places.len() as f64);
        all.add(lower[at], atom.places.len() as f64);
    }
    extra.iter().for_each(|weight| all.add(*weight, 1.0));
    all.add(narrow, 1.0);
    problem.add_constraint(all, ComparisonOp::Eq, 1.0);
    let solution = solved(&problem)?;
    for (at, atom) in atoms.iter().enumerate() {
        for place in &atom.places {
            outcome.at_upper[*place] = solution.var_value(upper[at]);
            outcome.at_lower[*place] = solution.var_value(lower[at]);
        }
    }
    outcome.narrow = solution.var_value(narrow);
    outcome.extra = extra.iter().map(|weight| solution.var_value(*weight)).collect();
    Ok(outcome)
}

fn solved(problem: &Problem) -> Result<Solution, String> {
    let mut options = microlp::SolveOptions::default();
    options.tolerances.feasibility = 1e-9;
    let outcome = problem.solve_with(options).map_err(|error| error.to_string())?;
    outcome.into_solution().map_err(|_| "the solver was interrupted".to_string())
}
