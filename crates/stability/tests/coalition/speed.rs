//! Sixteen members within a test's patience, so that nothing grows beyond it unseen. How long more take, beside
//! a peer, is `benches/tables.rs`.

use stability::coalition::{Kind, Method, Table};

use crate::common::{Numbers, solved, table};

/// A unit with an overhead, a cost of scale by volume and a cost for each buyer; or with a cost in steps.
fn unit(n: usize, stepped: bool) -> Table {
    let mut numbers = Numbers::new(n as u64);
    let volumes: Vec<u64> = (0..n).map(|_| 20 + numbers.below(180)).collect();
    let amount = |group: u32| {
        let volume: u64 = (0..n).filter(|i| group >> i & 1 == 1).map(|i| volumes[i]).sum();
        let each = 500.0 * f64::from(group.count_ones());
        let pounds = if stepped {
            50_000.0 + 120.0 * volume as f64 + 30_000.0 * volume.div_ceil(300) as f64 + each
        } else {
            50_000.0 + 4_000.0 * (volume as f64).powf(0.7) + 10.0 * volume as f64 + each
        };
        (pounds * 100.0).round() as i64
    };
    table(Kind::Cost, amount, n)
}

#[test]
fn sixteen_members_are_no_burden() {
    solved(&unit(16, true), Method::Nucleolus);
    solved(&unit(14, false), Method::ProportionalNucleolus);
}
