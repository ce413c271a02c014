use super::drawing::{Anchor, Drawing, WIDTH, legend};
use super::scale::Scale;
use super::{Measure, Words};
use vocabulary::Month;

use crate::Html;
use crate::components::{Column, Table};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// What it shows.
    pub name: String,
    /// A number for each month.
    pub values: Vec<i64>,
}

/// Amounts month by month: residual cost, a reserve, needed cost against what is still carried. At most four
/// lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// What it says in words.
    pub words: Words,
    /// What the numbers are.
    pub measure: Measure,
    /// The months.
    pub months: Vec<Month>,
    /// The lines.
    pub series: Vec<Series>,
    /// Do amounts hold for a month and then jump?
    pub is_step: bool,
    /// The table shows each so many months, and the last; 0 shows all.
    pub table_every: usize,
}

const HEIGHT: i64 = 300;
const TOP: i64 = 12;
const BOTTOM: i64 = 262;
const LEFT: i64 = 1_500;

impl Lines {
    pub(super) fn svg(&self) -> Html {
        let values = self.series.iter().flat_map(|series| series.values.iter().copied());
        let up = Scale::holding(values, self.measure.least_step(), BOTTOM, TOP);
        let months = self.months.len() as i64;
        let across = |month: i64| LEFT + (WIDTH - 40 - LEFT) * month / months.max(1);
        let mut drawing = Drawing::new(&self.words);
        for tick in &up.ticks {
            let y = up.place(*tick);
            drawing.text(0, y + 5, Anchor::Start, "label-pale", &self.measure.short(*tick));
            drawing.line(if *tick == 0 { "zero" } else { "grid" }, (LEFT, y), (WIDTH, y));
        }
        self.months_below(&mut drawing, &across);
        for (number, series) in self.series.iter().enumerate() {
            let class = format!("line stroke-{}", number % 4);
            let points: Vec<(i64, i64)> =
                (0i64..).zip(&series.values).map(|(i, value)| (i, up.place(*value))).collect();
            for (&(month, y), next) in points.iter().zip(points.iter().skip(1).map(Some).chain([None])) {
                let end = across(month + 1);
                match next {
                    Some(&(_, to)) if self.is_step => {
                        drawing.line(&class, (across(month), y), (end, y));
                        drawing.line(&class, (end, y), (end, to));
                    }
                    Some(&(_, to)) => drawing.line(&class, (across(month), y), (end, to)),
                    None if self.is_step => drawing.line(&class, (across(month), y), (end, y)),
                    None => {}
                }
            }
        }
        let names: Vec<&str> = self.series.iter().map(|series| series.name.as_str()).collect();
        drawing.finish(HEIGHT, 0).then(legend(&self.words.id, &names, "line"))
    }

    /// The first month, the last, and a few between.
    fn months_below(&self, drawing: &mut Drawing<'_>, across: &dyn Fn(i64) -> i64) {
        let count = self.months.len();
        let each = count.div_ceil(4).max(1);
        for (number, month) in self.months.iter().enumerate().step_by(each) {
            let x = across(number as i64);
            drawing.line("axis", (x, BOTTOM), (x, BOTTOM + 6));
            drawing.text(
                x,
                BOTTOM + 24,
                if number == 0 { Anchor::Start } else { Anchor::Middle },
                "label-pale",
                &short(*month),
            );
        }
    }

    pub(super) fn table(&self) -> Table {
        let mut columns = vec![Column::words("Month")];
        columns.extend(self.series.iter().map(|series| Column::number(&series.name)));
        let last = self.months.len().saturating_sub(1);
        let shown = |number: &usize| {
            self.table_every == 0 || number.is_multiple_of(self.table_every) || *number == last
        };
        let row = |number: usize| {
            let mut cells =
                vec![Html::from(self.months.get(number).map_or(String::new(), |month| month.words()))];
            let value = |series: &Series| {
                series
                    .values
                    .get(number)
                    .map_or_else(|| "–".into(), |value| Html::from(self.measure.words(*value)))
            };
            cells.extend(self.series.iter().map(value));
            cells
        };
        Table::new(&self.words.title, columns, (0..self.months.len()).filter(shown).map(row).collect())
    }
}

/// A month as short as an axis needs it: `Apr 2013`.
fn short(month: Month) -> String {
    let words = month.words();
    match words.split_once(' ') {
        Some((name, year)) => format!("{} {year}", name.get(..3).unwrap_or(name)),
        None => words,
    }
}
