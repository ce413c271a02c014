//! When a unit is failing or strained.

use vocabulary::{Basis, Date};

use crate::tables::cell::{Quantity, Title, choice_cell};
use crate::tables::declare::table;

vocabulary::choice! {
    /// A test of a unit.
    pub enum ViabilityTest {
        /// The reserve falls below zero: the only test that is a failure.
        CannotFundItself = "cannot_fund_itself",
        /// The surplus is under what is required.
        Margin = "margin",
        /// A service serves fewer people than its minimum scale.
        MinimumScale = "minimum_scale",
        /// A service's cost per volume has risen too far.
        CriticalMass = "critical_mass",
        /// The largest customer's share of income is large.
        ConcentrationLargest = "concentration_largest",
        /// The Herfindahl–Hirschman index of income is high.
        ConcentrationHhi = "concentration_hhi",
        /// Customers intend to spend less than the unit plans.
        PlanNotBacked = "plan_not_backed",
    }
}
choice_cell!(ViabilityTest);

table! {
    /// When a unit is failing or strained: the tests and their thresholds.
    "viability" => Threshold, key [test, valid_from], source [] {
        /// The test.
        test: ViabilityTest,
        /// The number at which it bites; blank where a table of the register holds it.
        threshold: Option<Quantity>,
        /// Unit of the threshold.
        unit: String,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
    }
}
