use register::tables::PoolKind;

/// What a cost pool follows: a volume now and at the baseline, and the size of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Driver {
    /// Volume (people), or direct cost in pence a year for overhead, now.
    pub now: f64,
    /// The same at the baseline.
    pub baseline: f64,
    /// Size of a step, in the same unit; only used by step pools.
    pub step: f64,
}

/// Steps are counted with this much tolerance, so that phased parts of a volume don't round up into a step.
const STEP_TOLERANCE: f64 = 1e-9;

/// Whole steps that hold a volume.
pub fn steps(volume: f64, step: f64) -> f64 {
    if volume <= 0.0 || step <= 0.0 { 0.0 } else { (volume / step - STEP_TOLERANCE).ceil().max(1.0) }
}

/// Needed cost a year of a pool that costs `annual` at the baseline (`docs/model.md`, section 2).
///
/// Variable: in proportion to volume. Step: by whole steps. Fixed: the same while anyone is served.
/// Without a baseline there is nothing to compare with, and nothing is needed.
pub fn needed(kind: PoolKind, annual: f64, driver: Driver) -> f64 {
    if driver.now <= 0.0 || driver.baseline <= 0.0 {
        return 0.0;
    }
    match kind {
        PoolKind::Variable => annual * driver.now / driver.baseline,
        PoolKind::Step => {
            annual * steps(driver.now, driver.step) / steps(driver.baseline, driver.step).max(1.0)
        }
        PoolKind::Fixed => annual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(kind: PoolKind, now: f64) -> f64 {
        needed(kind, 1200.0, Driver { now, baseline: 100.0, step: 30.0 })
    }

    #[test]
    fn each_kind_follows_volume_in_its_way() {
        assert_eq!(need(PoolKind::Variable, 75.0), 900.0);
        // 100 people need 4 steps of 30, 75 need 3.
        assert_eq!(need(PoolKind::Step, 75.0), 900.0);
        assert_eq!(need(PoolKind::Step, 91.0), 1200.0);
        assert_eq!(need(PoolKind::Fixed, 1.0), 1200.0);
        for kind in PoolKind::ALL {
            assert_eq!(need(*kind, 0.0), 0.0);
        }
    }

    #[test]
    fn a_step_is_not_tipped_by_the_last_digit() {
        assert_eq!(steps(90.000_000_000_01, 30.0), 3.0);
        assert_eq!(steps(90.001, 30.0), 4.0);
    }
}
