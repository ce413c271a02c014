use super::{Joined, Network};

/// The distance of a node that wasn't reached.
const FAR: u32 = u32::MAX;

/// For each node its distance from the source, and the next slot to try.
pub(super) struct Levels {
    level: Vec<u32>,
    next: Vec<usize>,
}

impl Network {
    /// Distances from the source along arcs that aren't full; none if the sink is out of reach.
    pub(super) fn levels(&self, source: usize, sink: usize) -> Option<Levels> {
        let mut level = vec![FAR; self.nodes()];
        let mut queue = Vec::with_capacity(self.nodes());
        level[source] = 0;
        queue.push(source);
        let mut head = 0;
        while head < queue.len() && level[sink] == FAR {
            let node = queue[head];
            head += 1;
            for slot in self.first[node]..self.first[node + 1] {
                let other = self.to[slot] as usize;
                if level[other] == FAR && self.left[slot] > self.tolerance {
                    level[other] = level[node] + 1;
                    queue.push(other);
                }
            }
        }
        (level[sink] != FAR).then(|| Levels { level, next: self.first[..self.nodes()].to_vec() })
    }

    /// Pushes along shortest ways until none is left.
    pub(super) fn block(&mut self, source: usize, sink: usize, levels: &mut Levels) -> f64 {
        let mut added = 0.0;
        let mut way: Vec<usize> = Vec::new();
        let mut at = source;
        loop {
            if at == sink {
                let amount = way.iter().map(|slot| self.left[*slot]).fold(f64::INFINITY, f64::min);
                added += amount;
                if amount.is_infinite() {
                    return added;
                }
                way.iter().for_each(|slot| self.shift(*slot, amount));
                let full = way.iter().position(|slot| self.left[*slot] <= self.tolerance).unwrap_or(0);
                way.truncate(full);
                at = way.last().map_or(source, |slot| self.to[*slot] as usize);
            } else if let Some(slot) = self.onward(at, levels) {
                way.push(slot);
                at = self.to[slot] as usize;
            } else {
                let Some(slot) = way.pop() else { return added };
                levels.level[at] = FAR;
                at = self.to[self.twin[slot] as usize] as usize;
                levels.next[at] += 1;
            }
        }
    }

    fn onward(&self, at: usize, levels: &mut Levels) -> Option<usize> {
        let nearer = levels.level[at] + 1;
        while levels.next[at] < self.first[at + 1] {
            let slot = levels.next[at];
            if self.left[slot] > self.tolerance && levels.level[self.to[slot] as usize] == nearer {
                return Some(slot);
            }
            levels.next[at] += 1;
        }
        None
    }

    fn shift(&mut self, slot: usize, amount: f64) {
        self.left[slot] -= amount;
        self.left[self.twin[slot] as usize] += amount;
    }

    /// Pushes at most `limit` more from any of some nodes to any of others, along shortest ways, one by one: for
    /// a little more flow in a network that is nearly full. Returns what was added.
    pub fn push(&mut self, starts: &[usize], ends: &[usize], limit: f64, joined: Option<&Joined>) -> f64 {
        let mut added = 0.0;
        while limit - added > self.tolerance {
            let (came_by, end) = self.trace(starts, ends, joined);
            let Some(end) = end else { break };
            let mut way = Vec::new();
            let mut at = end;
            while let Came::From { node, slot } = came_by[at] {
                way.extend(slot);
                at = node;
            }
            let amount = way.iter().map(|slot| self.left[*slot]).fold(limit - added, f64::min);
            way.iter().for_each(|slot| self.shift(*slot, amount));
            added += amount;
        }
        added
    }

    /// Goes forward from the starts until an end is reached.
    fn trace(&self, starts: &[usize], ends: &[usize], joined: Option<&Joined>) -> (Vec<Came>, Option<usize>) {
        let mut came = vec![Came::Not; self.nodes()];
        let mut queue = starts.to_vec();
        starts.iter().for_each(|start| came[*start] = Came::Start);
        let mut head = 0;
        while head < queue.len() {
            let node = queue[head];
            head += 1;
            if ends.contains(&node) {
                return (came, Some(node));
            }
            for other in joined.map_or(&[][..], |joined| joined.with(node)) {
                if came[*other] == Came::Not {
                    came[*other] = Came::From { node, slot: None };
                    queue.push(*other);
                }
            }
            for slot in self.first[node]..self.first[node + 1] {
                let other = self.to[slot] as usize;
                if self.left[slot] > self.tolerance && came[other] == Came::Not {
                    came[other] = Came::From { node, slot: Some(slot) };
                    queue.push(other);
                }
            }
        }
        (came, None)
    }

    /// What can still be reached from any of some nodes.
    pub fn reached(&self, starts: &[usize], joined: Option<&Joined>) -> Vec<bool> {
        self.spread(starts, joined, |slot| self.left[slot])
    }

    /// What can still reach any of some nodes.
    pub fn reaching(&self, ends: &[usize], joined: Option<&Joined>) -> Vec<bool> {
        self.spread(ends, joined, |slot| self.left[self.twin[slot] as usize])
    }

    fn spread(&self, starts: &[usize], joined: Option<&Joined>, left: impl Fn(usize) -> f64) -> Vec<bool> {
        let mut seen = vec![false; self.nodes()];
        let mut stack = starts.to_vec();
        starts.iter().for_each(|start| seen[*start] = true);
        while let Some(node) = stack.pop() {
            for other in joined.map_or(&[][..], |joined| joined.with(node)) {
                if !std::mem::replace(&mut seen[*other], true) {
                    stack.push(*other);
                }
            }
            for slot in self.first[node]..self.first[node + 1] {
                let other = self.to[slot] as usize;
                if left(slot) > self.tolerance && !seen[other] {
                    seen[other] = true;
                    stack.push(other);
                }
            }
        }
        seen
    }
}

/// How a search came to a node.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Came {
    Not,
    Start,
    /// From a node along a slot; without a slot the two are joined.
    From {
        node: usize,
        slot: Option<usize>,
    },
}
