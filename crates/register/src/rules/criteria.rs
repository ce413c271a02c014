//! What options are usually scored on, beside money.

use vocabulary::{Basis, Code, Date};

use crate::tables::cell::{Positive, Title};
use crate::tables::declare::table;

table! {
    /// A criterion that an appraisal begins with; its author changes, weighs and locks them.
    "criteria" => UsualCriterion, key [criterion_id, valid_from], source [] {
        /// Names the criterion.
        criterion_id: Code,
        /// Title for people.
        title: Title,
        /// What the lowest and the highest number of points mean.
        scale: Title,
        /// Weight to begin with, beside the others'.
        weight: Positive,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// How it is known.
        basis: Basis,
        /// Where it comes from, in words.
        source: Title,
        /// When to look at the row again; blank for a row that has ended.
        review_date: Option<Date>,
    }
}
