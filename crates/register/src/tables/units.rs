//! What is known of units as businesses.

use vocabulary::{Basis, Code};

use super::cell::{Balance, Percent};
use super::declare::table;

table! {
    /// What is known of units as businesses.
    "units" => Unit, key [unit_code], source [source] {
        /// Unit.
        unit_code: Code,
        /// Reserve at the start, pounds; below zero for a debt.
        opening_reserve_gbp: Balance,
        /// Surplus that it must make, per cent of turnover.
        required_margin_percent: Option<Percent>,
        /// Month of the yearly price review, 1 to 12; blank for April.
        review_month: Option<u32>,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
