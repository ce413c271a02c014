//! What is printed for people: the impact statement, part by part.

use exchange::result::Told;

/// The impact statement of an answer, as text for 100 columns.
pub fn statement(told: &Told<'_>, _all_rules: bool, _colour: bool) -> String {
    let head = exchange::result::headline(told);
    format!("{}\n{:#?}\n", head.sentence, head.numbers)
}
