//! The rows of the tables of a result.

use std::str::FromStr;

use ledger::{Account, Nature};
use vocabulary::{FinancialYear, Month, Pence};

use super::table::Cells;

pub(super) const POUNDS: &str = "pounds with two decimal places, such as 1234.50";
pub(super) const NUMBER: &str = "a plain number";
pub(super) const MONTH: &str = "a month such as 2013-05";

/// How a row is read from its cells.
pub trait FromCells: Sized {
    /// Columns that must be there.
    const COLUMNS: &'static [&'static str];
    /// The row; none when a cell can't be read, which `cells` then remembers.
    fn from_cells(cells: &mut Cells<'_>) -> Option<Self>;
}

/// A month as files write it.
pub(super) struct MonthText(pub(super) Month);

impl FromStr for MonthText {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        let plain = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(year, 4) || !plain(month, 2) {
            return Err(());
        }
        let (year, month) = (year.parse().map_err(|_| ())?, month.parse().map_err(|_| ())?);
        if (1..=12).contains(&month) { Ok(MonthText(Month::new(year, month))) } else { Err(()) }
    }
}

/// A finite number.
pub(super) struct Finite(pub(super) f64);

impl FromStr for Finite {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse().ok().filter(|number: &f64| number.is_finite()).map(Finite).ok_or(())
    }
}

/// A row of `effects.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectRow {
    /// The body, or `system`.
    pub body_code: String,
    /// Its name.
    pub name: String,
    /// What it is in the scenario.
    pub role: String,
    /// The year; none for the horizon.
    pub year: Option<FinancialYear>,
    /// The account; none for all of them.
    pub account: Option<Account>,
    /// Paid, net, without the moves.
    pub baseline: Pence,
    /// Paid, net, with them.
    pub scenario: Pence,
    /// Paid more.
    pub change: Pence,
    /// The same in per cent of the baseline.
    pub change_percent: Option<f64>,
    /// One draw in ten is below.
    pub p10: Option<Pence>,
    /// One draw in ten is above.
    pub p90: Option<Pence>,
}

impl FromCells for EffectRow {
    const COLUMNS: &'static [&'static str] = &super::super::effects::COLUMNS;

    fn from_cells(cells: &mut Cells<'_>) -> Option<Self> {
        let year = cells.optional("financial_year", "a financial year such as 2013/14");
        let account = cells.optional("account", "an account such as price");
        let (baseline, scenario) = (cells.value("baseline_gbp", POUNDS), cells.value("scenario_gbp", POUNDS));
        let change = cells.value("change_gbp", POUNDS);
        let percent = cells.optional::<Finite>("change_percent", NUMBER);
        let (p10, p90) = (cells.optional("p10_gbp", POUNDS), cells.optional("p90_gbp", POUNDS));
        Some(EffectRow {
            body_code: cells.text("body_code"),
            name: cells.text("name"),
            role: cells.text("role"),
            year: year?,
            account: account?,
            baseline: baseline?,
            scenario: scenario?,
            change: change?,
            change_percent: percent?.map(|number| number.0),
            p10: p10?,
            p90: p90?,
        })
    }
}

/// A row of `postings.csv` or `baseline_postings.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct PostingRow {
    /// Its line in the file; the header is 1.
    pub line: u32,
    /// When.
    pub month: Month,
    /// Who pays.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// What for.
    pub account: Account,
    /// Resource or transfer.
    pub nature: Nature,
    /// How much.
    pub amount: Pence,
    /// The service that it is about.
    pub service_code: String,
    /// The rows of the register that it came from, `table/key`, joined by `;`.
    pub rows: String,
}

impl FromCells for PostingRow {
    const COLUMNS: &'static [&'static str] = &super::super::postings::COLUMNS;

    fn from_cells(cells: &mut Cells<'_>) -> Option<Self> {
        let month = cells.value::<MonthText>("month", MONTH);
        let account = cells.value("account", "an account such as price");
        let nature = cells.value("nature", "resource or transfer");
        let amount = cells.value("amount_gbp", POUNDS);
        Some(PostingRow {
            line: cells.line(),
            month: month?.0,
            from: cells.text("from"),
            to: cells.text("to"),
            account: account?,
            nature: nature?,
            amount: amount?,
            service_code: cells.text("service_code"),
            rows: cells.text("rows"),
        })
    }
}

/// A row of `tests.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct TestRow {
    /// The unit.
    pub unit_code: String,
    /// The service, or blank.
    pub service_code: String,
    /// The test.
    pub test: String,
    /// The number at which it bites.
    pub threshold: f64,
    /// The value.
    pub value: f64,
    /// Its month.
    pub month: Month,
    /// Is it met?
    pub met: bool,
    /// Where the threshold is from.
    pub source: String,
}

impl FromCells for TestRow {
    const COLUMNS: &'static [&'static str] = &super::super::tests::COLUMNS;

    fn from_cells(cells: &mut Cells<'_>) -> Option<Self> {
        let (threshold, value) =
            (cells.value::<Finite>("threshold", NUMBER), cells.value::<Finite>("value", NUMBER));
        let month = cells.value::<MonthText>("month", MONTH);
        Some(TestRow {
            unit_code: cells.text("unit_code"),
            service_code: cells.text("service_code"),
            test: cells.text("test"),
            threshold: threshold?.0,
            value: value?.0,
            month: month?.0,
            met: cells.text("verdict") == "met",
            source: cells.text("source"),
        })
    }
}
