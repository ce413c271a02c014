//! How content customers are.

use vocabulary::Code;

use super::cell::Percent;
use super::declare::table;

table! {
    /// How content customers are with a supplier.
    "satisfaction" => Satisfaction, key [buyer_code, supplier_code, service_code, period], source [source] {
        /// Buyer.
        buyer_code: Code,
        /// Supplier.
        supplier_code: Code,
        /// Service, or `*`.
        service_code: Code,
        /// The time it speaks of.
        period: String,
        /// Score, per cent.
        score_percent: Percent,
        /// How many answered.
        respondents: Option<u32>,
        /// Row of `sources`.
        source: Code,
    }
}
