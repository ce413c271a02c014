/// Sets of nodes that are treated as one node each: flow passes freely between them.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    set_of: Vec<Option<u32>>,
    sets: Vec<Vec<usize>>,
}

impl Joined {
    /// Sets that have no node in common, in a network of so many nodes.
    pub fn of(nodes: usize, sets: Vec<Vec<usize>>) -> Self {
        let mut set_of = vec![None; nodes];
        for (at, set) in sets.iter().enumerate() {
            set.iter().for_each(|node| set_of[*node] = Some(at as u32));
        }
        Joined { set_of, sets }
    }

    /// The nodes that are one with a node, itself among them; none if it stands alone.
    pub(super) fn with(&self, node: usize) -> &[usize] {
        self.set_of[node].map_or(&[], |set| &self.sets[set as usize])
    }
}
