//! Who pays for what a leaver leaves behind.

use vocabulary::{Basis, Code, Date};

use crate::tables::cell::{Percent, Title, choice_cell};
use crate::tables::declare::table;

vocabulary::choice! {
    /// A kind of cost that a move leaves behind.
    pub enum CostKind {
        /// Running cost that the unit still carries.
        Residual = "residual",
        /// Redundancy payments.
        Redundancy = "redundancy",
        /// One-off cost of switching.
        Transition = "transition",
    }
}
choice_cell!(CostKind);

table! {
    /// Who pays for what a leaver leaves behind, by kind of cost and destination, in per cent.
    "payer_rules" => PayerRule, key [rule_id, cost_kind, destination, valid_from], source [] {
        /// Names the rule that the row belongs to.
        rule_id: Code,
        /// Title for people.
        title: Title,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Kind of cost.
        cost_kind: CostKind,
        /// Kind of destination, or `*` for any other.
        destination: Code,
        /// The leaver's share.
        leaver_percent: Percent,
        /// The remaining buyers' share.
        remaining_percent: Percent,
        /// The unit's share.
        unit_percent: Percent,
        /// The centre's share.
        centre_percent: Percent,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
    }
}
