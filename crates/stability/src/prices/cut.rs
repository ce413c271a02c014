//! Minimum cuts on amounts of money: Dinic's algorithm on `f64` capacities.
//!
//! An arc counts as full when less than the network's tolerance is left of it; the tolerance also keeps round-off
//! from being pushed about. The flow found is therefore short of the largest by at most the tolerance times the
//! number of arcs in a cut. Capacities may be infinite, as long as every way from source to sink has a finite arc.

mod search;

/// An arc that is being put in: from a node to a node, at most so much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arc {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// How much it can carry; may be infinite.
    pub capacity: f64,
}

/// A network with its present flow.
#[derive(Debug, Clone)]
pub struct Network {
    /// For each node the first of its slots; one more at the end.
    first: Vec<usize>,
    /// For each slot where it leads.
    to: Vec<u32>,
    /// For each slot the slot that leads back.
    twin: Vec<u32>,
    /// For each slot what can still be pushed along it.
    left: Vec<f64>,
    /// For each arc its slot.
    slot: Vec<usize>,
    /// For each arc its capacity.
    capacity: Vec<f64>,
    tolerance: f64,
}

impl Network {
    /// A network of so many nodes, without flow. The arcs keep their order: the first is arc 0.
    pub fn of(nodes: usize, arcs: &[Arc], tolerance: f64) -> Self {
        let mut first = vec![0; nodes + 1];
        for arc in arcs {
            first[arc.from + 1] += 1;
            first[arc.to + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut free = first.clone();
        let mut take = |node: usize| {
            free[node] += 1;
            free[node] - 1
        };
        let (mut to, mut twin) = (vec![0; 2 * arcs.len()], vec![0; 2 * arcs.len()]);
        let mut slot = Vec::with_capacity(arcs.len());
        for arc in arcs {
            let (there, back) = (take(arc.from), take(arc.to));
            to[there] = arc.to as u32;
            to[back] = arc.from as u32;
            twin[there] = back as u32;
            twin[back] = there as u32;
            slot.push(there);
        }
        let capacity = arcs.iter().map(|arc| arc.capacity).collect();
        let left = vec![0.0; 2 * arcs.len()];
        let mut network = Network { first, to, twin, left, slot, capacity, tolerance };
        network.clear();
        network
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.first.len() - 1
    }

    /// Takes all flow out.
    pub fn clear(&mut self) {
        self.left.fill(0.0);
        for (slot, capacity) in self.slot.iter().zip(&self.capacity) {
            self.left[*slot] = *capacity;
        }
    }

    /// Gives an arc another capacity. Its flow stays; it must not be more than the new capacity.
    pub fn set(&mut self, arc: usize, capacity: f64) {
        self.capacity[arc] = capacity;
        self.left[self.slot[arc]] = (capacity - self.flow(arc)).max(0.0);
    }

    /// Takes out an arc's flow and closes it; what flowed is left over at its start. Returns that amount.
    pub fn close(&mut self, arc: usize) -> f64 {
        let flow = self.flow(arc);
        let slot = self.slot[arc];
        self.left[self.twin[slot] as usize] = 0.0;
        self.set(arc, 0.0);
        flow
    }

    /// The flow on an arc.
    pub fn flow(&self, arc: usize) -> f64 {
        self.left[self.twin[self.slot[arc]] as usize]
    }

    /// The present flow, to come back to.
    pub fn snapshot(&self) -> Vec<f64> {
        self.left.clone()
    }

    /// Goes back to an earlier flow; capacities must be what they were.
    pub fn restore(&mut self, snapshot: &[f64]) {
        self.left.copy_from_slice(snapshot);
    }

    /// Pushes as much more as can be from source to sink, by Dinic's algorithm. Returns what was added.
    pub fn fill(&mut self, source: usize, sink: usize) -> f64 {
        self.fill_up_to(source, sink, f64::INFINITY)
    }

    /// The same, but stops once so much was added.
    pub fn fill_up_to(&mut self, source: usize, sink: usize, limit: f64) -> f64 {
        let mut added = 0.0;
        while limit - added > self.tolerance
            && let Some(mut levels) = self.levels(source, sink)
        {
            added += self.block(source, sink, &mut levels, limit - added);
            if added.is_infinite() {
                break;
            }
        }
        added
    }

    /// The smallest source side of a minimum cut, once the network is filled: what the source can still reach.
    pub fn smallest_source_side(&self, source: usize) -> Vec<bool> {
        self.spread(source, |slot| self.left[slot])
    }

    /// The largest source side of a minimum cut, once the network is filled: what can't reach the sink.
    pub fn largest_source_side(&self, sink: usize) -> Vec<bool> {
        let reaching = self.spread(sink, |slot| self.left[self.twin[slot] as usize]);
        reaching.into_iter().map(|reaches| !reaches).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(from: usize, to: usize, capacity: f64) -> Arc {
        Arc { from, to, capacity }
    }

    #[test]
    fn a_cut_with_two_minima_shows_both_sides() {
        // 0 -> 2 -> 3 -> 1, all arcs 5: any of the three is a minimum cut.
        let mut network =
            Network::of(4, &[arc(0, 2, 5.0), arc(2, 3, 5.0), arc(3, 1, 5.0), arc(2, 1, 0.0)], 1e-12);
        assert_eq!(network.fill(0, 1), 5.0);
        assert_eq!(network.smallest_source_side(0), [true, false, false, false]);
        assert_eq!(network.largest_source_side(1), [true, false, true, true]);
    }

    #[test]
    fn flow_is_taken_back_where_that_helps() {
        // The way 0-2-5-1 must give way to 0-2-4-1 and 0-3-5-1.
        let arcs = [
            arc(0, 2, 4.0),
            arc(0, 3, 3.0),
            arc(2, 5, f64::INFINITY),
            arc(2, 4, f64::INFINITY),
            arc(3, 5, 3.0),
            arc(4, 1, 3.0),
            arc(5, 1, 4.0),
        ];
        let mut network = Network::of(6, &arcs, 1e-12);
        assert_eq!(network.fill(0, 1), 7.0);
        assert_eq!(network.flow(3) + network.flow(2), 4.0);
        network.set(5, 5.0);
        assert_eq!(network.fill(0, 1), 0.0);
        assert_eq!(network.close(1), 3.0);
    }

    #[test]
    fn it_stops_at_the_limit() {
        let mut network = Network::of(3, &[arc(0, 2, 4.0), arc(2, 1, f64::INFINITY)], 1e-12);
        assert_eq!(network.fill_up_to(0, 1, 3.0), 3.0);
        let three = network.snapshot();
        assert_eq!(network.fill(0, 1), 1.0);
        network.restore(&three);
        assert_eq!(network.flow(1), 3.0);
    }
}
