//! What a source printed and no other table holds.

use vocabulary::{Basis, Code};

use super::cell::{Codes, Number, Title};
use super::declare::table;

table! {
    /// What a source printed and no other table holds, as printed.
    "facts" => Fact, key [fact_id], source [source] {
        /// Names the fact.
        fact_id: Code,
        /// The bodies it is about; `*` for all.
        subject_code: Codes,
        /// What was measured.
        measure: Title,
        /// The number, or the low end of a range.
        low: Option<Number>,
        /// The number, or the high end of a range.
        high: Option<Number>,
        /// Unit of measurement.
        unit: String,
        /// The time it speaks of.
        period: String,
        /// The words of the source.
        as_printed: String,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
