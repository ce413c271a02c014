//! Every organisation the register names: 2013's, what became of them, and a few with local codes.

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::raw::Sources;
use crate::row;
use crate::successions::BOARDS_START;
use crate::table::{Table, columns};

/// The day before the integrated care boards: a commissioner whose code lives on as a part of a board ends here.
const LAST_DAY_OF_CCGS: &str = "2022-06-30";

/// The bodies, each in its own part of the file's making.
pub fn table(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("bodies")?;
    commissioners_of_2013(sources, &mut table)?;
    area_teams_and_regions(sources, &mut table)?;
    later_commissioners(sources, &mut table)?;
    boards(sources, &mut table)?;
    for row in sources.local_bodies.rows() {
        let cells = columns("bodies")?.into_iter().map(|column| row.get(column).map(str::to_owned));
        table.push(cells.collect::<Result<_>>()?);
    }
    Ok(table)
}

fn commissioners_of_2013(sources: &Sources, table: &mut Table) -> Result<()> {
    for row in sources.ccgs.rows() {
        let closed = match row.get("closed")? {
            "" => LAST_DAY_OF_CCGS,
            day => day,
        };
        table.push(row![
            row.get("ods_code")?,
            row.get("name")?,
            "commissioner",
            row.get("region_code")?,
            row.get("area_team_code")?,
            row.get("opened")?,
            closed,
        ]);
    }
    Ok(())
}

fn area_teams_and_regions(sources: &Sources, table: &mut Table) -> Result<()> {
    let mut regions = BTreeMap::new();
    for row in sources.area_teams.rows() {
        let region = row.get("region_code")?;
        regions.insert(region, row.get("region_name")?);
        let (code, name) = (row.get("area_team_code")?, row.get("area_team_name")?);
        table.push(row![code, name, "oversight", region, region, "2013-04-01", "2015-03-31"]);
    }
    for (code, name) in &regions {
        table.push(row![code, name, "oversight", "", "X-NHSE", "2013-04-01", ""]);
    }
    let mut later = BTreeMap::new();
    for row in sources.icbs.rows() {
        later.insert(row.get("region_code")?, row.get("region_name")?);
    }
    for (code, name) in later.iter().filter(|(code, _)| !regions.contains_key(*code)) {
        table.push(row![code, name, "oversight", "", "X-NHSE", BOARDS_START, ""]);
    }
    Ok(())
}

/// Commissioners that began after 2013 and took over the area of one that began then.
fn later_commissioners(sources: &Sources, table: &mut Table) -> Result<()> {
    let first: BTreeSet<&str> = sources.ccgs.rows().map(|row| row.get("ods_code")).collect::<Result<_>>()?;
    let mut names = BTreeMap::new();
    for row in sources.became.rows() {
        names.insert(row.get("to_code")?, row.get("to_name")?);
    }
    for row in sources.commissioners.rows() {
        let code = row.get("code")?;
        let Some(name) = names.get(code).filter(|_| !first.contains(code)) else { continue };
        let closed = match row.get("closed")? {
            "" => LAST_DAY_OF_CCGS,
            day => day,
        };
        let region = row.get("region_code")?;
        table.push(row![code, name, "commissioner", region, region, row.get("opened")?, closed]);
    }
    Ok(())
}

fn boards(sources: &Sources, table: &mut Table) -> Result<()> {
    for row in sources.icbs.rows() {
        let region = row.get("region_code")?;
        let (code, name) = (row.get("ods_code")?, row.get("name")?);
        table.push(row![code, name, "commissioner", region, region, BOARDS_START, ""]);
    }
    Ok(())
}
