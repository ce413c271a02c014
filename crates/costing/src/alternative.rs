use crate::need::steps;

/// What a service costs a year elsewhere, by volume. Amounts in pence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CostCurve {
    /// Whatever the volume.
    pub fixed: f64,
    /// For one more of volume.
    pub per_volume: f64,
    /// For each step of volume.
    pub step: f64,
    /// Size of a step; 0 for no steps.
    pub step_volume: f64,
    /// Value added tax that can't be recovered, as a share of the cost.
    pub vat_share: f64,
    /// Cost of switching, once.
    pub switching: f64,
    /// Years over which a buyer spreads the cost of switching when it decides.
    pub spread_years: f64,
}

impl CostCurve {
    /// Cost a year at a volume, without tax; nothing for no volume.
    pub fn cost(&self, volume: f64) -> f64 {
        if volume <= 0.0 {
            return 0.0;
        }
        self.fixed + self.per_volume * volume + self.step * steps(volume, self.step_volume)
    }

    /// Cost a year at a volume, with tax: what the buyer pays.
    pub fn cost_with_vat(&self, volume: f64) -> f64 {
        self.cost(volume) * (1.0 + self.vat_share)
    }

    /// The yearly part of the cost of switching, as a buyer weighs it.
    pub fn switching_a_year(&self) -> f64 {
        if self.spread_years > 0.0 { self.switching / self.spread_years } else { self.switching }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_volume_and_steps_add_up() {
        let curve = CostCurve {
            fixed: 1000.0,
            per_volume: 2.0,
            step: 300.0,
            step_volume: 50.0,
            vat_share: 0.2,
            switching: 500.0,
            spread_years: 5.0,
        };
        assert_eq!(curve.cost(100.0), 1000.0 + 200.0 + 600.0);
        assert_eq!(curve.cost_with_vat(100.0), 1800.0 * 1.2);
        assert_eq!(curve.switching_a_year(), 100.0);
        assert_eq!(curve.cost(0.0), 0.0);
    }
}
