use super::drawing::{Anchor, Drawing, WIDTH, legend};
use super::scale::Scale;
use super::{Measure, Words};
use crate::Html;
use crate::components::{Column, Table};

/// One bar made of parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stack {
    /// What it is: a payer rule, a mitigation.
    pub label: String,
    /// A number for each part; may be negative.
    pub values: Vec<i64>,
}

/// Amounts made of parts, one under the other: who pays under each rule, mitigations side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stacks {
    /// What it says in words.
    pub words: Words,
    /// What the numbers are.
    pub measure: Measure,
    /// What the bars are, as the heading of a column: `Payer rule`.
    pub of_what: String,
    /// What the parts are: `Leaver`, `Remaining customers` ...
    pub parts: Vec<String>,
    /// The bars.
    pub stacks: Vec<Stack>,
    /// Are the parts of a bar put end to end? Otherwise they stand one under the other.
    pub is_stacked: bool,
}

const TOP: i64 = 24;
const BAR: i64 = 18;

impl Stacks {
    fn row_height(&self) -> i64 {
        let bars = if self.is_stacked { 1 } else { self.parts.len() as i64 };
        26 + (BAR + 2) * bars + 8
    }

    fn sums(stack: &Stack) -> (i64, i64) {
        let sum = |keep: fn(&&i64) -> bool| stack.values.iter().filter(keep).sum();
        (sum(|value| **value < 0), sum(|value| **value > 0))
    }

    pub(super) fn svg(&self) -> Html {
        let ends = self.stacks.iter().flat_map(|stack| match self.is_stacked {
            true => vec![Self::sums(stack).0, Self::sums(stack).1],
            false => stack.values.clone(),
        });
        let scale = Scale::holding(ends, self.measure.least_step(), 10, WIDTH - 10);
        let row_height = self.row_height();
        let height = TOP + row_height * self.stacks.len() as i64;
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
        for (row, stack) in (0i64..).zip(&self.stacks) {
            self.bar(&mut drawing, &scale, stack, TOP + row_height * row);
        }
        let names: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        drawing.finish(height, self.parts.len()).then(legend(&self.words.id, &names, "fill"))
    }

    fn bar(&self, drawing: &mut Drawing<'_>, scale: &Scale, stack: &Stack, y: i64) {
        let total: i64 = stack.values.iter().sum();
        drawing.text(40, y + 18, Anchor::Start, "label", &stack.label);
        if self.is_stacked {
            drawing.text(WIDTH - 20, y + 18, Anchor::End, "label-strong", &self.measure.words(total));
        }
        let (mut below, mut above, mut top) = (0, 0, y + 26);
        for (part, &value) in stack.values.iter().enumerate() {
            if self.is_stacked {
                let from = if value < 0 { &mut below } else { &mut above };
                drawing.bar(scale.place(*from), scale.place(*from + value), top, BAR, part);
                *from += value;
            } else {
                drawing.bar(scale.place(0), scale.place(value), top, BAR, part);
                top += BAR + 2;
            }
        }
    }

    pub(super) fn table(&self) -> Table {
        let mut columns = vec![Column::words(&self.of_what)];
        columns.extend(self.parts.iter().map(Column::number));
        if self.is_stacked {
            columns.push(Column::number("Together"));
        }
        let row = |stack: &Stack| {
            let mut cells = vec![Html::from(&stack.label)];
            cells.extend(stack.values.iter().map(|value| Html::from(self.measure.words(*value))));
            if self.is_stacked {
                cells.push(self.measure.words(stack.values.iter().sum()).into());
            }
            cells
        };
        Table::new(&self.words.title, columns, self.stacks.iter().map(row).collect())
    }
}
