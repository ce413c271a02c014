/// Between which tipping points a run lies.
///
/// A line leaves when its price is more than (1 + θ) times what its alternative comes to. Let its ratio be the
/// price over the alternative. Then every line that left has a ratio above 1 + θ, every line that stayed has one
/// below, and any other θ between the two nearest ratios leads to the same decisions, hence to the same run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// The largest ratio of a line that stayed.
    above: f64,
    /// The smallest ratio of a line that left.
    below: f64,
}

/// Ratios this near to 1 + θ, as a share, are not told apart: rounding may decide.
const ROUNDING: f64 = 1e-9;

impl Default for Window {
    fn default() -> Self {
        Window { above: f64::NEG_INFINITY, below: f64::INFINITY }
    }
}

impl Window {
    /// Takes note of one decision.
    pub(super) fn decided(&mut self, price: f64, alternative: f64, leaves: bool) {
        let ratio = price / alternative;
        if alternative > 0.0 && ratio.is_finite() {
            if leaves {
                self.below = self.below.min(ratio);
            } else {
                self.above = self.above.max(ratio);
            }
        } else if alternative != 0.0 {
            // Not a question of how far one is above the other: no other reluctance is known to do the same.
            (self.above, self.below) = (f64::INFINITY, f64::NEG_INFINITY);
        }
    }

    /// Both at once.
    pub fn and(self, other: Window) -> Window {
        Window { above: self.above.max(other.above), below: self.below.min(other.below) }
    }

    /// Does a run with this reluctance surely decide the same?
    pub fn holds(&self, reluctance: f64) -> bool {
        let tips = 1.0 + reluctance;
        tips > self.above * (1.0 + ROUNDING) && tips < self.below * (1.0 - ROUNDING)
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn holds_between_the_nearest_ratios() {
        let mut window = Window::default();
        assert!(window.holds(0.0) && window.holds(9.0));
        window.decided(105.0, 100.0, false);
        window.decided(104.0, 100.0, false);
        window.decided(120.0, 100.0, true);
        assert!(window.holds(0.06) && window.holds(0.19));
        assert!(!window.holds(0.05) && !window.holds(0.04) && !window.holds(0.2) && !window.holds(0.3));
        window.decided(50.0, -1.0, true);
        assert!(!window.holds(0.1));
    }
}
