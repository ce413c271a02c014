//! How many people a body serves.

use vocabulary::{Code, Date};

use super::cell::choice_cell;
use super::declare::table;

vocabulary::choice! {
    /// How people were counted.
    pub enum Measure {
        /// On the lists of its general practices.
        Registered = "registered",
        /// Living in its area.
        Resident = "resident",
    }
}
choice_cell!(Measure);

table! {
    /// How many people a body serves.
    "populations" => Population, key [body_code, as_of, measure], source [source] {
        /// Body.
        body_code: Code,
        /// Date of the count.
        as_of: Date,
        /// People.
        people: u32,
        /// What was counted.
        measure: Measure,
        /// Row of `sources`.
        source: Code,
    }
}
