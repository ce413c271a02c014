use super::drawing::{Anchor, Drawing, WIDTH};
use super::scale::Scale;
use super::{Measure, Words};
use crate::Html;
use crate::components::{Column, Table};

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bar {
    /// Whose it is.
    pub label: String,
    /// Where its name leads, in the table.
    pub href: Option<String>,
    /// Its number; may be negative.
    pub value: i64,
    /// From the 10th to the 90th of a hundred draws.
    pub range: Option<(i64, i64)>,
    /// Another bar than most: the leaver among those who stay.
    pub is_other: bool,
}

/// Amounts one under the other, each with its range: who pays more, income by customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bars {
    /// What it says in words.
    pub words: Words,
    /// What the numbers are.
    pub measure: Measure,
    /// What the labels are, as the heading of a column: `Customer`.
    pub of_what: String,
    /// What the numbers say, as the heading of a column: `More a year`.
    pub says: String,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
}

const ROW: i64 = 44;
const TOP: i64 = 24;

impl Bars {
    pub(super) fn svg(&self) -> Html {
        let ends = self.bars.iter().flat_map(|bar| {
            let (low, high) = bar.range.unwrap_or((bar.value, bar.value));
            [bar.value, low, high]
        });
        // What is right of the scale is for the numbers after the longest bars.
        let scale = Scale::holding(ends, self.measure.least_step(), 10, WIDTH * 78 / 100);
        let height = TOP + ROW * self.bars.len() as i64 + 8;
        let mut drawing = Drawing::new(&self.words);
        let last = scale.ticks.len().saturating_sub(1);
        for (number, tick) in scale.ticks.iter().enumerate() {
            let x = scale.place(*tick);
            let anchor = match number {
                0 => Anchor::Start,
                n if n == last => Anchor::End,
                _ => Anchor::Middle,
            };
            drawing.text(x, 14, anchor, "label-pale", &self.measure.short(*tick));
            drawing.line(if *tick == 0 { "zero" } else { "grid" }, (x, TOP), (x, height));
        }
        for (row, bar) in (0i64..).zip(&self.bars) {
            let y = TOP + ROW * row;
            drawing.text(40, y + 17, Anchor::Start, "label", &bar.label);
            let middle = y + 31;
            let end = bar.range.map_or(bar.value, |(_, high)| bar.value.max(high)).max(0);
            drawing.text(
                scale.place(end) + 120,
                middle + 5,
                Anchor::Start,
                "label-strong",
                &self.measure.short(bar.value),
            );
            drawing.bar(scale.place(0), scale.place(bar.value), middle - 7, 14, usize::from(bar.is_other));
            if let Some((low, high)) = bar.range {
                let (low, high) = (scale.place(low), scale.place(high));
                drawing.line("range", (low, middle), (high, middle));
                drawing.line("range", (low, middle - 5), (low, middle + 5));
                drawing.line("range", (high, middle - 5), (high, middle + 5));
            }
        }
        drawing.finish(height, 2)
    }

    pub(super) fn table(&self) -> Table {
        let ranges = self.bars.iter().any(|bar| bar.range.is_some());
        let mut columns = vec![Column::words(&self.of_what), Column::number(&self.says)];
        if ranges {
            columns.extend([Column::number("Low (P10)"), Column::number("High (P90)")]);
        }
        let number = |value: i64| Html::from(self.measure.words(value));
        let row = |bar: &Bar| {
            let name =
                bar.href.as_ref().map_or_else(|| Html::from(&bar.label), |href| Html::link(href, &bar.label));
            let mut cells = vec![name, number(bar.value)];
            if ranges {
                let end = |end: Option<i64>| end.map_or_else(|| "–".into(), number);
                cells.extend([end(bar.range.map(|range| range.0)), end(bar.range.map(|range| range.1))]);
            }
            cells
        };
        Table::new(&self.words.title, columns, self.bars.iter().map(row).collect())
    }
}
