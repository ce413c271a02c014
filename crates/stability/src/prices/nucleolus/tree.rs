use std::collections::{BTreeMap, BTreeSet};

use super::Members;
use super::block::{self, Extra, Local};
use super::family::Family;

/// Levels that differ by less than this are the same, in units of a buyer's average cost.
const LEVELS_APART: f64 = 1e-8;

/// A block of buyers whose charges together are settled.
pub(super) struct Node {
    pub members: Members,
    /// The sum of their charges.
    pub total: f64,
    /// The blocks outside that count as single players here.
    pub frame: Vec<usize>,
    /// The blocks that it is told apart into; none for a single buyer.
    pub children: Vec<usize>,
    /// What each group that tells it apart gains at least: minus the level's excess. Before it is told apart,
    /// that of the block it comes from.
    pub gain: f64,
    /// The groups that bind, with weights.
    pub binding: Vec<(usize, f64)>,
}

/// The blocks, as the groups of a family determine them.
pub(super) struct Tree {
    /// The first is all buyers.
    pub nodes: Vec<Node>,
    /// Was every block told apart? If not, its charges are spread somehow.
    pub complete: bool,
    buyers: usize,
}

/// A group of the family as a block sees it, with what it leaves to the block's members.
#[derive(Clone, Copy)]
struct Seen {
    set: usize,
    value: f64,
}

/// A block that is to be told apart.
struct Open {
    at: usize,
    /// The groups that tell it apart.
    seen: Vec<Seen>,
    /// Those that are likely to bind, by their number in the family.
    likely: BTreeSet<usize>,
}

impl Tree {
    /// Settles level after level against the groups of a family only.
    pub fn of(family: &Family, buyers: usize, total: f64) -> Self {
        let mut tree = Tree { nodes: Vec::new(), complete: true, buyers };
        let everybody = Members::of(buyers, |_| true);
        tree.nodes.push(Node::new(everybody, total, Vec::new()));
        let sets = family.sets().iter().enumerate();
        let seen: Vec<Seen> = sets.map(|(set, group)| Seen { set, value: group.cost }).collect();
        let mut open = vec![Open { at: 0, seen, likely: BTreeSet::new() }];
        while let Some(next) = open.pop() {
            if tree.nodes[next.at].members.count() > 1 {
                tree.tell_apart(family, &next, &mut open);
            }
        }
        tree
    }

    fn tell_apart(&mut self, family: &Family, next: &Open, open: &mut Vec<Open>) {
        let at = next.at;
        let local = self.local(family, at, &next.seen);
        let split = block::split(&local, &next.likely);
        // Levels go down: what a block's groups gain is what its parent's gain, or more.
        let parent = self.nodes[at].gain;
        self.complete &= split.sure && split.gain >= parent - LEVELS_APART;
        let first = self.nodes.len();
        let children: Vec<usize> = (first..first + split.parts.len()).collect();
        for (child, (part, total)) in children.iter().zip(&split.parts) {
            let mut members = Members::none(self.buyers);
            part.iter().for_each(|place| members.add(local.members[*place]));
            let siblings = children.iter().filter(|other| *other != child);
            let frame = self.nodes[at].frame.iter().chain(siblings).copied().collect();
            let mut child = Node::new(members, *total, frame);
            child.gain = split.gain;
            self.nodes.push(child);
        }
        for child in &children {
            if self.nodes[*child].members.count() > 1 {
                let passed =
                    next.seen.iter().filter_map(|seen| self.passed(family, *seen, *child, &children));
                let likely = split.tight.iter().copied().collect();
                open.push(Open { at: *child, seen: passed.collect(), likely });
            }
        }
        let node = &mut self.nodes[at];
        node.gain = split.gain;
        node.binding = split.weights;
        node.children = children;
    }

    /// A group as a child sees it; none if it doesn't tell the child apart, or tells a sibling apart as well.
    fn passed(&self, family: &Family, seen: Seen, child: usize, children: &[usize]) -> Option<Seen> {
        let group = &family.get(seen.set).members;
        if !group.splits(&self.nodes[child].members) {
            return None;
        }
        let mut value = seen.value;
        for sibling in children.iter().filter(|other| **other != child).map(|other| &self.nodes[*other]) {
            if group.covers(&sibling.members) {
                value -= sibling.total;
            } else if group.meets(&sibling.members) {
                return None;
            }
        }
        Some(Seen { set: seen.set, value })
    }

    /// The block's own game: of groups that leave the same members in, the one that leaves least to them.
    fn local(&self, family: &Family, at: usize, seen: &[Seen]) -> Local {
        let node = &self.nodes[at];
        let mut least: BTreeMap<Members, Seen> = BTreeMap::new();
        for seen in seen {
            let inside = family.get(seen.set).members.and(&node.members);
            let known = least.entry(inside).or_insert(*seen);
            if seen.value < known.value {
                *known = *seen;
            }
        }
        let members = node.members.list();
        let far = (f64::INFINITY, usize::MAX);
        let mut local = Local {
            total: node.total,
            upper: vec![far; members.len()],
            lower: vec![(f64::NEG_INFINITY, usize::MAX); members.len()],
            extra: Vec::new(),
            members,
        };
        for (inside, seen) in least {
            let within: Vec<bool> = local.members.iter().map(|buyer| inside.has(*buyer)).collect();
            local.take(&within, Extra { within: Vec::new(), value: seen.value, set: seen.set });
        }
        local
    }

    /// Each buyer's charge.
    pub fn charges(&self) -> Vec<f64> {
        let mut charges = vec![0.0; self.buyers];
        for node in self.nodes.iter().filter(|node| node.children.is_empty()) {
            let members = node.members.list();
            members.iter().for_each(|buyer| charges[*buyer] = node.total / members.len() as f64);
        }
        charges
    }

    /// What every group gains at least at the first level.
    pub fn first_gain(&self) -> f64 {
        self.nodes.first().map_or(0.0, |node| node.gain)
    }
}

impl Node {
    fn new(members: Members, total: f64, frame: Vec<usize>) -> Self {
        let (children, binding) = (Vec::new(), Vec::new());
        Node { members, total, frame, children, gain: f64::NEG_INFINITY, binding }
    }
}
