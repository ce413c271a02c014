//! Lines of support that are bought.

use vocabulary::Code;

use super::cell::Title;
use super::declare::table;

table! {
    /// Lines of support that are bought.
    "services" => Service, key [service_code], source [source] {
        /// Names the service.
        service_code: Code,
        /// Title for people.
        title: Title,
        /// Service that it is part of.
        parent_code: Option<Code>,
        /// Component, for example transactional or transformational.
        component: String,
        /// Smallest number of people that a unit can serve economically.
        min_people: Option<u32>,
        /// Must every commissioner have it by law?
        statutory: bool,
        /// Row of `sources`.
        source: Code,
    }
}
