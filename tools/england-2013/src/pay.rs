//! Agenda for Change pay, with April 2013 made from April 2014, and prices of financial years.

use crate::Result;
use crate::folder::File;
use crate::money::pounds;
use crate::raw::Sources;
use crate::row;
use crate::table::Table;

/// England's spine of April 2014 equals that of April 2013 (stated with the source), so it is given twice.
/// Pay is agreed for a year from April, so the latest of it is to be looked at when that year is over.
pub fn table(sources: &Sources) -> Result<File> {
    let mut table = Table::new("agenda_for_change_pay")?;
    let mut latest = String::new();
    for row in sources.pay.rows() {
        latest = latest.max(row.get("effective_from")?.to_string());
    }
    let next_year = latest.get(..4).and_then(|year| year.parse::<u32>().ok()).map_or(0, |year| year + 1);
    for row in sources.pay.rows() {
        let from = row.get("effective_from")?;
        let (band, step) = (row.get("band")?, row.get("step")?);
        let annual = pounds(row.number::<i128>("annual_gbp")? * 100);
        let url = row.get("source_url")?;
        let review = if from == latest { format!("{next_year}-04-01") } else { String::new() };
        table.push(row![from, band, step, annual, "recorded", url, review]);
        if from == "2014-04-01" {
            table.push(row!["2013-04-01", band, step, annual, "derived", url, ""]);
        }
    }
    Ok(File::new("rates/agenda_for_change_pay.csv", table.into_bytes()?))
}

/// Where the deflator is from.
const DEFLATOR_SOURCE: &str = "ONS, series YBGB as published on 30 June 2025, mean of four quarters \
                               (data/sources/prices); HM Treasury publishes a slightly different series";

/// Prices of financial years. The last year is revised most, and a year is added each June.
pub fn deflator(sources: &Sources) -> Result<File> {
    let mut table = Table::new("gdp_deflator")?;
    let rows: Vec<_> = sources.deflator.rows().collect();
    for (number, row) in rows.iter().enumerate() {
        let review = if number + 1 == rows.len() { "2026-06-30" } else { "" };
        let (year, index) = (row.get("financial_year")?, row.get("index_2024_25_100")?);
        table.push(row![year, index, "derived", DEFLATOR_SOURCE, review]);
    }
    Ok(File::new("rates/gdp_deflator.csv", table.into_bytes()?))
}
