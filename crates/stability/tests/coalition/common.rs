//! Tables for the tests, and looking at answers.

use stability::coalition::{Answer, Group, Kind, Method, Table, solve};
use vocabulary::Pence;

/// Every method.
pub const METHODS: &[Method] = Method::ALL;

/// A table by bits, in pence; members are called a, b, c and so on.
pub fn table(kind: Kind, amount: impl Fn(Group) -> i64, n: usize) -> Table {
    let members = (0..n).map(|i| char::from(b'a' + i as u8).to_string()).collect();
    let pence =
        (0..1_u64 << n).map(|group| Pence(if group == 0 { 0 } else { amount(group as Group) })).collect();
    Table { members, pence, kind }
}

/// A table from amounts in pounds in the order that texts print: by size, then by name.
pub fn by_size(kind: Kind, n: usize, pounds: &[f64]) -> Table {
    let mut groups: Vec<Group> = (1..1 << n).collect();
    let members = |group: Group| (0..n).filter(|i| group >> i & 1 == 1).collect::<Vec<_>>();
    groups.sort_by_key(|group| (group.count_ones(), members(*group)));
    in_order(kind, n, &groups, pounds)
}

/// A table from amounts in pounds in the order of a search: a, ab, abc, ac, b, bc, c.
pub fn by_search(kind: Kind, n: usize, pounds: &[f64]) -> Table {
    let mut groups: Vec<Group> = (1..1 << n).collect();
    let members = |group: Group| (0..n).filter(|i| group >> i & 1 == 1).collect::<Vec<_>>();
    groups.sort_by_key(|group| members(*group));
    in_order(kind, n, &groups, pounds)
}

fn in_order(kind: Kind, n: usize, groups: &[Group], pounds: &[f64]) -> Table {
    assert_eq!(pounds.len(), groups.len());
    let at = |group: Group| groups.iter().position(|other| *other == group).expect("a group");
    table(kind, |group| (pounds[at(group)] * 100.0).round() as i64, n)
}

/// Solves, and insists that the answer was verified.
pub fn solved(table: &Table, method: Method) -> Answer {
    let answer = solve(table, method);
    let errors: Vec<_> = answer.findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{method}: {errors:?} of {:?}", table.pence);
    assert!(answer.certificate.verified);
    let shares = answer.allocation.as_ref().expect("shares");
    assert_eq!(shares.iter().copied().sum::<Pence>(), table.total(), "{method}");
    answer
}

/// Shares before rounding, in pounds.
pub fn pounds(answer: &Answer) -> Vec<f64> {
    answer.certificate.unrounded.iter().map(|pence| pence / 100.0).collect()
}

/// Insists that shares are those expected, in pounds.
pub fn assert_shares(answer: &Answer, expected: &[f64]) {
    let shares = pounds(answer);
    let near = shares.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6 * (1.0 + b.abs()));
    assert!(near && shares.len() == expected.len(), "{}: {shares:?} instead of {expected:?}", answer.method);
}

/// Numbers from a seed.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Numbers(seed)
    }

    /// A whole number below `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }
}

/// A random game of one of several kinds: unstructured, subadditive costs, steps, small whole numbers (ties).
pub fn random(numbers: &mut Numbers, n: usize) -> Table {
    let kind = if numbers.below(2) == 0 { Kind::Cost } else { Kind::Savings };
    let volumes: Vec<u64> = (0..n).map(|_| 1 + numbers.below(50)).collect();
    let noise: Vec<u64> = (0..1 << n).map(|_| numbers.below(100_000)).collect();
    let shape = numbers.below(4);
    let amount = |group: Group| {
        let volume: u64 = (0..n).filter(|i| group >> i & 1 == 1).map(|i| volumes[i]).sum();
        let smooth = 1_000_000.0 + 400_000.0 * (volume as f64).powf(0.7);
        match shape {
            0 => noise[group as usize] as i64,
            1 => smooth as i64 + noise[group as usize] as i64,
            2 => (500_000 + 10_000 * volume + 300_000 * volume.div_ceil(20)) as i64,
            _ => 100 * (noise[group as usize] % 6) as i64,
        }
    };
    table(kind, amount, n)
}
