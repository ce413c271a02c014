//! How well a service is done.

use vocabulary::Code;

use super::cell::{Number, Title};
use super::declare::table;

table! {
    /// How well a service is done, against a baseline and a target.
    "quality" => QualityMeasure, key [buyer_code, supplier_code, service_code, measure, period], source [source] {
        /// Buyer.
        buyer_code: Code,
        /// Supplier.
        supplier_code: Code,
        /// Service.
        service_code: Code,
        /// What is measured.
        measure: Title,
        /// Is more better?
        higher_is_better: bool,
        /// Before.
        baseline: Option<Number>,
        /// Aimed at.
        target: Option<Number>,
        /// Measured.
        measured: Option<Number>,
        /// The time it speaks of.
        period: String,
        /// Row of `sources`.
        source: Code,
    }
}
