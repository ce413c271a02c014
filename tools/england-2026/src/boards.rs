//! The boards as they are: bodies, people, neighbours, and the envelope a head.

use std::collections::BTreeMap;

use england_2013::money::pounds;
use england_2013::table::Table;
use england_2013::{Result, row};

use crate::model::{ENVELOPE_PENCE, UNIT};
use crate::sources::Sources;

/// The day on which the boards began.
const START: &str = "2022-07-01";

/// Boards, regions, NHS England, the modelled unit and a supplier of frameworks.
pub fn bodies(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("bodies")?;
    let mut regions = BTreeMap::new();
    for board in sources.boards.rows() {
        let region = board.get("region_code")?;
        regions.insert(region, board.get("region_name")?);
        let (code, name) = (board.get("ods_code")?, board.get("name")?);
        table.push(row![code, name, "commissioner", region, region, START, ""]);
    }
    for (code, name) in regions {
        table.push(row![code, name, "oversight", "", "X-NHSE", START, ""]);
    }
    table.push(row!["X-NHSE", "NHS England", "oversight", "", "", "2013-04-01", ""]);
    table.push(row![UNIT, "Closing unit (modelled)", "unit", "", "X-NHSE", START, ""]);
    table.push(row!["X-FRAMEWORK", "Framework supplier (modelled)", "supplier", "", "", START, ""]);
    Ok(table)
}

/// Registered people of 2025/26.
pub fn populations(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("populations")?;
    for board in sources.boards.rows() {
        let people: u64 = board.number("registered_2025_26")?;
        let source = "nhs-england-allocations-2025-26";
        table.push(row![board.get("ods_code")?, "2025-04-01", people, "registered", source]);
    }
    Ok(table)
}

/// Both directions of every pair: a shared border, or water between.
pub fn neighbours(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("neighbours")?;
    for pair in sources.adjacency.rows() {
        let (from, to) = (pair.get("from_code")?, pair.get("to_code")?);
        table.push(row![from, to, pair.get("kind")?, pair.get("shared_km")?, "ons-boundaries-2024"]);
    }
    Ok(table)
}

/// The envelope of 2026/27: so much a head of registered people.
pub fn allowances(sources: &Sources) -> Result<Table> {
    let mut table = Table::new("allowances")?;
    for board in sources.boards.rows() {
        let people: i128 = board.number("registered_2025_26")?;
        let amount = pounds(people * ENVELOPE_PENCE);
        table.push(row![board.get("ods_code")?, "2026/27", amount, "healthcare-leader-2025-05", "derived"]);
    }
    Ok(table)
}
