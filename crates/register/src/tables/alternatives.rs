//! What a service would cost elsewhere.

use vocabulary::{Basis, Code, Pence};

use super::cell::choice_cell;
use super::cell::{Percent, Positive, Quantity};
use super::declare::table;

vocabulary::choice! {
    /// Where a line can go.
    pub enum DestinationKind {
        /// The buyer does it itself.
        InHouse = "in_house",
        /// Done together, by a host.
        Shared = "shared",
        /// Another unit.
        Unit = "unit",
        /// A supplier called off a framework.
        Framework = "framework",
        /// A supplier.
        Supplier = "supplier",
        /// A council.
        Council = "council",
        /// Not done any more.
        Stop = "stop",
    }
}
choice_cell!(DestinationKind);

table! {
    /// What a service would cost a buyer elsewhere.
    "alternatives" => Alternative, key [alternative_id], source [source] {
        /// Names the alternative.
        alternative_id: Code,
        /// Buyer, or `*` for any.
        buyer_code: Code,
        /// Service.
        service_code: Code,
        /// Where it would come from.
        kind: DestinationKind,
        /// Supplier, host or unit; blank for in house.
        supplier_code: Option<Code>,
        /// Cost whatever the volume, pounds a year.
        fixed_gbp: Option<Pence>,
        /// Cost of one more of volume, pounds a year; may have more than two places.
        per_volume_gbp: Option<Quantity>,
        /// Cost of one step, pounds a year.
        step_gbp: Option<Pence>,
        /// Size of a step of volume.
        step_volume: Option<Positive>,
        /// Value added tax that the buyer can't recover, per cent of the cost.
        irrecoverable_vat_percent: Option<Percent>,
        /// Cost of switching, once, pounds.
        switching_gbp: Option<Pence>,
        /// Years over which a buyer spreads the cost of switching when it decides; blank is one.
        spread_years: Option<Positive>,
        /// Months before it can supply.
        lead_months: Option<u32>,
        /// Row of `sources`.
        source: Code,
        /// How it is known.
        basis: Basis,
    }
}
