//! From the words of a source to services.

use vocabulary::Code;

use super::cell::Title;
use super::declare::table;

table! {
    /// How the words of a source were read as services.
    "words" => Word, key [fact_id, press_words, service_code], source [] {
        /// The words of the source.
        press_words: Title,
        /// The service that they were read as.
        service_code: Code,
        /// The fact that holds them.
        fact_id: Code,
        /// Why.
        note: String,
    }
}
