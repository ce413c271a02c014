//! What must hold of every tree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use record::{Frontier, Hash, consistency, inclusion, leaf_hash, root, verify_consistency, verify_inclusion};

fn leaves(size: usize) -> Vec<Hash> {
    (0..size).map(|at| leaf_hash(&at.to_be_bytes())).collect()
}

/// The definition of RFC 6962, word for word.
fn defined(leaves: &[Hash]) -> Hash {
    match leaves.len() {
        0 => root(&[]),
        1 => leaves[0],
        size => {
            let k = (0..).map(|power| 1 << power).take_while(|k| *k < size).last().unwrap();
            let parts = [defined(&leaves[..k]).0, defined(&leaves[k..]).0].concat();
            let bytes: Vec<u8> = std::iter::once(1).chain(parts).collect();
            Hash(<sha2::Sha256 as sha2::Digest>::digest(bytes).into())
        }
    }
}

#[test]
fn every_leaf_and_every_earlier_tree_of_small_trees_is_proved() {
    for size in 1..=40 {
        let leaves = leaves(size);
        let top = root(&leaves);
        assert_eq!(top, defined(&leaves));
        for at in 0..size {
            let path = inclusion(&leaves, at).unwrap();
            for other in 0..size as u64 + 1 {
                let holds = verify_inclusion(&leaves[at], other, size as u64, &path, &top);
                assert_eq!(holds, other == at as u64, "leaf {at} of {size} at {other}");
            }
            let old = at + 1;
            let path = consistency(&leaves, old).unwrap();
            let earlier = root(&leaves[..old]);
            assert!(
                verify_consistency((old as u64, &earlier), (size as u64, &top), &path),
                "{old} to {size}"
            );
        }
    }
}

proptest! {
    #[test]
    fn a_proof_that_is_changed_anywhere_proves_nothing(
        size in 2_usize..200, at in any::<prop::sample::Index>(), hit in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let leaves = leaves(size);
        let top = root(&leaves);
        let at = at.index(size);
        let mut path = inclusion(&leaves, at).unwrap();
        let flip = |hash: &mut Hash| hash.0[bit / 8] ^= 1 << (bit % 8);
        let hit_at = hit.index(path.len());
        flip(&mut path[hit_at]);
        prop_assert!(!verify_inclusion(&leaves[at], at as u64, size as u64, &path, &top));
        flip(&mut path[hit_at]);
        prop_assert!(verify_inclusion(&leaves[at], at as u64, size as u64, &path, &top));
        path.push(top);
        prop_assert!(!verify_inclusion(&leaves[at], at as u64, size as u64, &path, &top));
        let mut other = leaves[at];
        flip(&mut other);
        path.pop();
        prop_assert!(!verify_inclusion(&other, at as u64, size as u64, &path, &top));

        let old = at.max(1);
        let earlier = root(&leaves[..old]);
        let mut path = consistency(&leaves, old).unwrap();
        let (first, second) = ((old as u64, &earlier), (size as u64, &top));
        prop_assert!(verify_consistency(first, second, &path));
        let hit_at = hit.index(path.len());
        flip(&mut path[hit_at]);
        prop_assert!(!verify_consistency(first, second, &path));
    }

    #[test]
    fn the_right_edge_is_enough(size in 0_usize..300) {
        let leaves = leaves(size);
        let mut edge = Frontier::default();
        leaves.iter().for_each(|leaf| edge.push(*leaf));
        prop_assert_eq!(edge.size(), size as u64);
        prop_assert_eq!(edge.root(), root(&leaves));
        prop_assert_eq!(edge.root(), if size == 0 { root(&[]) } else { defined(&leaves) });
    }
}
