//! When a case is needed.

use vocabulary::{Basis, Code, Date};

use crate::tables::cell::{Codes, Quantity, Title, choice_cell};
use crate::tables::declare::table;

vocabulary::choice! {
    /// What makes a move significant.
    pub enum SignificanceTest {
        /// The move takes a large share of what the buyer spends with the unit.
        BuyerShareOfUnitSpend = "buyer_share_of_unit_spend",
        /// The move takes a large share of the unit's income.
        UnitIncomeShare = "unit_income_share",
        /// The unit loses more than it can bear.
        BreakEvenBreached = "break_even_breached",
        /// A service of the unit goes under its critical mass.
        ServiceUnderCriticalMass = "service_under_critical_mass",
        /// Someone else is worse off by a large share of what it pays.
        OtherBodyWorseOff = "other_body_worse_off",
    }
}
choice_cell!(SignificanceTest);

table! {
    /// When a case is needed: a move is significant if it fails any of the tests in force.
    "significance" => SignificanceRule, key [rule_id, test, valid_from], source [] {
        /// Names the policy that the row belongs to.
        rule_id: Code,
        /// Title for people.
        title: Title,
        /// The test.
        test: SignificanceTest,
        /// The number at which it bites; blank where it is yes or no.
        threshold: Option<Quantity>,
        /// Unit of the threshold.
        unit: String,
        /// Kinds of destination that it is for, or `*`.
        destinations: Codes,
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
