//! The options side by side, and their order.

mod order;

use rust_xlsxwriter::Worksheet;
use vocabulary::Findings;

use super::choices::OptionInputs;
use super::expr::{At, Cell, Expr, text_at};
use super::names::{Names, letter, word};
use super::option::OptionCells;
use super::scores::ScoreCells;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;
use order::{order, preferred};

/// The name of the sheet.
pub(super) const SUMMARY: &str = "Summary";

/// What the summary reads.
pub(super) struct Found<'a> {
    pub inputs: &'a [OptionInputs],
    pub options: &'a [OptionCells],
    pub scores: Option<&'a ScoreCells>,
}

/// The options side by side: cells by option.
pub(super) struct SummaryCells {
    /// The titles of the options.
    pub titles: Vec<At>,
    pub points: Vec<Cell>,
    pub us: Vec<Cell>,
    pub others: Vec<Cell>,
    pub purse: Vec<Cell>,
    pub net: Vec<Cell>,
    /// The position of the preferred option among the columns, counted from 1.
    pub preferred: Cell,
    /// Its title.
    pub preferred_title: At,
    /// The position of the option that comes first.
    pub first: Cell,
}

struct Table {
    sheet: Sheet,
    row: u32,
    options: usize,
}

impl Table {
    fn label(&mut self, text: &str, look: Look) {
        self.sheet.text(self.row, 0, text, look);
    }

    /// A line of cells, each pointing to one of an option's sheet.
    fn line(&mut self, text: &str, look: (Look, Kind), cells: &[&Cell]) -> Vec<Cell> {
        self.label(text, Look::Words);
        let row = self.row;
        self.row += 1;
        (1..)
            .zip(cells)
            .map(|(column, cell)| self.sheet.formula(row, column, &Expr::from(*cell), look))
            .collect()
    }

    fn engine(&mut self, text: &str, kind: Kind, values: &[Option<f64>]) {
        self.label(text, Look::Words);
        for (column, value) in (1..).zip(values.iter().take(self.options)) {
            self.sheet.maybe(self.row, column, *value, (Look::Engine, kind));
        }
        self.row += 1;
    }
}

/// Writes the sheet.
pub(super) fn summary(
    told: &Told<'_>,
    names: &mut Names,
    found: &Found<'_>,
) -> Result<(Worksheet, SummaryCells), Findings> {
    let count = found.options.len();
    let widths: Vec<f64> = [50.0].into_iter().chain((0..count).map(|_| 19.0)).chain([40.0]).collect();
    let mut sheet = Sheet::new(SUMMARY, told.results, &widths);
    let lead = format!(
        "The options side by side: changes beside {} over the horizon, pounds in prices of {}. Every number points to the sheet of its option.",
        told.beside(),
        told.base_year()
    );
    let row = sheet.title("Summary", &lead);
    let mut table = Table { sheet, row, options: count };
    let titles = heads(&mut table, found.inputs, told);
    table.sheet.freeze(table.row, 1);
    let all = |cell: fn(&OptionCells) -> &Cell| -> Vec<&Cell> { found.options.iter().map(cell).collect() };
    let pounds = (Look::Formula, Kind::Pounds);
    let strong = (Look::Headline, Kind::Pounds);
    let us = table.line("Cost to us", strong, &all(|option| &option.us));
    let others =
        table.line("Cost to others, the tax authority among them", strong, &all(|option| &option.others));
    let purse = table.line("Cost to the public purse", strong, &all(|option| &option.purse));
    let net = table.line("Net present social value", strong, &all(|option| &option.net));
    table.line("– before anything was done about optimism", pounds, &all(|option| &option.net_before));
    table.line("Present value of cost", pounds, &all(|option| &option.cost));
    table.line("Present value of benefits in pounds", pounds, &all(|option| &option.benefit));
    ratios(&mut table, found.options);
    table.line(
        "Cash that we pay more, in the prices of each year",
        pounds,
        &all(|option| &option.nominal_us),
    );
    let points = points_line(&mut table, told, found.scores);
    table.row += 1;
    let places = order(&mut table, told, names, (&points, &net));
    named(names, told, (&places, &points));
    let (preferred, preferred_title, first) = preferred(&mut table, told, names, (&titles, &places));
    firmness(&mut table, told);
    let cells = SummaryCells { titles, points, us, others, purse, net, preferred, preferred_title, first };
    Ok((table.sheet.finish()?, cells))
}

fn heads(table: &mut Table, inputs: &[OptionInputs], told: &Told<'_>) -> Vec<At> {
    let letters: Vec<String> = (0..table.options).map(|index| format!("Option {}", letter(index))).collect();
    let mut heads = vec![("", false)];
    heads.extend(letters.iter().map(|letter| (letter.as_str(), true)));
    table.sheet.columns(table.row, &heads);
    table.row += 1;
    let titles = (1..).zip(inputs).zip(&told.answer.options).map(|((column, inputs), option)| {
        let parts: Vec<Expr> = inputs.title.iter().map(text_at).collect();
        table.sheet.words(table.row, column, ("{}", &parts), &option.title, (Look::NumberColumn, Kind::Text))
    });
    let titles = titles.collect();
    table.row += 1;
    titles
}

fn ratios(table: &mut Table, options: &[OptionCells]) {
    table.label("Benefit for each pound of cost (never a pass mark)", Look::Words);
    for (column, option) in (1..).zip(options) {
        let parts = [text_at(&option.ratio)];
        let look = (Look::Formula, Kind::Ratio);
        match option.known_ratio() {
            Some(ratio) => {
                table.sheet.formula(table.row, column, &Expr::template("{}", &parts, ratio), look);
            }
            None => {
                table.sheet.words(table.row, column, ("{}", &parts), "none", look);
            }
        }
    }
    table.row += 1;
}

/// Points, or words where an option has none.
fn points_line(table: &mut Table, told: &Told<'_>, scores: Option<&ScoreCells>) -> Vec<Cell> {
    let Some(scores) = scores else { return Vec::new() };
    table.label("Weighted points out of 100", Look::Words);
    let mut all = Vec::new();
    for ((column, cell), known) in (1..).zip(&scores.points).zip(&told.answer.points.weighted) {
        let (parts, look) = ([Expr::from(cell)], (Look::Headline, Kind::Points));
        let at = match known {
            Some(points) => {
                table.sheet.formula(table.row, column, &Expr::template("{}", &parts, *points), look).at
            }
            None => table.sheet.words(table.row, column, ("{}", &parts), "not scored", look),
        };
        all.push(Cell { at, value: cell.value });
    }
    table.row += 1;
    all
}

fn named(names: &mut Names, told: &Told<'_>, (places, points): (&[Cell], &[Cell])) {
    for (index, option) in told.answer.options.iter().enumerate() {
        let option = word(option.id.as_str());
        if let Some(place) = places.get(index) {
            names.cell(&format!("place_{option}"), place);
        }
        if let Some(points) = points.get(index) {
            names.cell(&format!("points_{option}"), points);
        }
    }
}

/// How firmly it stands: what only the engine's draws can say.
fn firmness(table: &mut Table, told: &Told<'_>) {
    let answer = told.answer;
    table.row = table
        .sheet
        .heading(table.row, "How firmly it stands (the engine's draws and weightings; not worked out here)");
    let range = |value: fn(&appraisal::answer::MoneyRanges) -> f64| -> Vec<Option<f64>> {
        answer
            .options
            .iter()
            .map(|option| option.ranges.as_ref().map(|ranges| value(ranges) / 100.0))
            .collect()
    };
    table.engine("Net present social value, P10", Kind::Pounds, &range(|ranges| ranges.net_present.p10));
    table.engine("Net present social value, P90", Kind::Pounds, &range(|ranges| ranges.net_present.p90));
    let scored = answer.points.weightings > 0;
    let share = |values: &[f64]| -> Vec<Option<f64>> {
        values.iter().map(|value| Some(*value).filter(|_| scored)).collect()
    };
    table.engine("First, weights between half and double", Kind::Share, &share(&answer.points.first_near));
    table.engine("First, any weights", Kind::Share, &share(&answer.points.first_any));
    let draws = |chances: &[stability::ensemble::Chance]| -> Vec<Option<f64>> {
        (0..answer.options.len()).map(|index| chances.get(index).map(|chance| chance.share)).collect()
    };
    table.engine(
        "First in draws, in the order that counts",
        Kind::Share,
        &draws(&answer.firmness.first_in_draws),
    );
    table.engine("Worth most in draws", Kind::Share, &draws(&answer.firmness.first_by_money));
}
