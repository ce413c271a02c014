//! Agenda for Change pay, with April 2013 made from April 2014.

use crate::Result;
use crate::folder::File;
use crate::money::pounds;
use crate::raw::Sources;
use crate::row;
use crate::table::Table;

/// England's spine of April 2014 equals that of April 2013 (stated with the source), so it is given twice.
pub fn table(sources: &Sources) -> Result<File> {
    let mut table = Table::new("agenda_for_change_pay")?;
    for row in sources.pay.rows() {
        let from = row.get("effective_from")?;
        let (band, step) = (row.get("band")?, row.get("step")?);
        let annual = pounds(row.number::<i128>("annual_gbp")? * 100);
        let url = row.get("source_url")?;
        table.push(row![from, band, step, annual, "recorded", url]);
        if from == "2014-04-01" {
            table.push(row!["2013-04-01", band, step, annual, "derived", url]);
        }
    }
    Ok(File::new("rates/agenda_for_change_pay.csv", table.into_bytes()?))
}
