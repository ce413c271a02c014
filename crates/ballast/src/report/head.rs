use exchange::result::{Number, Told, headline};
use stability::ensemble::Range;

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

/// A number below zero is told the other way round.
pub(crate) fn turned(number: &Number) -> Number {
    let turns = [
        (" saves", " pays more"),
        (" save", " pay more"),
        (" pay more", " pay less"),
        (" loses", " gains"),
        (" lose together", " gain together"),
    ];
    let turn = turns.iter().find(|(from, _)| number.title.ends_with(from));
    let title = turn.map_or(number.title.clone(), |(from, to)| number.title.replace(from, to));
    if number.value.0 >= 0 || title == number.title {
        return number.clone();
    }
    let range = number.range.map(|r| Range { mean: -r.mean, p10: -r.p90, p50: -r.p50, p90: -r.p10 });
    Number { title, value: -number.value, range, ..number.clone() }
}

/// A saving is real as far as the system spends less; the rest of it is only moved to somebody else.
fn real_or_moved(told: &Told<'_>) -> String {
    let impact = &told.answer.impact;
    let (saving, real) = (impact.leaver_saving(), -impact.system_change());
    match (saving.0 > 0, real.0) {
        (false, _) => {
            "There is no saving to be real or moved: those that move pay more themselves.".to_string()
        }
        (true, real_pence) if real_pence >= saving.0 => {
            format!(
                "The saving of {} is real: the system as a whole spends less by at least as much.",
                saving.whole_pounds()
            )
        }
        (true, real_pence) if real_pence > 0 => format!(
            "Of the saving of {} only {} is real; {} is moved to others.",
            saving.whole_pounds(),
            real.whole_pounds(),
            (saving - real).whole_pounds()
        ),
        (true, _) => format!(
            "None of the saving of {} is real: all of it is cost moved to others, and the system spends {} more besides.",
            saving.whole_pounds(),
            real.abs().whole_pounds()
        ),
    }
}
