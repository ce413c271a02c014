use exchange::result::{Number, Told, headline};
use stability::ensemble::Range;

use super::range;
use crate::text::{Align, Page};

/// The sentence, what it rests on, the four numbers, and how much of the saving is real.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let head = headline(told);
    page.heading(&told.answer.scenario.title);
    page.paragraph(&head.sentence);
    page.gap();
    page.paragraph(&head.caveat);
    page.gap();
    let draws = told.answer.scenario.draws;
    let title = if draws > 0 { format!("8 in 10 of {draws} draws") } else { "range: no draws".to_string() };
    let columns = [("", Align::Left), ("likely", Align::Right), (title.as_str(), Align::Right)];
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

/// A number below zero is told the other way round.
fn turned(number: &Number) -> Number {
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
