use crate::Pence;

/// Shares one amount in proportion to weights, to the penny, by largest remainder.
///
/// The shares add up to `total` exactly. Ties go to the earlier weight. Weights that aren't positive get
/// nothing; when none is positive the first takes all (and an empty list gets an empty answer).
///
/// ```
/// use vocabulary::{apportion, Pence};
/// assert_eq!(apportion(Pence(100), &[1.0, 1.0, 1.0]), [Pence(34), Pence(33), Pence(33)]);
/// ```
pub fn apportion(total: Pence, weights: &[f64]) -> Vec<Pence> {
    let mut shares = vec![Pence::ZERO; weights.len()];
    let whole: f64 = weights.iter().filter(|weight| **weight > 0.0).sum();
    if whole <= 0.0 || !whole.is_finite() {
        if let Some(first) = shares.first_mut() {
            *first = total;
        }
        return shares;
    }
    let sign = total.0.signum();
    let pence = total.0.unsigned_abs();
    let mut remainders: Vec<(usize, f64)> = Vec::with_capacity(weights.len());
    let mut given: u64 = 0;
    for (i, weight) in weights.iter().enumerate() {
        let exact = if *weight > 0.0 { pence as f64 * (weight / whole) } else { 0.0 };
        let floor = (exact.floor() as u64).min(pence - given);
        given += floor;
        shares[i] = Pence(sign * floor as i64);
        if *weight > 0.0 {
            remainders.push((i, exact - floor as f64));
        }
    }
    remainders.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut left = pence - given;
    // A whole round at most, but the cycle guards against the last digits of very large amounts.
    for (i, _) in remainders.iter().cycle() {
        if left == 0 {
            break;
        }
        shares[*i] += Pence(sign);
        left -= 1;
    }
    shares
}

/// A month's part of a yearly amount, both in pence.
pub fn twelfth(annual_pence: f64) -> f64 {
    annual_pence / 12.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_remainder_gets_the_penny() {
        assert_eq!(apportion(Pence(10), &[1.0, 2.0]), [Pence(3), Pence(7)]);
        assert_eq!(apportion(Pence(-100), &[1.0, 1.0, 1.0]), [Pence(-34), Pence(-33), Pence(-33)]);
        assert_eq!(apportion(Pence(7), &[0.0, 0.0]), [Pence(7), Pence(0)]);
        assert_eq!(apportion(Pence(7), &[0.0, 5.0]), [Pence(0), Pence(7)]);
        assert!(apportion(Pence(7), &[]).is_empty());
    }
}
