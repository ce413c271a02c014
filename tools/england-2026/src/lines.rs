//! What the modelled unit's customers pay it.

use england_2013::model::{FROM_CCGS, Weight};
use england_2013::money::{pounds, rounded};
use england_2013::services::funding;
use england_2013::table::Table;
use england_2013::{Result, row};

use crate::model::{ENVELOPE_PENCE, REGION, UNIT, weights};
use crate::sources::Sources;

/// One board, one service.
pub struct Line {
    pub board: String,
    pub people: i128,
    pub weight: &'static Weight,
    pub pence: i128,
}

/// Every line of the region's boards, priced: the share of the envelope that support units had of the allowances
/// of 2013/14, by the weights of that year's services.
pub fn priced(sources: &Sources) -> Result<Vec<Line>> {
    let mut allowances_2013 = 0;
    for ccg in sources.ccgs.rows() {
        let pounds: i128 = ccg.number("rca_2013_14_est_gbp")?;
        allowances_2013 += pounds * 100;
    }
    let mut lines = Vec::new();
    for board in sources.boards.rows().filter(|board| board.get("region_code") == Ok(REGION)) {
        let people: i128 = board.number("registered_2025_26")?;
        for weight in weights() {
            let envelope = people * ENVELOPE_PENCE * FROM_CCGS;
            let pence = rounded(envelope * weight.percent, allowances_2013 * 100);
            lines.push(Line { board: board.get("ods_code")?.to_owned(), people, weight, pence });
        }
    }
    Ok(lines)
}

/// What all pay for one service, pence a year.
pub fn income(lines: &[Line], service: &str) -> i128 {
    lines.iter().filter(|line| line.weight.service == service).map(|line| line.pence).sum()
}

/// The people of all boards that buy a service.
pub fn people(lines: &[Line], service: &str) -> i128 {
    lines.iter().filter(|line| line.weight.service == service).map(|line| line.people).sum()
}

/// The table of agreement lines. A line's volume is left blank, which means its buyer's registered people.
pub fn table(lines: &[Line]) -> Result<Table> {
    let mut table = Table::new("agreement_lines")?;
    for line in lines {
        let service = line.weight.service;
        table.push(row![
            format!("{}-{UNIT}-{service}", line.board),
            line.board,
            UNIT,
            service,
            pounds(line.pence),
            "",
            "cost_share",
            funding(service),
            "2026-04-01",
            "",
            6,
            "ballast-2026-lines",
            "assumed",
        ]);
    }
    Ok(table)
}
