//! Posts of a unit, never names.

use vocabulary::{Basis, Code};

use super::cell::Quantity;
use super::cell::choice_cell;
use super::declare::table;

vocabulary::choice! {
    /// Which posts tend to move with the work.
    pub enum Tier {
        /// Day-to-day work.
        Frontline = "frontline",
        /// Running the unit.
        Management = "management",
    }
}
choice_cell!(Tier);

table! {
    /// Posts of a unit by service and pay band. Never names.
    "post_groups" => PostGroup, key [unit_code, service_code, band, tier, place], source [source] {
        /// Unit.
        unit_code: Code,
        /// Service.
        service_code: Code,
        /// Pay band.
        band: Code,
        /// Frontline or management.
        tier: Tier,
        /// Whole-time equivalents.
        wte: Quantity,
        /// Mean reckonable service in years.
        mean_service_years: Quantity,
        /// Place of work.
        place: String,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
