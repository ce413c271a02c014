//! Value added tax on services bought by an NHS body.

use vocabulary::{Basis, Code, Date};

use crate::tables::DestinationKind;
use crate::tables::cell::{Percent, Title, choice_cell};
use crate::tables::declare::table;

vocabulary::choice! {
    /// Does an NHS body get the tax on a service back?
    pub enum Recoverable {
        /// All of it.
        Yes = "yes",
        /// None of it.
        No = "no",
        /// A share of it, which another column holds.
        Share = "share",
    }
}
choice_cell!(Recoverable);

table! {
    /// Value added tax on services that an NHS body buys: what is charged, and how much of it comes back.
    "vat" => VatRule, key [service_code, supplier_kind, valid_from], source [] {
        /// Service, or `*` for any other.
        service_code: Code,
        /// Where the service comes from.
        supplier_kind: DestinationKind,
        /// First day.
        valid_from: Date,
        /// Last day; blank if it still holds.
        valid_to: Option<Date>,
        /// Tax on the price, per cent.
        charged_percent: Percent,
        /// Does the buyer get it back?
        recoverable: Recoverable,
        /// How much of the tax comes back, per cent of it, where that is a share; else blank.
        recoverable_percent: Option<Percent>,
        /// How it is known.
        basis: Basis,
        /// Where it is known from, in words.
        source: Title,
        /// When to look at the row again.
        review_date: Option<Date>,
    }
}
