//! Charts as values, drawn on the server: a title, a description, and always the table of the same numbers.
//!
//! Widths are in per cent of the page, heights in pixels, so that a chart fits a phone without shrinking its
//! words. Nothing is told by colour alone: bars have patterns and figures, lines have dashes.

mod bars;
mod cascade;
mod drawing;
mod lines;
mod measure;
mod scale;
mod stacks;

pub use bars::{Bar, Bars};
pub use cascade::{Cascade, Exit, Review};
pub use lines::{Lines, Series};
pub use measure::Measure;
pub use stacks::{Stack, Stacks};

use askama::Template;

use crate::Html;
use crate::components::Table;
use crate::html::component;

/// What a chart says in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Names the chart among those of its page; letters, digits and `-`.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// What there is to see, in a sentence or two, for those who can't.
    pub description: String,
}

/// One of the charts there are.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Amounts side by side, each with its range.
    Bars(Bars),
    /// Amounts month by month.
    Lines(Lines),
    /// Amounts made of parts, side by side.
    Stacks(Stacks),
    /// What happened at each review.
    Cascade(Cascade),
}

impl Chart {
    /// What it says in words.
    pub fn words(&self) -> &Words {
        match self {
            Chart::Bars(chart) => &chart.words,
            Chart::Lines(chart) => &chart.words,
            Chart::Stacks(chart) => &chart.words,
            Chart::Cascade(chart) => &chart.words,
        }
    }

    /// The drawing.
    pub fn svg(&self) -> Html {
        match self {
            Chart::Bars(chart) => chart.svg(),
            Chart::Lines(chart) => chart.svg(),
            Chart::Stacks(chart) => chart.svg(),
            Chart::Cascade(chart) => chart.svg(),
        }
    }

    /// The same numbers as a table.
    pub fn table(&self) -> Table {
        match self {
            Chart::Bars(chart) => chart.table(),
            Chart::Lines(chart) => chart.table(),
            Chart::Stacks(chart) => chart.table(),
            Chart::Cascade(chart) => chart.table(),
        }
    }

    /// The chart with its table beside it.
    pub fn figure(&self) -> Figure {
        Figure { title: self.words().title.clone(), drawing: self.svg(), table: Some(self.table()) }
    }

    /// The chart without its table, for a page on which the table of these numbers stands anyway.
    pub fn figure_beside_its_table(&self) -> Figure {
        Figure { title: self.words().title.clone(), drawing: self.svg(), table: None }
    }
}

/// A drawing with its title and the table of its numbers.
#[derive(Debug, Clone, Template)]
#[template(path = "figure.html")]
pub struct Figure {
    title: String,
    drawing: Html,
    table: Option<Table>,
}

component!(Figure);
