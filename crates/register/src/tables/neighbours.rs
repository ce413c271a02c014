//! Which bodies lie beside each other.

use vocabulary::Code;

use super::cell::Quantity;
use super::declare::table;

table! {
    /// Which bodies lie beside each other. Boundaries are in `boundaries.topojson`.
    "neighbours" => Adjacency, key [body_code, neighbour_code, kind], source [source] {
        /// Body.
        body_code: Code,
        /// Body beside it.
        neighbour_code: Code,
        /// How they meet: border, point, water.
        kind: Code,
        /// Length of the shared boundary in kilometres.
        shared_km: Option<Quantity>,
        /// Row of `sources`.
        source: Code,
    }
}
