use exchange::result::{Told, ToldChance, chances, further_numbers, headline};
use stability::ensemble::Range;
use vocabulary::Pence;

use crate::text::{Align, Page};

/// Every number over the draws, and every chance with a draw of each kind that can be run again.
pub(super) fn write(told: &Told<'_>, page: &mut Page) {
    let draws = told.answer.ensemble.draws.len();
    if draws == 0 {
        return;
    }
    page.heading(&format!("What do the {draws} draws say?"));
    let numbers = headline(told).numbers.into_iter().chain(further_numbers(told));
    let rows: Vec<Vec<String>> =
        numbers.filter_map(|number| Some(range_row(number.title, number.range?))).collect();
    page.table(
        &[
            ("", Align::Left),
            ("mean", Align::Right),
            ("1 in 10 below", Align::Right),
            ("half below", Align::Right),
            ("1 in 10 above", Align::Right),
        ],
        &rows,
    );
    page.gap();
    let chances = chances(told);
    let rows: Vec<Vec<String>> = chances.iter().map(chance_row).collect();
    page.table(
        &[
            ("", Align::Left),
            ("of the draws", Align::Right),
            ("standard error", Align::Right),
            ("so in draw", Align::Right),
            ("not in draw", Align::Right),
        ],
        &rows,
    );
    let example = chances.iter().find_map(|told| Some((told, told.examples?)));
    if let Some((told, examples)) = example {
        page.paragraph(&format!(
            "“{}” is so in draw {}, and not in draw {}: `ballast simulate … --draw {}` shows that draw in full.",
            told.title, examples.so, examples.not, examples.so
        ));
    }
}

fn range_row(title: String, range: Range) -> Vec<String> {
    let whole = |pence: f64| Pence::round(pence).whole_pounds();
    vec![title, whole(range.mean), whole(range.p10), whole(range.p50), whole(range.p90)]
}

fn chance_row(told: &ToldChance) -> Vec<String> {
    let draw = |draw: Option<u32>| draw.map_or_else(|| "–".to_string(), |draw| draw.to_string());
    vec![
        told.title.clone(),
        format!("{:.0}%", told.chance.share * 100.0),
        format!("{:.1}", told.chance.standard_error * 100.0),
        draw(told.examples.map(|examples| examples.so)),
        draw(told.examples.map(|examples| examples.not)),
    ]
}
