//! What became of each body: commissioners by overlay of maps and by the official list, units by hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::raw::{Row, Sources};
use crate::row;
use crate::table::Table;

/// Integrated care boards take over from every commissioner still open.
pub const BOARDS_START: &str = "2022-07-01";

/// The only change of area without a change of code: south Cumbria went to Lancashire North, then called
/// Morecambe Bay, in 2017 (the day is assumed).
///
/// A row from a body to itself is the part that stayed.
const AREA_MOVED: &str = "2017-04-01";

/// Shares above this, in per cent, are all of a body.
const WHOLE: f64 = 99.9;

/// Commissioners step by step to their board, then the units.
pub fn table(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("successions")?;
    let closed = closing_days(sources)?;
    let mut reached = BTreeSet::new();
    for row in sources.became.rows() {
        let from = row.get("ccg13_code")?;
        let day = closed.get(from).copied().unwrap_or_default();
        let share = row.number::<f64>("area_share")? * 100.0;
        let unchanged = row.get("same_code")? == "yes" && share > WHOLE;
        if unchanged || !first_map_after(day, row)? {
            continue;
        }
        let to = row.get("to_code")?;
        reached.insert(to);
        let kind = if share < WHOLE { "split" } else { "merge" };
        let effective = if day.is_empty() { AREA_MOVED.to_owned() } else { day_after(day)? };
        table.push(row![from, to, effective, percent(share), kind]);
    }
    second_steps(sources, &closed, &reached, &mut table)?;
    to_boards(sources, &reached, &mut table)?;
    for row in sources.unit_successions.rows() {
        let (from, to) = (row.get("from_code")?, row.get("to_code")?);
        let (when, share) = (row.get("effective_date")?, row.get("share_percent")?);
        table.push(row![from, to, when, share, row.get("kind")?]);
    }
    Ok(table)
}

fn closing_days(sources: &Sources) -> Result<BTreeMap<&str, &str>> {
    sources.commissioners.rows().map(|row| Ok((row.get("code")?, row.get("closed")?))).collect()
}

/// There are maps of 2020 and 2021; the first one after a body closed shows its successor.
fn first_map_after(closed: &str, row: Row<'_>) -> Result<bool> {
    let year = if closed < "2020-04-01" { "2020" } else { "2021" };
    Ok(row.get("map_year")? == year)
}

/// A successor that closed before the boards has a successor of its own: where the 2021 map puts its area.
fn second_steps(
    sources: &Sources,
    closed: &BTreeMap<&str, &str>,
    reached: &BTreeSet<&str>,
    table: &mut Table,
) -> Result<()> {
    let map = |year: &'static str| sources.became.rows().map(move |row| (row, year));
    let mut steps = BTreeSet::new();
    for (row, year) in map("2020") {
        let via = row.get("to_code")?;
        let day = closed.get(via).copied().unwrap_or_default();
        if row.get("map_year")? != year || day.is_empty() || !reached.contains(via) {
            continue;
        }
        for (later, year) in map("2021") {
            if later.get("map_year")? == year && later.get("ccg13_code")? == row.get("ccg13_code")? {
                steps.insert((via, later.get("to_code")?, day_after(day)?));
            }
        }
    }
    for (from, to, day) in steps {
        table.push(row![from, to, day, percent(100.0), "merge"]);
    }
    Ok(())
}

fn to_boards(sources: &Sources, reached: &BTreeSet<&str>, table: &mut Table) -> Result<()> {
    for row in sources.commissioners.rows() {
        let code = row.get("code")?;
        let known = row.get("existed_in_2013")? == "yes" || reached.contains(code) || in_2021(sources, code)?;
        if known && row.get("closed")?.is_empty() {
            table.push(row![code, row.get("icb_code")?, BOARDS_START, percent(100.0), "merge"]);
        }
    }
    Ok(())
}

fn in_2021(sources: &Sources, code: &str) -> Result<bool> {
    for row in sources.became.rows() {
        if row.get("to_code")? == code && row.get("map_year")? == "2021" {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One decimal, and none where it is nought.
fn percent(share: f64) -> String {
    let printed = format!("{share:.1}");
    printed.strip_suffix(".0").map_or(printed.clone(), str::to_owned)
}

/// Bodies here close on the last day of March: the day after is the first of April.
fn day_after(day: &str) -> Result<String> {
    day.strip_suffix("-03-31")
        .map(|year| format!("{year}-04-01"))
        .ok_or_else(|| format!("closed on {day}: not the end of a financial year"))
}
