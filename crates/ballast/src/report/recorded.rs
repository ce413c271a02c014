use exchange::result::{Told, recorded_words};

use crate::text::Page;

/// What sources printed about these moves, word for word, apart from what is modelled.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let mut words = recorded_words(told);
    let Some(last) = words.pop() else { return };
    page.heading("What is recorded");
    words.iter().for_each(|sentence| page.paragraph(&format!("  {sentence}")));
    page.paragraph(&last);
}
