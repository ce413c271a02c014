use std::collections::BTreeMap;

use super::super::separable::Ends;
use super::Members;

/// A group with what it costs alone, in units of the network.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub members: Members,
    pub cost: f64,
}

/// The groups that have mattered so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Family {
    sets: Vec<Set>,
    known: BTreeMap<Members, usize>,
}

impl Family {
    /// Each buyer alone, and all without it.
    pub fn of_singles(ends: &Ends) -> Self {
        let buyers = ends.first.len();
        let mut family = Family::default();
        for (buyer, (first, last)) in ends.first.iter().zip(&ends.last).enumerate() {
            let alone = Members::of(buyers, |other| other == buyer);
            let others = Members::of(buyers, |other| other != buyer);
            family.add(Set { members: alone, cost: *first });
            family.add(Set { members: others, cost: ends.whole - last });
        }
        family
    }

    /// Takes a group in, unless it is there.
    pub fn add(&mut self, set: Set) {
        if !self.known.contains_key(&set.members) {
            self.known.insert(set.members.clone(), self.sets.len());
            self.sets.push(set);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> &Set {
        &self.sets[at]
    }

    /// All, in the order they came.
    pub fn sets(&self) -> &[Set] {
        &self.sets
    }
}
