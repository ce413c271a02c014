//! Trying all groups: for each block and each two of its parts, the group with the largest excess that tells
//! the two parts' first members apart and no block outside.

use super::super::net::{Net, SINK, SOURCE};
use super::Members;
use super::family::Set;
use super::tree::{Node, Tree};

/// A group must be above its block's level by more than this to come in, in units of a buyer's average cost.
const BROKEN: f64 = 1e-9;

/// The groups that are above their block's level.
pub(super) fn broken(net: &Net, tree: &Tree, charges: &[f64]) -> Vec<Set> {
    let mut hubs = Hubs::of(net, tree);
    let (largest, full) = carry(&mut hubs.net, charges);
    let mut found = Vec::new();
    for node in tree.nodes.iter().filter(|node| !node.children.is_empty()) {
        hubs.net.network.restore(&full);
        hubs.join(tree, node);
        let joined = hubs.net.network.snapshot();
        let firsts: Vec<usize> = node.children.iter().map(|child| first(&tree.nodes[*child])).collect();
        let widest = |at: &usize| tree.nodes[node.children[*at]].members.count();
        let pivot = (0..firsts.len()).rev().max_by_key(widest).map_or(0, |at| firsts[at]);
        // A level's excess is minus its gain: so much more must find its way.
        let room = largest + node.gain;
        for other in firsts.iter().filter(|other| **other != pivot) {
            for (inside, outside) in [(pivot, *other), (*other, pivot)] {
                let added = pushed(&mut hubs.net, inside, outside, room, &joined);
                if room - added > BROKEN {
                    found.extend(groups(&hubs.net));
                }
            }
        }
        hubs.part(tree, node);
    }
    found
}

/// The largest excess of any group but nobody and everybody.
pub(super) fn largest_excess(net: &mut Net, charges: &[f64]) -> f64 {
    let (largest, full) = carry(net, charges);
    let mut most = f64::NEG_INFINITY;
    for other in 1..charges.len() {
        for (inside, outside) in [(0, other), (other, 0)] {
            most = most.max(largest - pushed(net, inside, outside, f64::INFINITY, &full));
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

/// How much more flows, from a flow on, when one buyer must be in the group and another not.
fn pushed(net: &mut Net, inside: usize, outside: usize, room: f64, from: &[f64]) -> f64 {
    net.network.restore(from);
    net.force(inside, outside);
    net.fill_up_to(room)
}

/// The largest and the smallest of the groups with the largest excess.
fn groups(net: &Net) -> [Set; 2] {
    let sides = [net.network.smallest_source_side(SOURCE), net.network.largest_source_side(SINK)];
    sides.map(|source_side| {
        let inside = |buyer: usize| !source_side[net.buyer(buyer)];
        Set { members: Members::of(net.buyers(), inside), cost: net.cost_of(inside, &source_side) }
    })
}

fn first(node: &Node) -> usize {
    node.members.list().first().copied().unwrap_or(0)
}

/// The network with a hub for each block of more than one buyer, linked to the hubs and buyers of its parts.
struct Hubs {
    net: Net,
    /// For each block the link to the block that it is a part of.
    link_up: Vec<Option<[usize; 2]>>,
}

impl Hubs {
    fn of(net: &Net, tree: &Tree) -> Self {
        // A block of one buyer is linked as that buyer.
        let place = |at: usize| {
            let node = &tree.nodes[at];
            if node.children.is_empty() { first(node) } else { net.buyers() + at }
        };
        let mut links = Vec::new();
        let mut linked = vec![None; tree.nodes.len()];
        for (at, node) in tree.nodes.iter().enumerate() {
            for child in &node.children {
                linked[*child] = Some(links.len());
                links.push((place(*child), place(at)));
            }
        }
        let (net, arcs) = net.with_hubs(tree.nodes.len(), &links);
        Hubs { net, link_up: linked.into_iter().map(|link| link.map(|link| arcs[link])).collect() }
    }

    /// Makes one player of each block outside.
    fn join(&mut self, tree: &Tree, node: &Node) {
        self.let_through(tree, node, f64::INFINITY);
    }

    /// Takes that back.
    fn part(&mut self, tree: &Tree, node: &Node) {
        self.let_through(tree, node, 0.0);
    }

    fn let_through(&mut self, tree: &Tree, node: &Node, amount: f64) {
        let mut open: Vec<usize> = node.frame.clone();
        while let Some(block) = open.pop() {
            for child in &tree.nodes[block].children {
                for arc in self.link_up[*child].into_iter().flatten() {
                    self.net.network.set(arc, amount);
                }
                open.push(*child);
            }
        }
    }
}
