//! Organisations.

use vocabulary::{Code, Date};

use super::cell::choice_cell;
use super::cell::{Several, Title};
use super::declare::table;

vocabulary::choice! {
    /// What a body does. People read the register's own words for these (table `labels`).
    pub enum Role {
        /// Buys support.
        Commissioner = "commissioner",
        /// Supplies shared support.
        Unit = "unit",
        /// Oversees commissioners or units.
        Oversight = "oversight",
        /// Supplies without being a shared unit.
        Supplier = "supplier",
    }
}
choice_cell!(Role);

table! {
    /// Organisations: commissioners, units, oversight bodies, suppliers.
    "bodies" => Body, key [body_code], source [] {
        /// Official code, or a labelled local one (`X-…`).
        body_code: Code,
        /// Name.
        name: Title,
        /// What it does in the register.
        roles: Several<Role>,
        /// Region it lies in.
        region_code: Option<Code>,
        /// Body that oversees it.
        oversight_code: Option<Code>,
        /// First day; blank if not known.
        valid_from: Option<Date>,
        /// Last day; blank if it still exists.
        valid_to: Option<Date>,
    }
}
