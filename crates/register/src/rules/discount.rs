//! Discount rates.

use vocabulary::{Basis, Code, Date};

use crate::tables::cell::{Quantity, Title};
use crate::tables::declare::table;

table! {
    /// Discount rates by span of years.
    "discount" => DiscountBand, key [schedule, first_year], source [] {
        /// Names the schedule.
        schedule: Code,
        /// First year that the rate is for, counted from the base year as 0.
        first_year: u32,
        /// Last year that the rate is for.
        last_year: u32,
        /// Rate, per cent a year.
        rate_percent: Quantity,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again.
        review_date: Option<Date>,
    }
}
