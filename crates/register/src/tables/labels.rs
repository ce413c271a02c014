//! The register's own words for the roles.

use vocabulary::Code;

use super::cell::Title;
use super::declare::table;

table! {
    /// The register's own words for the roles: in `england-2013` people read CCG and CSU.
    "labels" => Label, key [role], source [] {
        /// Role: commissioner, unit, oversight, national, supplier.
        role: Code,
        /// Word for one.
        label: Title,
        /// Word for several.
        label_plural: Title,
    }
}
