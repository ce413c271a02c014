//! An appraisal as a workbook with live formulas: the independent check. The engine's postings are numbers;
//! everything that the appraisal adds to them, from an item's amount to the order of the options, is a formula that
//! any spreadsheet works out again.

mod base;
mod checks;
mod choices;
mod closure;
mod cover;
mod expr;
mod listed;
mod names;
mod option;
mod people;
mod rates;
mod scores;
mod section;
mod sheet;
mod sources;
mod stages;
mod style;
mod summary;
mod told;

use appraisal::answer::Answer;
use register::{Rulebook, Snapshot};
use rust_xlsxwriter::Worksheet;
use vocabulary::{Findings, Place};

pub use listed::listing_workbook;

use crate::pack::{cannot_write, new_workbook, save};
use choices::OptionInputs;
use cover::Content;
use names::{Names, option_sheet};
use option::OptionCells;
use rates::RateCells;
use told::Told;

/// What is kept beside each formula for programs that show a workbook without working it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Results {
    /// What the formula gives.
    #[default]
    Known,
    /// 0 everywhere: whoever reads another number has worked it out. For tests of the formulas.
    Zero,
}

/// An answered appraisal as a workbook, with the numbers of the engine beside its formulas. The same answer gives the
/// same bytes.
///
/// Errors: findings `cannot-write` for what a workbook can't hold (a text of more than 32,767 characters).
pub fn appraisal_workbook(
    answer: &Answer,
    snapshot: &Snapshot,
    rulebook: &Rulebook,
) -> Result<Vec<u8>, Findings> {
    appraisal_workbook_with(answer, snapshot, rulebook, Results::Known)
}

/// The same, with a choice of what is kept beside each formula. Errors: as [`appraisal_workbook`].
pub fn appraisal_workbook_with(
    answer: &Answer,
    snapshot: &Snapshot,
    rulebook: &Rulebook,
    results: Results,
) -> Result<Vec<u8>, Findings> {
    let told = Told::of(answer, snapshot, rulebook, results)?;
    let mut names = Names::default();
    let sheets = sheets(&told, &mut names)?;
    let mut book = new_workbook(&answer.appraisal.title);
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    for (name, refers_to) in &names.all {
        book.define_name(name.as_str(), refers_to)
            .map_err(|error| vec![cannot_write(Place::table(name), &error.to_string())])?;
    }
    save(&mut book, "model.xlsx")
}

/// Every sheet in the order of the workbook. What others read is written first.
fn sheets(told: &Told<'_>, names: &mut Names) -> Result<Vec<Worksheet>, Findings> {
    let (rates_sheet, rates) = rates::rates(told, names)?;
    let (choices_sheet, inputs) = choices::choices(told, names)?;
    let scored = scores::scores(told, names)?;
    let (option_sheets, options): (Vec<_>, Vec<_>) =
        all_options(told, names, &rates, &inputs)?.into_iter().unzip();
    let scores = scored.as_ref().map(|(_, cells)| cells);
    let found = summary::Found { inputs: &inputs, options: &options, scores };
    let (summary_sheet, summary) = summary::summary(told, names, &found)?;
    let people = people::people(told, names, &rates)?;
    let posts = people.as_ref().map_or(&[][..], |(_, posts)| posts.as_slice());
    let (checks_sheet, differ) = checks::checks(told, names, (&options, &summary, posts), &rates.discount)?;

    let mut sheets = vec![stages::aim(told)?, stages::needs(told)?, choices_sheet];
    let mut contents = vec![
        content("1 Aim", "What isn’t met today, what would count as success, and the money there is"),
        content("2 Needs", "The services in scope: what is needed, what stays ours, what neighbours need"),
        content(choices::OPTIONS, "The options and everything that is stated about them: inputs"),
    ];
    if let Some((sheet, _)) = scored {
        sheets.push(sheet);
        contents.push(content(scores::SCORES, "Criteria, weights and scores; weighted points"));
    }
    sheets.push(rates_sheet);
    contents.push(content(
        rates::RATES,
        "Discount, prices, optimism bias and pay, with sources and review dates",
    ));
    for (index, (sheet, option)) in option_sheets.into_iter().zip(&told.answer.options).enumerate() {
        sheets.push(sheet);
        contents.push(content(&option_sheet(index), &format!("{}, year by year", option.title)));
    }
    sheets.push(summary_sheet);
    contents.push(content(summary::SUMMARY, "The options side by side, and their order"));
    sheets.push(stages::decision(told, &summary)?);
    contents.push(content(stages::DECISION, "Evidence, significance, what would change the answer, dates"));
    if let Some((sheet, _)) = people {
        sheets.push(sheet);
        contents.push(content(people::PEOPLE, "What posts cost, and what becomes of them"));
    }
    if let Some(closing) = closure::closure(told)? {
        sheets.extend(closing);
        contents.push(content(closure::CLOSURE, "Where everything of the closing unit goes"));
        contents.push(content(closure::RECEIVERS, "What receivers then run, beside what they may spend"));
    }
    sheets.push(checks_sheet);
    contents.push(content(checks::CHECKS, "These formulas beside the engine’s numbers"));
    sheets.push(sources::sources(told)?);
    contents.push(content(sources::SOURCES, "What it was made from"));
    sheets.insert(0, cover::cover(told, names, (&summary, &differ), &contents)?);
    Ok(sheets)
}

/// The sheet of every option, in the order of the appraisal. What others are weighed against is written first.
fn all_options(
    told: &Told<'_>,
    names: &mut Names,
    rates: &RateCells,
    inputs: &[OptionInputs],
) -> Result<Vec<(Worksheet, OptionCells)>, Findings> {
    let against = told.answer.appraisal.weighed_against();
    let mut indices: Vec<usize> = (0..inputs.len()).collect();
    indices.sort_by_key(|index| Some(*index) != against);
    let (mut written, mut other) = (Vec::new(), None);
    for index in indices {
        let read = option::Read { rates, inputs: &inputs[index], against: other.as_ref() };
        let (sheet, cells, own) = option::option(told, names, index, &read)?;
        if against == Some(index) {
            other = Some(own);
        }
        written.push((index, (sheet, cells)));
    }
    written.sort_by_key(|(index, _)| *index);
    Ok(written.into_iter().map(|(_, option)| option).collect())
}

fn content(sheet: &str, about: &str) -> Content {
    Content { sheet: sheet.to_string(), about: about.to_string() }
}
