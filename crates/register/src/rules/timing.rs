//! How long things take by law or by rule before they may happen.

use vocabulary::{Basis, Code, Date};

use crate::tables::cell::{Title, choice_cell};
use crate::tables::declare::table;

vocabulary::choice! {
    /// What a length of time is counted in.
    pub enum TimeUnit {
        /// Days.
        Days = "days",
        /// Calendar months.
        Months = "months",
    }
}
choice_cell!(TimeUnit);

table! {
    /// How long must pass between a step and what may follow it.
    "timing" => Timing, key [rule_id, redundancies_min, valid_from], source [] {
        /// Names the rule.
        rule_id: Code,
        /// Title for people.
        title: Title,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Redundancies at one establishment from which the row holds; blank where they don't matter.
        redundancies_min: Option<u32>,
        /// How long.
        length: u32,
        /// What the length is counted in.
        unit: TimeUnit,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}
