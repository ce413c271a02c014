use register::rules::DiscountBand;
use vocabulary::{FinancialYear, Month};

use super::{Stated, heads, rate, stated};
use crate::workbook::expr::{Cell, number};
use crate::workbook::names::Names;
use crate::workbook::sheet::Sheet;
use crate::workbook::style::{Kind, Look};
use crate::workbook::told::Told;

type Bands<'a> = Vec<(&'a DiscountBand, Cell)>;

/// The rates of the schedule that the horizon reaches; the next row.
fn schedule<'a>(told: &Told<'a>, sheet: &mut Sheet, names: &mut Names, row: u32) -> (u32, Bands<'a>) {
    let schedule = &told.answer.appraisal.schedule;
    let last = told.answer.years.len().saturating_sub(1) as u32;
    let mut row = sheet.heading(row, &format!("Discount schedule: {schedule}"));
    row = heads(sheet, row, ["Years of the horizon", "Rate a year", "", ""]);
    let mut bands: Bands<'a> = Vec::new();
    let used =
        told.rulebook.discount.iter().filter(|band| band.schedule == *schedule && band.first_year <= last);
    for band in used {
        let of = Stated {
            title: &format!("{} to {}", band.first_year, band.last_year),
            source: &band.source.0,
            review: band.review_date,
        };
        let cell = rate(sheet, row, &of, band.rate_percent.0, Kind::Percent);
        names.cell(&format!("discount_rate_from_year_{}", band.first_year), &cell);
        bands.push((band, cell));
        row += 1;
    }
    (row, bands)
}

/// The schedule, and the factor of each year chained from the one before; the next row, the years, the factors.
pub(super) fn discount(
    told: &Told<'_>,
    sheet: &mut Sheet,
    names: &mut Names,
    row: u32,
) -> (u32, Vec<Cell>, Vec<Cell>) {
    let years = told.years();
    let (mut row, bands) = schedule(told, sheet, names, row);
    row = sheet.heading(row + 1, "Discount factors, chained year by year");
    row = sheet.columns(
        row,
        &[
            ("Year", false),
            ("Begins in", true),
            ("Rate a year", true),
            ("Discount factor", true),
            ("How", false),
            ("", false),
        ],
    );
    let (mut begins, mut rates, mut factors) = (Vec::new(), Vec::new(), Vec::<Cell>::new());
    for (index, (title, year)) in years.iter().zip(&told.answer.years).enumerate() {
        sheet.text(row, 0, title, Look::Words);
        begins.push(sheet.number(row, 1, f64::from(year.starts), (Look::Formula, Kind::Count)));
        let fits =
            |(band, _): &&(&DiscountBand, Cell)| (band.first_year..=band.last_year).contains(&(index as u32));
        match (factors.last().cloned(), bands.iter().find(fits)) {
            (Some(before), Some((_, rate))) => {
                let rate = sheet.formula(row, 2, &rate.into(), (Look::Formula, Kind::Percent));
                let factor = &before / (number(1.0) + &rate / number(100.0));
                factors.push(sheet.formula(row, 3, &factor, (Look::Formula, Kind::Factor)));
                sheet.text(row, 4, "the factor of the year before ÷ (1 + rate)", Look::Aside);
                rates.push(rate);
            }
            // An answered appraisal has a rate for every year but the first, which isn't discounted.
            _ => {
                factors.push(sheet.number(row, 3, 1.0, (Look::Formula, Kind::Factor)));
                sheet.text(row, 4, "year 0 is not discounted", Look::Aside);
            }
        }
        row += 1;
    }
    names.block("discount_rate", &rates);
    names.block("discount_factor", &factors);
    (row, begins, factors)
}

/// The days of each year that count: from the first day of the horizon to its last.
pub(super) fn months(told: &Told<'_>, sheet: &mut Sheet, row: u32) -> (u32, Vec<Cell>, Vec<Cell>) {
    let appraisal = &told.answer.appraisal;
    let start = Month::of(appraisal.start);
    let end = start.plus(appraisal.months as i32);
    let mut row = sheet.heading(row, "The days of each year that count");
    row = sheet.columns(
        row,
        &[("Year", false), ("From", true), ("Until, without", true), ("", true), ("How", false), ("", false)],
    );
    let (mut from, mut until) = (Vec::new(), Vec::new());
    for (title, year) in told.years().iter().zip(&told.answer.years) {
        let first = FinancialYear::starting(year.starts).first_month();
        let next = FinancialYear::starting(year.starts + 1).first_month();
        let of = Stated { title, source: "", review: None };
        stated(sheet, row, &of);
        from.push(sheet.day(row, 1, first.max(start).first_day(), Look::Engine));
        until.push(sheet.day(row, 2, next.min(end).first_day(), Look::Engine));
        sheet.text(row, 4, "the part of the financial year that lies in the horizon", Look::Aside);
        row += 1;
    }
    (row, from, until)
}
