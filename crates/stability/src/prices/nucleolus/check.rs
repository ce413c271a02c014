//! Trying all groups: for each block and each two of its parts, the group with the largest excess that tells
//! the two parts' first members apart and no block outside.

use super::super::cut::Joined;
use super::super::net::{Net, SINK, SOURCE};
use super::Members;
use super::family::Set;
use super::tree::{Node, Tree};

/// A group must be above its block's level by more than this to come in, in units of a buyer's average cost.
const BROKEN: f64 = 1e-9;

/// The groups that are above their block's level.
pub(super) fn broken(net: &mut Net, tree: &Tree, charges: &[f64]) -> Vec<Set> {
    let (largest, full) = carry(net, charges);
    let mut found = Vec::new();
    for node in tree.nodes.iter().filter(|node| !node.children.is_empty()) {
        let joined = frame(net, tree, node);
        let firsts: Vec<usize> = node.children.iter().map(|child| first(&tree.nodes[*child])).collect();
        let widest = |at: &usize| tree.nodes[node.children[*at]].members.count();
        let pivot = (0..firsts.len()).rev().max_by_key(widest).unwrap_or(0);
        for other in firsts.iter().filter(|other| **other != firsts[pivot]) {
            for (inside, outside) in [(firsts[pivot], *other), (*other, firsts[pivot])] {
                // A level's excess is −gain: so much more must find its way.
                let room = largest + node.gain;
                let pair = Pair { inside: net.buyer(inside), outside: net.buyer(outside) };
                if room - pair.push(net, room, &joined) > BROKEN {
                    found.extend(pair.groups(net, &joined));
                }
                net.network.restore(&full);
            }
        }
    }
    found
}

/// The largest excess of any group but nobody and everybody.
pub(super) fn largest_excess(net: &mut Net, charges: &[f64]) -> f64 {
    let (largest, full) = carry(net, charges);
    let nothing = Joined::of(net.network.nodes(), Vec::new());
    let mut most = f64::NEG_INFINITY;
    for other in 1..charges.len() {
        for (inside, outside) in [(0, other), (other, 0)] {
            let pair = Pair { inside: net.buyer(inside), outside: net.buyer(outside) };
            most = most.max(largest - pair.push(net, f64::INFINITY, &nothing));
            net.network.restore(&full);
        }
    }
    most
}

/// Lets the charges flow as far as they can: returns the largest excess of any group, nobody and everybody
/// included, and the flow.
fn carry(net: &mut Net, charges: &[f64]) -> (f64, Vec<f64>) {
    net.clear();
    charges.iter().enumerate().for_each(|(buyer, charge)| net.ask(buyer, *charge));
    let asked: f64 = charges.iter().map(|charge| charge.max(0.0)).sum();
    let borne = net.fill();
    (asked - borne, net.network.snapshot())
}

fn first(node: &Node) -> usize {
    node.members.list().first().copied().unwrap_or(0)
}

/// The blocks that count as single players.
fn frame(net: &Net, tree: &Tree, node: &Node) -> Joined {
    let blocks = node.frame.iter().map(|block| tree.nodes[*block].members.list());
    let wide = blocks.filter(|members| members.len() > 1);
    let nodes = |members: Vec<usize>| members.into_iter().map(|buyer| net.buyer(buyer)).collect();
    Joined::of(net.network.nodes(), wide.map(nodes).collect())
}

/// Two buyers, as nodes: the first in the group, the second not.
struct Pair {
    inside: usize,
    outside: usize,
}

impl Pair {
    fn push(&self, net: &mut Net, room: f64, joined: &Joined) -> f64 {
        net.network.push(&[SOURCE, self.outside], &[SINK, self.inside], room, Some(joined))
    }

    /// The largest and the smallest of the groups with the largest excess.
    fn groups(&self, net: &Net, joined: &Joined) -> Vec<Set> {
        let reached = net.network.reached(&[SOURCE, self.outside], Some(joined));
        let reaching = net.network.reaching(&[SINK, self.inside], Some(joined));
        let not_reaching: Vec<bool> = reaching.into_iter().map(|reaches| !reaches).collect();
        [reached, not_reaching].iter().map(|source_side| set(net, source_side)).collect()
    }
}

fn set(net: &Net, source_side: &[bool]) -> Set {
    let inside = |buyer: usize| !source_side[net.buyer(buyer)];
    Set { members: Members::of(net.buyers(), inside), cost: net.cost_of(inside, source_side) }
}
