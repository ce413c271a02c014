use vocabulary::Pence;

use super::game::members;
use super::{Group, Kind, Table, WorstGroup};

/// Rounds amounts in pence to whole pence that add up to a total: all down first, then the largest
/// remainders up; ties go to the earlier.
pub(super) fn round(amounts: &[f64], total: Pence) -> Vec<Pence> {
    let mut whole: Vec<i64> = amounts.iter().map(|amount| amount.floor() as i64).collect();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    let remainder = |i: &usize| amounts[*i] - amounts[*i].floor();
    order.sort_by(|a, b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(b)));
    let left = total.0.saturating_sub(whole.iter().sum());
    // Round-off may leave a penny too much or too little: it is taken from, or given to, the next in order.
    for i in 0..left.unsigned_abs() as usize {
        let at = if left > 0 { i % order.len() } else { order.len() - 1 - i % order.len() };
        whole[order[at]] += left.signum();
    }
    whole.into_iter().map(Pence).collect()
}

/// The group that would gain most by leaving, all in whole pence; the earliest of equals. None with one member.
pub(super) fn worst(table: &Table, shares: &[Pence]) -> Option<WorstGroup> {
    let mut together = vec![0_i64; table.pence.len()];
    let mut worst: Option<WorstGroup> = None;
    for group in 1..table.pence.len().saturating_sub(1) {
        together[group] = together[group & (group - 1)] + shares[group.trailing_zeros() as usize].0;
        let alone = table.pence[group];
        let excess = match table.kind {
            Kind::Cost => together[group] - alone.0,
            Kind::Savings => alone.0 - together[group],
        };
        if worst.is_none_or(|worst| excess > worst.excess.0) {
            let (together, excess) = (Pence(together[group]), Pence(excess));
            worst = Some(WorstGroup { group: group as Group, together, alone, excess });
        }
    }
    worst
}

/// The largest excess of any group under shares that aren't rounded, in pence.
pub(super) fn largest_excess(table: &Table, shares: &[f64]) -> f64 {
    let sign = if table.kind == Kind::Cost { 1.0 } else { -1.0 };
    let mut largest = f64::NEG_INFINITY;
    let mut together = vec![0.0; table.pence.len()];
    for group in 1..table.pence.len().saturating_sub(1) {
        together[group] = together[group & (group - 1)] + shares[group.trailing_zeros() as usize];
        largest = largest.max(sign * (together[group] - table.pence[group].as_f64()));
    }
    largest
}

/// The names of a group's members.
pub(super) fn names(table: &Table, group: Group) -> Vec<&str> {
    members(group).map(|member| table.members[member].as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_pence_add_up() {
        assert_eq!(round(&[33.4, 33.3, 33.3], Pence(100)), [Pence(34), Pence(33), Pence(33)]);
        assert_eq!(round(&[-0.5, 0.5], Pence(0)), [Pence(0), Pence(0)]);
        assert_eq!(round(&[9.999_999_999, 2.0], Pence(12)), [Pence(10), Pence(2)]);
        assert_eq!(round(&[1.0, 1.0], Pence(1)), [Pence(1), Pence(0)]);
    }
}
