use exchange::result::{Told, headline, real_or_moved, turned};

use super::range;
use crate::text::{Align, Page};

/// The sentence, what it rests on, the four numbers, and how much of the saving is real.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let head = headline(told);
    page.heading(&told.answer.scenario.title);
    conditions(told, page);
    page.paragraph(&head.sentence);
    page.gap();
    page.paragraph(&head.caveat);
    page.gap();
    let draws = told.answer.ensemble.draws.len();
    let title = if draws > 0 { format!("8 in 10 of {draws} draws") } else { "range: no draws".to_string() };
    let value = told.options.draw.map_or_else(|| "likely".to_string(), |draw| format!("in draw {draw}"));
    let columns = [("", Align::Left), (value.as_str(), Align::Right), (title.as_str(), Align::Right)];
    let rows: Vec<Vec<String>> = head
        .numbers
        .iter()
        .map(|number| {
            let number = turned(number);
            vec![number.title, number.value.whole_pounds(), range(number.range)]
        })
        .collect();
    page.table(&columns, &rows);
    page.gap();
    page.paragraph(&real_or_moved(told));
}

/// What a reader must know before any number: that it was stopped, or run at the values of one draw.
fn conditions(told: &Told<'_>, page: &mut Page) {
    for finding in told.answer.findings.iter().filter(|finding| finding.code == "stopped-early") {
        page.paragraph(&format!("{}.", finding.seen.replacen("stopped", "Stopped", 1)));
        page.gap();
    }
    if let Some(draw) = told.options.draw {
        page.paragraph(&format!(
            "Run at draw {draw}: every assumption has the value that it has in that draw, not its likely one."
        ));
        page.gap();
    }
}
