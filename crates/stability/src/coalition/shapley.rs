use super::Group;
use super::game::Game;

/// The Shapley value in scaled units: each member's addition, averaged over all orders of joining.
pub(super) fn shapley(game: &Game) -> Vec<f64> {
    let n = game.n;
    // The part of all orders in which just this many members come before.
    let mut part = vec![1.0 / n as f64; n];
    for before in 1..n {
        part[before] = part[before - 1] * before as f64 / (n - before) as f64;
    }
    let mut shares = vec![0.0; n];
    for group in 0..game.cost.len() as u64 {
        let group = group as Group;
        let before = group.count_ones() as usize;
        for (member, share) in shares.iter_mut().enumerate() {
            if group >> member & 1 == 0 {
                *share += part[before] * (game.cost(group | 1 << member) - game.cost(group));
            }
        }
    }
    shares
}
