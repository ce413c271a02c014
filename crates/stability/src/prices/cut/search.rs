use super::Network;

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

    /// Pushes along shortest ways until none is left, or so much was added.
    pub(super) fn block(&mut self, source: usize, sink: usize, levels: &mut Levels, limit: f64) -> f64 {
        let mut added = 0.0;
        let mut way: Vec<usize> = Vec::new();
        let mut at = source;
        loop {
            if at == sink {
                let amount = way.iter().map(|slot| self.left[*slot]).fold(limit - added, f64::min);
                added += amount;
                if amount.is_infinite() {
                    return added;
                }
                way.iter().for_each(|slot| self.shift(*slot, amount));
                if limit - added <= self.tolerance {
                    return added;
                }
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

    /// What can be reached from a node along slots of which something is left.
    pub(super) fn spread(&self, start: usize, left: impl Fn(usize) -> f64) -> Vec<bool> {
        let mut seen = vec![false; self.nodes()];
        let mut stack = vec![start];
        seen[start] = true;
        while let Some(node) = stack.pop() {
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
