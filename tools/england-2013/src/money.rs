//! Whole pence: printing, rounding, and sharing a total so that the parts add up to it.

/// `123456` pence as `1234.56` pounds.
pub fn pounds(pence: i128) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", pence.abs() / 100, pence.abs() % 100)
}

/// A rate in millionths of a pound, with six decimals.
pub fn fine_pounds(micro: i128) -> String {
    format!("{}.{:06}", micro / 1_000_000, micro % 1_000_000)
}

/// `numerator / denominator` to the nearest whole, halves up; both are positive here.
pub const fn rounded(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator) / (2 * denominator)
}

/// Shares `total` in proportion to `weights` by largest remainder; of equal remainders the first wins.
pub fn share(total: i128, weights: &[i128]) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let mut parts: Vec<i128> = weights.iter().map(|w| total * w / sum).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|&i| (-(total * weights[i] % sum), i));
    let mut left = total - parts.iter().sum::<i128>();
    for i in by_remainder {
        if left == 0 {
            break;
        }
        parts[i] += 1;
        left -= 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_total() {
        assert_eq!(share(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(share(1, &[0, 0]), [0, 0]);
    }

    #[test]
    fn pence_print_as_pounds() {
        assert_eq!(pounds(123_405), "1234.05");
        assert_eq!(pounds(-5), "-0.05");
        assert_eq!(fine_pounds(10_000_001), "10.000001");
        assert_eq!(rounded(5, 2), 3);
    }
}
