//! How units were rated at checkpoints.

use vocabulary::{Code, Date};

use super::cell::Title;
use super::declare::table;

table! {
    /// How units were rated at checkpoints.
    "ratings" => Rating, key [unit_code, checkpoint], source [source] {
        /// Unit.
        unit_code: Code,
        /// Checkpoint.
        checkpoint: Code,
        /// Outcome, in the checkpoint's words.
        outcome: Title,
        /// Date of the outcome.
        date: Option<Date>,
        /// Row of `sources`.
        source: Code,
    }
}
