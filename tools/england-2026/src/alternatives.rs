//! What each service would cost a board elsewhere (assumed): in house, with a host, from a framework supplier.

use england_2013::model::{FRAMEWORK_PERCENT, HOSTING_FIXED_PERCENT, SWITCHING_PERCENT};
use england_2013::money::{fine_pounds, pounds, rounded};
use england_2013::table::Table;
use england_2013::{Result, row};

use crate::lines::Line;
use crate::model::{FRAMEWORK_VAT_PERCENT, HOST_ASKS_PERCENT, host_of};

/// Millionths of a pound in a penny.
const MICRO: i128 = 10_000;

/// One row before it is printed; money in pence, the price a head in millionths of a pound.
struct Offer {
    kind: &'static str,
    supplier: &'static str,
    fixed: i128,
    per_head_micro: i128,
    vat_percent: i128,
    lead_months: u8,
}

/// Up to three rows for each line.
pub fn table(lines: &[Line]) -> Result<Table> {
    let mut table = Table::new("alternatives")?;
    for line in lines {
        for offer in [Some(in_house(line)), shared(line, lines), Some(framework(line))].into_iter().flatten()
        {
            let service = line.weight.service;
            let a_year = offer.fixed + offer.per_head_micro * line.people / MICRO;
            table.push(row![
                format!("{}-{service}-{}", line.board, offer.kind.replace('_', "-")),
                line.board,
                service,
                offer.kind,
                offer.supplier,
                pounds(offer.fixed),
                fine_pounds(offer.per_head_micro),
                "",
                "",
                offer.vat_percent,
                pounds(rounded(a_year * SWITCHING_PERCENT, 100)),
                5,
                offer.lead_months,
                "ballast-2026-alternatives",
                "assumed",
            ]);
        }
    }
    Ok(table)
}

/// A per cent of the price a head, in millionths of a pound.
fn micro(line: &Line, percent: i128) -> i128 {
    rounded(line.pence * percent * MICRO, line.people * 100)
}

/// A quarter of the price at the people at which hosting breaks even, whatever the volume, in pence.
fn fixed(line: &Line) -> i128 {
    rounded(line.pence * line.weight.break_even_people * HOSTING_FIXED_PERCENT, line.people * 100)
}

fn in_house(line: &Line) -> Offer {
    Offer {
        kind: "in_house",
        supplier: "",
        fixed: fixed(line),
        per_head_micro: micro(line, 100 - HOSTING_FIXED_PERCENT),
        vat_percent: 0,
        lead_months: 9,
    }
}

/// The same at the people of all that share, each paying by the head, with what the host asks for it. A host has
/// no host.
fn shared(line: &Line, lines: &[Line]) -> Option<Offer> {
    let (host, group) = host_of(&line.board).filter(|(host, _)| *host != line.board)?;
    let shares =
        |other: &&Line| other.weight.service == line.weight.service && group.contains(&other.board.as_str());
    let people: i128 = lines.iter().filter(shares).map(|other| other.people).sum();
    let at_cost = micro(line, 100 - HOSTING_FIXED_PERCENT) + rounded(fixed(line) * MICRO, people);
    let per_head_micro = rounded(at_cost * HOST_ASKS_PERCENT, 100);
    Some(Offer { kind: "shared", supplier: host, fixed: 0, per_head_micro, vat_percent: 0, lead_months: 12 })
}

fn framework(line: &Line) -> Offer {
    let vat_percent = if line.weight.service == "finance" { 0 } else { FRAMEWORK_VAT_PERCENT };
    Offer {
        kind: "framework",
        supplier: "X-FRAMEWORK",
        fixed: 0,
        per_head_micro: micro(line, FRAMEWORK_PERCENT),
        vat_percent,
        lead_months: 9,
    }
}
