use vocabulary::FinancialYear;

use super::{Stated, heads, rate, stated};
use crate::workbook::expr::{Cell, number};
use crate::workbook::names::Names;
use crate::workbook::sheet::Sheet;
use crate::workbook::style::{Kind, Look};
use crate::workbook::told::Told;

/// What a pound of year 0 costs in each year: by the deflator as far as it goes, then by the appraisal's own rate of
/// inflation. The next row and the factors.
pub(super) fn prices(told: &Told<'_>, sheet: &mut Sheet, names: &mut Names, row: u32) -> (u32, Vec<Cell>) {
    let appraisal = &told.answer.appraisal;
    let mut row = sheet.heading(row, "Prices of each year");
    row = heads(sheet, row, ["Year", "Deflator", "", "Price factor"]);
    let of = Stated {
        title: "Inflation after the last year that the deflator knows",
        source: "Stated by the appraisal; where nothing is stated, prices stand still from there",
        review: None,
    };
    let inflation = rate(sheet, row, &of, appraisal.inflation_percent.unwrap_or(0.0), Kind::Percent);
    names.cell("inflation_percent", &inflation);
    row += 1;
    let known = |starts: i32| {
        let year = FinancialYear::starting(starts);
        told.rulebook.gdp_deflator.iter().find(|row| row.financial_year == year)
    };
    let first = told.answer.years.first().and_then(|year| known(year.starts));
    let mut first_cell: Option<Cell> = None;
    let mut factors: Vec<Cell> = Vec::new();
    for (title, year) in told.years().iter().zip(&told.answer.years) {
        let deflator = known(year.starts).filter(|_| first.is_some());
        let of = Stated {
            title,
            source: deflator
                .map_or("no deflator: the year before, with inflation", |row| row.source.0.as_str()),
            review: deflator.and_then(|row| row.review_date),
        };
        let index = deflator.map(|deflator| rate(sheet, row, &of, deflator.index.0, Kind::Number));
        if let Some(index) = &index {
            first_cell.get_or_insert_with(|| index.clone());
        } else {
            stated(sheet, row, &of);
        }
        let factor = match (&index, &first_cell, factors.last()) {
            (Some(index), Some(first), _) => index / first,
            (_, _, Some(before)) => before * (number(1.0) + &inflation / number(100.0)),
            _ => number(1.0),
        };
        factors.push(sheet.formula(row, 3, &factor, (Look::Formula, Kind::Factor)));
        row += 1;
    }
    names.block("price_factor", &factors);
    (row, factors)
}
