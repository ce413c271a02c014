//! Where numbers come from.

use vocabulary::Code;

use super::cell::Title;
use super::declare::table;

table! {
    /// Where numbers come from: publications, published data, and our own stated methods.
    "sources" => Source, key [source_id], source [] {
        /// Names the source in every other table.
        source_id: Code,
        /// Title of the publication, data set or method.
        title: Title,
        /// Who published it.
        publisher: String,
        /// When: a date, a month or a year, as printed.
        published: String,
        /// When two sources disagree, the one with the lowest rank is used.
        rank: u32,
        /// Licence, limits, or how a modelled number was made.
        note: String,
    }
}
