//! Redundancy terms.

use vocabulary::{Basis, Code, Date, Pence};

use crate::tables::cell::{Quantity, Title};
use crate::tables::declare::table;

table! {
    /// Redundancy terms: so many months' pay for each whole year of service.
    "redundancy" => RedundancyRule, key [rule_id, valid_from], source [] {
        /// Names the terms.
        rule_id: Code,
        /// Title for people.
        title: Title,
        /// First day.
        valid_from: Date,
        /// Last day; blank if they still hold.
        valid_to: Option<Date>,
        /// Whole years of service below which nothing is paid.
        minimum_years: u32,
        /// Months' pay for each year.
        months_per_year: Quantity,
        /// Most months' pay.
        maximum_months: Quantity,
        /// Yearly pay is taken as no less than this; blank for no floor.
        floor_annual_gbp: Option<Pence>,
        /// Yearly pay is taken as no more than this; blank for no cap.
        cap_annual_gbp: Option<Pence>,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again.
        review_date: Option<Date>,
    }
}
