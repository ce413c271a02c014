//! Checks what the solver says with plain sums over the table, in pence. Nothing here knows a programme, a
//! tolerance of a solver, or which rows it used.

use super::game::{members, sum};
use super::least_squares::{orthonormal, project_out};
use super::whole::largest_excess;
use super::{CoreTest, Group, Kind, LevelProof, Method, Table, Weighed};

/// What is wrong with shares (in pence) and the proofs of their levels; empty when all is true.
///
/// By Kohlberg's criterion shares are the nucleolus of their kind if at each step the groups named have the
/// step's excess and weights that balance, and no other group that isn't settled by then is above it.
pub(super) fn levels(table: &Table, method: Method, shares: &[f64], proofs: &[LevelProof]) -> Vec<String> {
    let mut wrong = sums_to_total(table, shares);
    let tolerance = tolerance(table);
    for (step, proof) in proofs.iter().enumerate() {
        let step = step + 1;
        if !balanced(table, proof) {
            wrong.push(format!("the weights of step {step} don't balance"));
        }
        let misses = |weighed: &&Weighed| {
            let (pays, group) = (sum(weighed.group, shares), weighed.group);
            let alone = table.pence[group as usize].as_f64();
            let due = alone + sign(table) * proof.epsilon * divisor(table, method, group);
            (pays - due).abs() > tolerance
        };
        if proof.binding.iter().any(|weighed| misses(&weighed)) {
            wrong.push(format!("a group of step {step} hasn't its excess"));
        }
        if (level_of_weights(table, method, proof) - proof.epsilon).abs() > level_tolerance(table, method) {
            wrong.push(format!("the weights of step {step} give another level"));
        }
    }
    wrong.extend(above(table, method, shares, proofs));
    if method == Method::Nucleolus {
        let alone = |member: usize| table.pence[1 << member].as_f64();
        let worse = |member: &usize| sign(table) * (shares[*member] - alone(*member)) > tolerance;
        wrong.extend(
            (0..shares.len()).find(worse).map(|i| format!("{} would do better alone", table.members[i])),
        );
    }
    wrong
}

/// What is wrong with a core test and the shares that reach its level.
pub(super) fn core(table: &Table, core: &CoreTest, shares: &[f64]) -> Vec<String> {
    let mut wrong = sums_to_total(table, shares);
    if largest_excess(table, shares) > core.epsilon + tolerance(table) {
        wrong.push("a group is above the least largest excess".to_string());
    }
    let mut covered = vec![0.0; shares.len()];
    core.cover.iter().for_each(|w| members(w.group).for_each(|member| covered[member] += w.weight));
    if covered.iter().any(|times| (times - 1.0).abs() > 1e-9) || core.cover.iter().any(|w| w.weight <= 0.0) {
        wrong.push("the cover doesn't hold each member once".to_string());
    }
    let amount: f64 = core.cover.iter().map(|w| w.weight * table.pence[w.group as usize].as_f64()).sum();
    let weight: f64 = core.cover.iter().map(|w| w.weight).sum();
    let level = sign(table) * (table.total().as_f64() - amount) / weight;
    if (level - core.epsilon).abs() > tolerance(table) {
        wrong.push("the cover gives another level".to_string());
    }
    wrong
}

pub(super) fn sums_to_total(table: &Table, shares: &[f64]) -> Vec<String> {
    let off = (shares.iter().sum::<f64>() - table.total().as_f64()).abs() > tolerance(table);
    if off { vec!["the shares don't add up to the total".to_string()] } else { Vec::new() }
}

fn sign(table: &Table) -> f64 {
    if table.kind == Kind::Cost { 1.0 } else { -1.0 }
}

/// A ten-millionth of the largest amount for each member, in pence.
fn tolerance(table: &Table) -> f64 {
    let largest = table.pence.iter().map(|pence| pence.abs().as_f64()).fold(1e-3, f64::max);
    1e-7 * largest / table.members.len() as f64
}

/// The same for a level as the method measures it.
fn level_tolerance(table: &Table, method: Method) -> f64 {
    if method == Method::ProportionalNucleolus { 1e-7 } else { tolerance(table) }
}

/// What a method divides a group's excess by.
fn divisor(table: &Table, method: Method, group: Group) -> f64 {
    match method {
        Method::PerCapitaNucleolus => f64::from(group.count_ones()),
        Method::ProportionalNucleolus => table.pence[group as usize].abs().as_f64(),
        _ => 1.0,
    }
}

/// Is each member contained equally often on both sides, and is every weight that must be positive so?
fn balanced(table: &Table, proof: &LevelProof) -> bool {
    let mut balance = vec![0.0; table.members.len()];
    let (mut positive, mut size) = (true, 0.0_f64);
    for weighed in proof.binding.iter().chain(&proof.bounds) {
        positive &= weighed.weight > 0.0;
        size = size.max(weighed.weight);
        members(weighed.group).for_each(|member| balance[member] += weighed.weight);
    }
    for weighed in &proof.settled {
        size = size.max(weighed.weight.abs());
        members(weighed.group).for_each(|member| balance[member] -= weighed.weight);
    }
    positive && !proof.binding.is_empty() && balance.iter().all(|rest| rest.abs() <= 1e-9 * size.max(1.0))
}

/// The level that follows from the weights and what the settled groups pay.
fn level_of_weights(table: &Table, method: Method, proof: &LevelProof) -> f64 {
    let settled: f64 = proof.settled.iter().map(|w| w.weight * w.pays).sum();
    let alone = |w: &Weighed| w.weight * table.pence[w.group as usize].as_f64();
    let alone: f64 = proof.binding.iter().chain(&proof.bounds).map(alone).sum();
    let divided: f64 = proof.binding.iter().map(|w| w.weight * divisor(table, method, w.group)).sum();
    sign(table) * (settled - alone) / divided
}

/// Groups above the level of a step before which they weren't settled.
fn above(table: &Table, method: Method, shares: &[f64], proofs: &[LevelProof]) -> Option<String> {
    let indicator =
        |group: Group| (0..shares.len()).map(|member| f64::from(group >> member & 1)).collect::<Vec<_>>();
    let all = (table.pence.len() - 1) as Group;
    let mut known = vec![indicator(all)];
    let mut spaces = vec![orthonormal(&known)];
    for proof in proofs {
        known.extend(proof.binding.iter().chain(&proof.bounds).map(|weighed| indicator(weighed.group)));
        spaces.push(orthonormal(&known));
    }
    let lowest = proofs.last()?.epsilon;
    let (sign, tolerance) = (sign(table), tolerance(table));
    let mut together = vec![0.0; table.pence.len()];
    for group in 1..all {
        let index = group as usize;
        together[index] = together[index & (index - 1)] + shares[group.trailing_zeros() as usize];
        let divisor = divisor(table, method, group);
        let excess = sign * (together[index] - table.pence[index].as_f64());
        let over = |level: f64| excess - level * divisor > tolerance;
        if divisor <= 0.0 || !over(lowest) {
            continue;
        }
        let settled = |step: usize| {
            let rest = project_out(&spaces[step], &indicator(group));
            rest.iter().all(|part| part.abs() < 1e-9)
        };
        let first = proofs.iter().position(|proof| over(proof.epsilon)).unwrap_or_default();
        if !settled(first) {
            return Some(format!(
                "{} is above the level of step {}",
                table.names(group).join("+"),
                first + 1
            ));
        }
    }
    None
}
