//! What became of bodies.

use vocabulary::{Code, Date};

use super::cell::Percent;
use super::cell::choice_cell;
use super::declare::table;

vocabulary::choice! {
    /// How one body followed another.
    pub enum SuccessionKind {
        /// Several became one.
        Merge = "merge",
        /// One became several.
        Split = "split",
        /// The same body under a new code or name.
        Rename = "rename",
        /// Closed, its work taken over.
        Close = "close",
    }
}
choice_cell!(SuccessionKind);

table! {
    /// What became of bodies that merged, split, were renamed or closed.
    "successions" => Succession, key [from_code, to_code, effective_date], source [] {
        /// Body that ended or changed.
        from_code: Code,
        /// Body that followed.
        to_code: Code,
        /// First day of the new arrangement.
        effective_date: Date,
        /// Share of the old body that went there.
        share_percent: Percent,
        /// Kind of change.
        kind: SuccessionKind,
    }
}
