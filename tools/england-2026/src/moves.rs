//! Where each board would take its services when the unit closes (assumed; no board has said so).

use england_2013::money::pounds;
use england_2013::table::Table;
use england_2013::{Result, row};

use crate::lines::Line;
use crate::model::{CLOSES, UNIT, host_of};

/// The service that nobody in the region can host: it needs five million people.
const TOO_SMALL_TO_HOST: &str = "business-intelligence";

/// Two moves of each board: business intelligence to a framework supplier, the rest to a host or in house.
pub fn table(lines: &[Line]) -> Result<Table> {
    let mut table = Table::new("moves")?;
    let mut boards: Vec<&str> = lines.iter().map(|line| line.board.as_str()).collect();
    boards.dedup();
    for board in boards {
        let (kind, to) = match host_of(board) {
            Some((host, _)) if host != board => ("shared", host),
            _ => ("in_house", ""),
        };
        for (part, kind, to) in [("most", kind, to), ("bi", "framework", "X-FRAMEWORK")] {
            let taken = |line: &&Line| {
                line.board == board && (line.weight.service == TOO_SMALL_TO_HOST) == (part == "bi")
            };
            let services: Vec<&str> = lines.iter().filter(taken).map(|line| line.weight.service).collect();
            let amount = pounds(lines.iter().filter(taken).map(|line| line.pence).sum());
            table.push(row![
                format!("2027-{board}-{part}"),
                "",
                board,
                UNIT,
                services.join(";"),
                kind,
                to,
                CLOSES,
                amount,
                "intended",
                "",
                "ballast-2026-moves",
                "assumed",
            ]);
        }
    }
    Ok(table)
}
