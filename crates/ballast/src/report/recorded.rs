use exchange::result::{Told, recorded_words};

use crate::text::Page;

/// What sources printed about these moves, word for word, apart from what is modelled.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let words = recorded_words(told);
    // A unit that closes has no moves of its own on record, but facts.
    let closes = told.answer.scenario.closes.as_ref();
    let about = told
        .snapshot
        .rows
        .facts
        .iter()
        .any(|fact| closes.is_some_and(|unit| fact.subject_code.0.contains(unit)));
    if words.is_empty() && !about {
        return;
    }
    page.heading("What is recorded");
    words.iter().for_each(|sentence| page.paragraph(&format!("  {sentence}")));
    page.paragraph(
        "Everything below is worked out from modelled prices and costs that add up to what is recorded.",
    );
}
