//! Agenda for Change pay.

use vocabulary::{Basis, Code, Date, Pence};

use crate::tables::cell::Title;
use crate::tables::declare::table;

table! {
    /// Agenda for Change pay by band and step.
    "agenda_for_change_pay" => PayPoint, key [effective_from, band, step], source [] {
        /// First day.
        effective_from: Date,
        /// Pay band.
        band: Code,
        /// Spine point or step.
        step: Title,
        /// Pounds a year.
        annual_gbp: Pence,
        /// How it is known.
        basis: Basis,
        /// Page that it was read from.
        source_url: Title,
        /// When to look at the row again; blank for pay of years that are past.
        review_date: Option<Date>,
    }
}
