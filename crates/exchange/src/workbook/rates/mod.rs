//! The sheet of rates: what is used, where each is from, and when it is to be looked at again.

mod bias;
mod discount;
mod pay;
mod prices;

use rust_xlsxwriter::Worksheet;
use vocabulary::{Date, Findings};

use super::expr::Cell;
use super::names::Names;
use super::sheet::Sheet;
use super::style::{Kind, Look};
use super::told::Told;

pub(super) use bias::{BiasCells, BiasRate, estimate_of};
pub(super) use pay::{OnCostCells, PayCells};

/// The name of the sheet.
pub(super) const RATES: &str = "Rates";

/// Where the rates are.
pub(super) struct RateCells {
    /// By year: the calendar year in which it begins.
    pub begins: Vec<Cell>,
    /// By year: the discount factor.
    pub discount: Vec<Cell>,
    /// By year: what a pound of year 0 costs in it.
    pub prices: Vec<Cell>,
    /// By year: the first day that counts.
    pub from: Vec<Cell>,
    /// By year: the first day that no longer counts.
    pub until: Vec<Cell>,
    /// Optimism bias.
    pub bias: BiasCells,
    /// Pay and what an employer pays on top of it.
    pub pay: PayCells,
}

/// Where a rate is written: its row, what it is, where it is from and when it is to be looked at again.
struct Stated<'a> {
    title: &'a str,
    source: &'a str,
    review: Option<Date>,
}

const COLUMNS: [&str; 6] = ["", "", "", "", "Where it is from", "Look again by"];

fn heads(sheet: &mut Sheet, row: u32, first: [&str; 4]) -> u32 {
    let titles: Vec<(&str, bool)> = first
        .iter()
        .zip(0..)
        .map(|(title, column)| (*title, column > 0))
        .chain([(COLUMNS[4], false), (COLUMNS[5], true)])
        .collect();
    sheet.columns(row, &titles)
}

/// Writes what a rate is, its source and its review date.
fn stated(sheet: &mut Sheet, row: u32, stated: &Stated<'_>) {
    sheet.text(row, 0, stated.title, Look::Words);
    sheet.text(row, 4, stated.source, Look::Words);
    if let Some(review) = stated.review {
        sheet.day(row, 5, review, Look::Formula);
    }
}

/// Writes a rate that may be changed.
fn rate(sheet: &mut Sheet, row: u32, of: &Stated<'_>, value: f64, kind: Kind) -> Cell {
    stated(sheet, row, of);
    sheet.number(row, 1, value, (Look::Input, kind))
}

/// Writes the sheet.
pub(super) fn rates(told: &Told<'_>, names: &mut Names) -> Result<(Worksheet, RateCells), Findings> {
    let mut sheet = Sheet::new(RATES, told.results, &[38.0, 14.0, 14.0, 14.0, 78.0, 14.0]);
    let row = sheet.title("Rates", "Every rate that is used, with its source. A framed cell may be changed: everything that hangs on it follows.");
    let (row, begins, discount) = discount::discount(told, &mut sheet, names, row);
    let (row, prices) = prices::prices(told, &mut sheet, names, row + 1);
    let (row, from, until) = discount::months(told, &mut sheet, row + 1);
    let (row, bias) = bias::bias(told, &mut sheet, names, row + 1);
    let pay = pay::pay(told, &mut sheet, names, row + 1);
    sheet.freeze(3, 1);
    Ok((sheet.finish()?, RateCells { begins, discount, prices, from, until, bias, pay }))
}
