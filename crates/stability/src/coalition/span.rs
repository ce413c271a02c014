use super::Group;
use super::game::members;

/// A prime above every minor of a matrix of zeros and ones with 20 rows (Hadamard's bound gives 73 million): a
/// rank counted modulo it is the true rank, without any tolerance.
const PRIME: u64 = 2_147_483_647;

/// The groups whose share is settled, and with them every group that they determine.
#[derive(Clone)]
pub(super) struct Span {
    n: usize,
    /// Rows in reduced echelon form, each with its leading column.
    rows: Vec<(usize, Vec<u64>)>,
}

impl Span {
    /// Nothing is settled.
    pub fn new(n: usize) -> Self {
        Span { n, rows: Vec::new() }
    }

    /// How many groups are needed to determine all settled ones.
    pub fn rank(&self) -> usize {
        self.rows.len()
    }

    /// Is every group settled?
    pub fn is_full(&self) -> bool {
        self.rank() == self.n
    }

    /// Settles a group; false when it was settled already.
    pub fn insert(&mut self, group: Group) -> bool {
        let mut row: Vec<u64> = (0..self.n).map(|member| u64::from(group >> member & 1)).collect();
        for (lead, known) in &self.rows {
            let factor = row[*lead];
            subtract(&mut row, known, factor);
        }
        let Some(lead) = row.iter().position(|entry| *entry != 0) else { return false };
        let inverse = power(row[lead], PRIME - 2);
        row.iter_mut().for_each(|entry| *entry = *entry * inverse % PRIME);
        for (_, known) in &mut self.rows {
            let factor = known[lead];
            subtract(known, &row, factor);
        }
        self.rows.push((lead, row));
        true
    }

    /// Calls for every settled group, in order.
    pub fn each_settled(&self, mut settled: impl FnMut(Group)) {
        let normals = self.normals();
        let mixed: Vec<u64> = (0..self.n)
            .map(|member| {
                let mix = normals.iter().enumerate();
                mix.map(|(i, normal)| normal[member] * power(48_271, i as u64 + 1) % PRIME).sum::<u64>()
                    % PRIME
            })
            .collect();
        let low = self.n / 2;
        let lows = sums(&mixed[..low]);
        let highs = sums(&mixed[low..]);
        for (high, high_sum) in highs.iter().enumerate() {
            for (low_group, low_sum) in lows.iter().enumerate() {
                let sum = high_sum + low_sum;
                if sum == 0 || sum == PRIME {
                    let group = (high << low | low_group) as Group;
                    // The mix of all normals is a sieve; each of them decides.
                    if normals
                        .iter()
                        .all(|normal| members(group).map(|m| normal[m]).sum::<u64>() % PRIME == 0)
                    {
                        settled(group);
                    }
                }
            }
        }
    }

    /// Vectors that every settled group, and no other, is orthogonal to.
    fn normals(&self) -> Vec<Vec<u64>> {
        let free: Vec<usize> =
            (0..self.n).filter(|column| self.rows.iter().all(|(lead, _)| lead != column)).collect();
        let normal = |column: &usize| {
            let mut normal = vec![0; self.n];
            normal[*column] = 1;
            for (lead, row) in &self.rows {
                normal[*lead] = (PRIME - row[*column]) % PRIME;
            }
            normal
        };
        free.iter().map(normal).collect()
    }
}

fn subtract(row: &mut [u64], known: &[u64], factor: u64) {
    if factor != 0 {
        for (entry, other) in row.iter_mut().zip(known) {
            *entry = (*entry + (PRIME - factor) * other) % PRIME;
        }
    }
}

fn power(base: u64, mut exponent: u64) -> u64 {
    let (mut result, mut base) = (1, base % PRIME);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

/// The sum of every subset, modulo the prime.
fn sums(entries: &[u64]) -> Vec<u64> {
    let mut sums = vec![0_u64; 1 << entries.len()];
    for (member, entry) in entries.iter().enumerate() {
        for group in 0..1 << member {
            sums[group | 1 << member] = (sums[group] + entry) % PRIME;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_settled_by_others() {
        let mut span = Span::new(4);
        assert!(span.insert(0b1111) && span.insert(0b0011));
        assert!(!span.insert(0b1100));
        let mut settled = Vec::new();
        span.each_settled(|group| settled.push(group));
        assert_eq!(settled, [0, 0b0011, 0b1100, 0b1111]);
        assert!(span.insert(0b0101) && span.insert(0b0001) && span.is_full());
        assert!(!span.insert(0b1010));
    }
}
