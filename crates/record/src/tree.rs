//! The tree of hashes of RFC 6962, section 2.1, and its proofs.

use crate::hash::Hash;

/// The hash of a leaf: SHA-256 over a byte 0 and the leaf.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash::of(&[&[0], leaf])
}

/// The hash of two parts of a tree: SHA-256 over a byte 1 and both.
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of(&[&[1], &left.0, &right.0])
}

/// The largest power of two below a size of two at least.
fn split(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

/// The root over the hashes of leaves; of none, the hash of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.push(*leaf));
    frontier.root()
}

/// The proof that a tree of these leaves has the one at `index` (from 0): the hashes beside its way to the root, from the
/// leaf upwards. `None` when it has no such leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut part, mut at, mut path) = (leaves, index, Vec::new());
    while part.len() > 1 {
        let (left, right) = part.split_at(split(part.len()));
        if at < left.len() {
            path.push(root(right));
            part = left;
        } else {
            path.push(root(left));
            at -= left.len();
            part = right;
        }
    }
    path.reverse();
    Some(path)
}

/// The proof that the tree of all these leaves begins with the tree of the first `size` of them. `None` when there
/// are fewer leaves, or `size` is 0.
pub fn consistency(leaves: &[Hash], size: usize) -> Option<Vec<Hash>> {
    if size == 0 || size > leaves.len() {
        return None;
    }
    let (mut part, mut old, mut is_whole, mut path) = (leaves, size, true, Vec::new());
    while old < part.len() {
        let (left, right) = part.split_at(split(part.len()));
        if old <= left.len() {
            path.push(root(right));
            part = left;
        } else {
            path.push(root(left));
            old -= left.len();
            part = right;
            is_whole = false;
        }
    }
    if !is_whole {
        path.push(root(part));
    }
    path.reverse();
    Some(path)
}

/// Does a proof show that the tree of a size and root has a leaf at `index`?
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut seen) = (index, size - 1, *leaf);
    for beside in proof {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            seen = node_hash(beside, &seen);
            // At the right edge levels without a neighbour are left out.
            while at.is_multiple_of(2) && at != 0 {
                at /= 2;
                last /= 2;
            }
        } else {
            seen = node_hash(&seen, beside);
        }
        at /= 2;
        last /= 2;
    }
    last == 0 && seen == *root
}

/// Does a proof show that the tree of the second size and root begins with that of the first?
pub fn verify_consistency(first: (u64, &Hash), second: (u64, &Hash), proof: &[Hash]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (first, second);
    if old_size == 0 || old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    let whole = [*old_root];
    let given: Vec<Hash> = match old_size.is_power_of_two() {
        true => whole.iter().chain(proof).copied().collect(),
        false => proof.to_vec(),
    };
    let Some((begin, rest)) = given.split_first() else { return false };
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    while at % 2 == 1 {
        at /= 2;
        last /= 2;
    }
    let (mut old, mut new) = (*begin, *begin);
    for beside in rest {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            old = node_hash(beside, &old);
            new = node_hash(beside, &new);
            while at.is_multiple_of(2) && at != 0 {
                at /= 2;
                last /= 2;
            }
        } else {
            new = node_hash(&new, beside);
        }
        at /= 2;
        last /= 2;
    }
    last == 0 && old == *old_root && new == *new_root
}

/// The right edge of a tree: what is needed of the leaves so far to add another and to know the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    /// Roots of whole parts, from left to right, with the number of their leaves.
    parts: Vec<(u64, Hash)>,
}

impl Frontier {
    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        let (mut size, mut right) = (1, leaf);
        while let Some((_, left)) = self.parts.pop_if(|(left_size, _)| *left_size == size) {
            right = node_hash(&left, &right);
            size *= 2;
        }
        self.parts.push((size, right));
    }

    /// How many leaves.
    pub fn size(&self) -> u64 {
        self.parts.iter().map(|(size, _)| size).sum()
    }

    /// The root.
    pub fn root(&self) -> Hash {
        let mut parts = self.parts.iter().rev().map(|(_, part)| *part);
        match parts.next() {
            None => Hash::of(&[]),
            Some(last) => parts.fold(last, |right, left| node_hash(&left, &right)),
        }
    }
}
