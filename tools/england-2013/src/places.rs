//! People, neighbours and running-cost allowances.

use std::collections::BTreeMap;

use crate::Result;
use crate::money::{pounds, rounded};
use crate::raw::Sources;
use crate::row;
use crate::table::Table;

/// Registered people of each commissioner when the units started; prices and volumes rest on them.
pub fn registered_april_2013(sources: &Sources) -> Result<BTreeMap<String, i128>> {
    sources
        .ccgs
        .rows()
        .map(|row| Ok((row.get("ods_code")?.to_owned(), row.number("registered_2013_04")?)))
        .collect()
}

/// Registered people at four dates, estimated residents in mid 2013, and the boards of 2025.
pub fn populations(sources: &Sources) -> Result<Table> {
    const REGISTERED: [(&str, &str); 4] = [
        ("registered_2013_04", "2013-04-01"),
        ("registered_2013_10", "2013-10-01"),
        ("registered_2014_04", "2014-04-01"),
        ("registered_2015_01", "2015-01-01"),
    ];
    let mut table = Table::new("populations")?;
    for row in sources.ccgs.rows() {
        let code = row.get("ods_code")?;
        for (column, as_of) in REGISTERED {
            // Three commissioners had merged by 2015.
            if row.get(column)?.is_empty() {
                continue;
            }
            let people: u64 = row.number(column)?;
            table.push(row![code, as_of, people, "registered", "nhsbsa-patient-lists"]);
        }
        let residents: u64 = row.number("resident_2013_est")?;
        table.push(row![code, "2013-07-01", residents, "resident", "ons-mid-2013-shared-by-lists"]);
    }
    for row in sources.icbs.rows() {
        let people: u64 = row.number("registered_2025_26")?;
        let code = row.get("ods_code")?;
        table.push(row![code, "2025-04-01", people, "registered", "nhs-england-allocations-2025-26"]);
    }
    Ok(table)
}

/// Both directions of every pair: a shared border, a shared point, or water between.
pub fn neighbours(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("neighbours")?;
    for row in sources.adjacency.rows() {
        let (from, to) = (row.get("from_code")?, row.get("to_code")?);
        table.push(row![from, to, row.get("kind")?, row.get("shared_km")?, "ons-boundaries-2013"]);
    }
    Ok(table)
}

/// Estimates for 2013/14, carried on by the published allowance a head; two printed values stand beside them.
pub fn allowances(sources: &Sources) -> Result<Table> {
    let rates = pence_a_head(sources)?;
    let first = rates.first().ok_or("no allowance a head")?.1;
    let mut table = Table::new("allowances")?;
    for row in sources.ccgs.rows() {
        let estimate: i128 = row.number("rca_2013_14_est_gbp")?;
        for (year, rate) in &rates {
            let source = if *rate == first { "rca-estimate-2013" } else { "rca-estimate-later" };
            let amount = rounded(estimate * rate, first) * 100;
            table.push(row![row.get("ods_code")?, year, pounds(amount), source, "derived"]);
        }
    }
    for (code, amount) in [("99P", "21750000.00"), ("10C", "2200000.00")] {
        table.push(row![code, "2013/14", amount, "pharmafield-running-costs", "recorded"]);
    }
    Ok(table)
}

fn pence_a_head(sources: &Sources) -> Result<Vec<(String, i128)>> {
    sources
        .per_head
        .rows()
        .map(|row| {
            let pounds: f64 = row.number("gbp_per_head")?;
            Ok((row.get("financial_year")?.to_owned(), (pounds * 100.0).round() as i128))
        })
        .collect()
}
