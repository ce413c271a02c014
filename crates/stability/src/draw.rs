//! Draws: the value of one assumption in one draw, a pure function of the seed, the draw and the
//! assumption's name. Results therefore don't depend on threads, on order, or on what else is assumed.

use std::hash::Hasher;

use sha2::{Digest, Sha256};
use siphasher::sip::SipHasher24;
use statrs::distribution::{Beta, ContinuousCDF};
use vocabulary::Estimate;

/// The stream of one assumption: a key made once from the seed and the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    key: [u8; 16],
}

impl Stream {
    /// The stream of a named assumption under a seed.
    pub fn of(seed: u64, name: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(seed.to_le_bytes());
        hasher.update(name.as_bytes());
        let digest = hasher.finalize();
        let mut key = [0; 16];
        key.copy_from_slice(&digest[..16]);
        Stream { key }
    }

    /// A number strictly between 0 and 1 for a draw.
    pub fn uniform(self, draw: u64) -> f64 {
        let mut hasher = SipHasher24::new_with_key(&self.key);
        hasher.write_u64(draw);
        // 53 bits, moved by half a step so that neither 0 nor 1 comes up.
        ((hasher.finish() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }
}

/// A PERT distribution (λ = 4) over an estimate, or the one value of a fixed estimate.
#[derive(Debug, Clone)]
pub struct Pert {
    estimate: Estimate,
    beta: Option<Beta>,
}

impl Pert {
    /// The distribution of an estimate.
    pub fn of(estimate: Estimate) -> Self {
        let span = estimate.high() - estimate.low();
        let alpha = 1.0 + 4.0 * (estimate.likely() - estimate.low()) / span;
        let beta = 1.0 + 4.0 * (estimate.high() - estimate.likely()) / span;
        Pert { estimate, beta: if span > 0.0 { Beta::new(alpha, beta).ok() } else { None } }
    }

    /// Is it one number?
    pub fn is_fixed(&self) -> bool {
        self.estimate.is_fixed()
    }

    /// The low end (0) or the high end (1).
    pub fn end(&self, share: f64) -> f64 {
        if share > 0.5 { self.estimate.high() } else { self.estimate.low() }
    }

    /// The likely value.
    pub fn likely(&self) -> f64 {
        self.estimate.likely()
    }

    /// The value below which a share of all values lies.
    pub fn quantile(&self, share: f64) -> f64 {
        let span = self.estimate.high() - self.estimate.low();
        match &self.beta {
            Some(beta) => self.estimate.low() + span * beta.inverse_cdf(share),
            None => self.estimate.likely(),
        }
    }
}

/// A quantile of sorted values by linear interpolation; none of an empty list.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share.clamp(0.0, 1.0) * last as f64;
    let (below, part) = (at.floor() as usize, at.fract());
    let above = (below + 1).min(last);
    Some(sorted[below] + (sorted[above] - sorted[below]) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_depends_on_seed_draw_and_name_only() {
        let stream = Stream::of(1, "a");
        assert_eq!(stream.uniform(7), Stream::of(1, "a").uniform(7));
        assert_ne!(stream.uniform(7), stream.uniform(8));
        assert_ne!(stream.uniform(7), Stream::of(2, "a").uniform(7));
        assert_ne!(stream.uniform(7), Stream::of(1, "b").uniform(7));
        let mean = (0..20_000).map(|draw| stream.uniform(draw)).sum::<f64>() / 20_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
    }

    #[test]
    fn pert_has_its_mean_and_its_ends() {
        let pert = Pert::of(Estimate::new(0.9, 1.0, 1.3).expect("in order"));
        let stream = Stream::of(3, "x");
        let draws: Vec<f64> = (0..20_000).map(|draw| pert.quantile(stream.uniform(draw))).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        // The mean of a PERT is (low + 4 likely + high) / 6.
        assert!((mean - (0.9 + 4.0 + 1.3) / 6.0).abs() < 0.002, "{mean}");
        assert!(draws.iter().all(|value| (0.9..=1.3).contains(value)));
    }

    #[test]
    fn quantiles_interpolate() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
        assert_eq!(quantile(&[5.0], 0.1), Some(5.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
