//! Charges whose largest excess of any group is as small as can be, then the next, and so on (the nucleolus).
//!
//! In the smooth game what is settled after each level is a partition of the buyers into blocks, and each block
//! goes on by itself, the others counting as single players (`docs/mathematics.md` has the proof). So the levels
//! make a tree of blocks. The tree is built from a few groups by small linear programmes, then all groups are
//! tried by 2(n − 1) minimum cuts; groups found to be above their block's level come in, and the tree is built
//! again, until none is.

use super::exactness::Exactness;
use super::net::Net;
use super::separable::Ends;
use super::smooth::Smooth;
use family::{Family, Set};
use members::Members;
use tree::Tree;

mod block;
mod check;
mod family;
mod members;
mod programme;
mod tree;

/// When to stop. There is no limit of time: the same game must give the same answer everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How often groups may be added before the answer is a bracket.
    pub rounds: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { rounds: 60 }
    }
}

/// Charges by levels of excess. An excess is what a group pays less what it would cost alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Nucleolus {
    /// By buyer, in pence a year.
    pub charges: Vec<f64>,
    /// The levels, largest excess first.
    pub levels: Vec<Level>,
    /// Exact; or the bounds, in pence a year, between which the smallest possible largest excess lies. The upper
    /// bound is the largest excess at the charges given.
    pub kind: Exactness,
    /// How often groups were added.
    pub rounds: usize,
}

/// A level: in a block of buyers, the groups that bind.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The excess of the groups that bind, in pence a year. Below zero they gain by staying.
    pub epsilon: f64,
    /// The buyers whose charges together were settled before, and are told apart here.
    pub block: Vec<usize>,
    /// The groups, with weights by which each buyer of the block is contained equally often.
    pub binding: Vec<Binding>,
}

/// A group that binds.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding {
    /// By buyer.
    pub group: Vec<bool>,
    /// Above zero; the weights of a level add up to one.
    pub weight: f64,
}

/// The nucleolus of what groups cost alone. The charges add up to c(N): h(N) where prices that hold exist, and
/// h(N) less the least subsidy where not.
pub fn nucleolus(game: &Smooth, limits: Limits) -> Nucleolus {
    let mut net = Net::of(game);
    let ends = Ends::of(&mut net);
    let total = ends.whole;
    solve(&mut net, &ends, total, limits)
}

/// The same for charges that add up to a given total (pence a year), whether or not a buyer would do better
/// alone (the prenucleolus): with more than c(N), what is too much is spread so that no group has more reason
/// than it must to leave.
pub fn prenucleolus(game: &Smooth, total: f64, limits: Limits) -> Nucleolus {
    let mut net = Net::of(game);
    let ends = Ends::of(&mut net);
    let total = total / net.unit;
    solve(&mut net, &ends, total, limits)
}

fn solve(net: &mut Net, ends: &Ends, total: f64, limits: Limits) -> Nucleolus {
    let mut family = Family::of_singles(ends);
    let mut rounds = 0;
    loop {
        let tree = Tree::of(&family, net.buyers(), total);
        let charges = tree.charges();
        let broken = check::broken(net, &tree, &charges);
        let found_any = !broken.is_empty();
        let before = family.len();
        broken.into_iter().for_each(|set| family.add(set));
        if !found_any && tree.complete {
            return tell(net, &tree, &family, &charges, Exactness::Exact, rounds);
        }
        rounds += 1;
        if rounds > limits.rounds || family.len() == before {
            let low = -tree.first_gain() * net.unit;
            let high = check::largest_excess(net, &charges) * net.unit;
            let kind = Exactness::Bracket { low: low.min(high), high };
            return tell(net, &tree, &family, &charges, kind, rounds);
        }
    }
}

fn tell(
    net: &Net,
    tree: &Tree,
    family: &Family,
    charges: &[f64],
    kind: Exactness,
    rounds: usize,
) -> Nucleolus {
    let group = |set: &Set| (0..net.buyers()).map(|buyer| set.members.has(buyer)).collect();
    let binding = |(set, weight): &(usize, f64)| Binding { group: group(family.get(*set)), weight: *weight };
    let mut levels: Vec<Level> = tree
        .nodes
        .iter()
        .filter(|node| !node.children.is_empty())
        .map(|node| Level {
            epsilon: -node.gain * net.unit,
            block: node.members.list(),
            binding: node.binding.iter().map(binding).collect(),
        })
        .collect();
    levels.sort_by(|a, b| b.epsilon.total_cmp(&a.epsilon));
    let charges = charges.iter().map(|charge| charge * net.unit).collect();
    Nucleolus { charges, levels, kind, rounds }
}
