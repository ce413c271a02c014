//! What was printed: facts, what the units planned, and the tables for which nothing was ever published.

use std::collections::BTreeMap;

use crate::Result;
use crate::links::Link;
use crate::model::PLANNED_PENCE_A_HEAD;
use crate::money::pounds;
use crate::raw::{Row, Sources};
use crate::row;
use crate::table::Table;

/// The press's facts as printed, then the market facts that say something no other row says.
pub fn facts(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("facts")?;
    for row in sources.press_facts.rows() {
        let (id, code) = (row.get("fact_id")?, row.get("subject_code")?);
        let subject = if code.is_empty() { subject_of(id) } else { code };
        table.push(row![
            id,
            subject,
            row.get("measure")?,
            row.get("low")?,
            row.get("high")?,
            row.get("unit")?,
            row.get("period")?,
            row.get("as_printed")?,
            publication(row.get("source")?)?,
            "recorded",
        ]);
    }
    market_facts(sources, &mut table)?;
    Ok(table)
}

/// Local codes for subjects that have no official one; the sector and the country are `*`.
fn subject_of(fact: &str) -> &'static str {
    match fact {
        "F06" | "F07" => "X-PENINSULA",
        "F10" => "X-SOUTH",
        "F11" => "X-ARDEN",
        "F12" => "0AX",
        "F13" => "X-GEM",
        "F25" | "F26" | "F27" => "0AT",
        "F34" => "0CG",
        "F35" => "0CC",
        "F36" => "X-YORKSHIRE-HUMBER",
        _ => "*",
    }
}

fn publication(printed: &str) -> Result<&'static str> {
    Ok(match printed {
        "HSJ, October 2013" => "hsj-2013-10",
        "HSJ, May 2012" => "hsj-2012-05",
        "NHS Commissioning Board Authority, Outcome of Checkpoint 2" => "nhscba-checkpoint-2",
        "HSJ freedom-of-information report, 2014" => "hsj-2014-foi",
        "HSJ 2014; House of Lords 2014; Guardian 2014" => "staff-counts-2014",
        "HSJ, April and May 2014" => "hsj-2014-04-and-05",
        "HSJ, c. May 2014" => "hsj-2014-05",
        "HSJ, April 2014" => "hsj-2014-04",
        "HSJ, autumn 2011" => "hsj-2011-autumn",
        "HSJ, 2011" => "hsj-2011",
        "National Audit Office, 2013" => "nao-2013",
        "HSJ with NHS Clinical Commissioners, 2013" => "hsj-nhscc-2013",
        "HSJ, c. January 2014" => "hsj-2014-01",
        "Digital Health, April 2014" => "digital-health-2014-04",
        "Healthcare Leader, 23 April 2013" => "healthcare-leader-2013-04",
        "HSJ, c. September 2015" => "hsj-2015-09",
        other => return Err(format!("no source for the publication {other:?}")),
    })
}

/// Id, words of the fact in the source, subject.
const MARKET_FACTS: [(&str, &str, &str); 14] = [
    ("M01", "South, Central and West CSU CCG customers", "0DF"),
    ("M02", "South, Central and West CSU population", "0DF"),
    ("M03", "Midlands and Lancashire CSU CCG customers", "0CX"),
    ("M04", "Arden and Greater East Midlands CSU CCG customers", "0DE"),
    ("M05", "operational CSUs", "*"),
    ("M06", "North of England CSU income", "0AR"),
    ("M07", "CSU budgets estimated before start", "*"),
    ("M08", "Yorkshire and Humber plus North West CSU turnover", "X-YORKSHIRE-HUMBER;X-NORTH-WEST"),
    ("M09", "North West CSU CCG customers", "X-NORTH-WEST"),
    ("M10", "North West CSU population", "X-NORTH-WEST"),
    ("M11", "Yorkshire and Humber CSU CCG customers", "X-YORKSHIRE-HUMBER"),
    ("M12", "Yorkshire and Humber CSU business", "X-YORKSHIRE-HUMBER"),
    ("M13", "lead provider framework value, low", "*"),
    ("M14", "lead provider framework value, high", "*"),
];

fn market_facts(sources: &Sources, table: &mut Table) -> Result<()> {
    for (id, words, subject) in MARKET_FACTS {
        let mut found = None;
        for row in sources.market_facts.rows() {
            if row.get("fact")? == words {
                found = Some(row);
            }
        }
        let row = found.ok_or_else(|| format!("no market fact {words:?}"))?;
        let (value, unit, printed) = in_ones(row)?;
        let (period, source) = (row.get("period")?, page(row.get("source_url")?)?);
        table.push(row![id, subject, words, value, value, unit, period, printed, source, "recorded"]);
    }
    Ok(())
}

/// The value in ones, its unit, and the figure as the page has it.
fn in_ones(row: Row<'_>) -> Result<(String, &'static str, String)> {
    let (value, printed): (f64, _) = (row.number("value")?, row.get("value")?);
    let (times, unit, printed) = match row.get("unit")? {
        "GBP million" => (1e6, "GBP", format!("£{printed}m")),
        "million" => (1e6, "people", format!("{printed} million")),
        "million, over" => (1e6, "people, over", format!("over {printed} million")),
        "count" => (1.0, "count", printed.to_owned()),
        "count, over" => (1.0, "count, over", format!("over {printed}")),
        "people" => (1.0, "people", printed.to_owned()),
        other => return Err(format!("unit {other:?} is not known")),
    };
    Ok((format!("{:.0}", value * times), unit, printed))
}

fn page(url: &str) -> Result<&'static str> {
    Ok(match url {
        "https://www.digitalhealth.net/?p=39073" => "digital-health-2015",
        "https://www.digitalhealth.net/2015/02/two-csus-miss-framework/" => "digital-health-2015-02",
        "https://en.wikipedia.org/wiki/Commissioning_support_units" => "wikipedia-csus",
        url if url.starts_with("https://www.hsj.co.uk/integrated-care/midlands-csu") => "hsj-2013-12",
        url if url.starts_with("https://www.hsj.co.uk/news/finance/revealed-nhs-england") => "hsj-2014-foi",
        url if url.starts_with("https://hsj.co.uk/integrated-care/revealed-winners") => "hsj-2015-02",
        url if url.starts_with("https://samathieson.com/sa-mathieson/csus-nhs") => "mathieson-670m",
        other => return Err(format!("no source for {other}")),
    })
}

/// Peninsula's plan, and what four units' plans would mean for each of their customers.
pub fn plans(
    sources: &Sources,
    links: &BTreeMap<String, Link>,
    people: &BTreeMap<String, i128>,
) -> Result<Table> {
    let peninsula = sources.press_facts.rows().find(|row| row.get("fact_id") == Ok("F06"));
    let turnover: i128 = peninsula.ok_or("no fact F06")?.number("low")?;
    let mut table = Table::new("plans")?;
    table.push(row!["X-PENINSULA", "*", "*", "2013/14", pounds(turnover * 100), "", "hsj-2012-05"]);
    for (unit, pence_a_head) in PLANNED_PENCE_A_HEAD {
        for buyer in links.iter().filter(|(_, link)| link.unit == unit).map(|(buyer, _)| buyer) {
            let people = people.get(buyer).ok_or_else(|| format!("no people for {buyer}"))?;
            let income = pounds(pence_a_head * people);
            table.push(row![unit, "*", buyer, "2013/14", income, "", "derived-from-plans-2012"]);
        }
    }
    Ok(table)
}

/// Asked for in 2013, never published: a header says that we looked.
pub fn nothing_published() -> Result<Vec<Table>> {
    ["quality", "satisfaction"].into_iter().map(Table::new).collect()
}
