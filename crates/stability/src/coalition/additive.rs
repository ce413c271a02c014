use vocabulary::Pence;

use super::Kind;

/// Gives every group without an amount the best sum over all ways to split it into groups that have one: the
/// lowest for costs, the highest for savings. What was given stays, even where its parts would be better.
pub(super) fn fill(given: &[Option<Pence>], kind: Kind) -> Vec<Option<Pence>> {
    let better = |a: Pence, b: Pence| if kind == Kind::Cost { a < b } else { a > b };
    // Given groups by their lowest member: a split is put together from the lowest member's part on.
    let mut by_lowest: Vec<Vec<usize>> = vec![Vec::new(); given.len().ilog2() as usize];
    for group in (1..given.len()).filter(|group| given[*group].is_some()) {
        by_lowest[group.trailing_zeros() as usize].push(group);
    }
    let mut best: Vec<Option<Pence>> = vec![None; given.len()];
    best[0] = Some(Pence::ZERO);
    for group in 1..given.len() {
        let mut found = given[group];
        let mut consider = |part: usize| {
            let sum = given[part].zip(best[group & !part]).map(|(part, rest)| part + rest);
            if let Some(sum) = sum.filter(|sum| found.is_none_or(|found| better(*sum, found))) {
                found = Some(sum);
            }
        };
        let parts = &by_lowest[group.trailing_zeros() as usize];
        let lowest = group & group.wrapping_neg();
        let others = group & !lowest;
        if parts.len() < 1 << others.count_ones() {
            parts
                .iter()
                .filter(|part| **part & !group == 0 && **part != group)
                .for_each(|part| consider(*part));
        } else {
            let mut rest = others;
            while rest > 0 {
                rest = (rest - 1) & others;
                consider(lowest | rest);
            }
        }
        best[group] = found;
    }
    (0..given.len()).map(|group| given[group].or(best[group])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_groups_are_split_at_best() {
        // a 5, b 4, c 3, ab 7, bc 8 (dearer than its parts); ac and abc are missing.
        let pence = |amount: i64| Some(Pence(amount));
        let given = [pence(0), pence(5), pence(4), pence(7), pence(3), None, pence(8), None];
        let cost = fill(&given, Kind::Cost);
        assert_eq!((cost[5], cost[6], cost[7]), (pence(8), pence(8), pence(10)));
        let savings = fill(&given, Kind::Savings);
        assert_eq!((savings[5], savings[7]), (pence(8), pence(13)));
        assert_eq!(fill(&[pence(0), pence(1), None, None], Kind::Cost)[3], None);
    }
}
