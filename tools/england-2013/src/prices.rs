//! What every line costs: printed sums first, then rates a head, then whatever is left of the sector's total.

use std::collections::BTreeMap;

use crate::Result;
use crate::links::Link;
use crate::model::{
    FROM_CCGS, FROM_NHS_ENGLAND, FROM_OTHERS, NORTH_OF_ENGLAND, NORTH_WEST_LONDON, PLANNED_PENCE_A_HEAD,
    PRINTED, WEIGHTS,
};
use crate::money::{pounds, rounded, share};
use crate::row;
use crate::services::{self, funding};
use crate::table::Table;
use crate::units::UNITS;

/// One buyer, one unit, one service.
pub struct Line {
    pub buyer: String,
    pub unit: String,
    /// Place in [`WEIGHTS`].
    pub service: usize,
    /// The buyer's registered people, or their equivalent.
    pub people: i128,
    pub pence: i128,
    /// A printed sum or rate fixes the price.
    pub fixed_by_print: bool,
    pub source: &'static str,
}

/// All lines, commissioners' first, each part in order of buyer, unit and service.
pub struct Market {
    pub lines: Vec<Line>,
    /// How many of the lines are commissioners'.
    pub from_ccgs: usize,
}

impl Market {
    pub fn ccg_lines(&self) -> &[Line] {
        &self.lines[..self.from_ccgs]
    }

    /// A unit's income from all customers, by service.
    pub fn income(&self, unit: &str) -> [i128; WEIGHTS.len()] {
        by_service(self.lines.iter().filter(|l| l.unit == unit), |l| l.pence)
    }

    /// What a unit's commissioners pay for each service.
    pub fn ccg_income(&self, unit: &str) -> [i128; WEIGHTS.len()] {
        by_service(self.ccg_lines().iter().filter(|l| l.unit == unit), |l| l.pence)
    }

    /// The volume a unit serves, by service.
    pub fn volume(&self, unit: &str) -> [i128; WEIGHTS.len()] {
        by_service(self.lines.iter().filter(|l| l.unit == unit), |l| l.people)
    }

    /// The people of a unit's commissioners; every commissioner buys every service.
    pub fn people(&self, unit: &str) -> i128 {
        self.ccg_lines().iter().filter(|l| l.unit == unit && l.service == 0).map(|l| l.people).sum()
    }
}

fn by_service<'a>(
    lines: impl Iterator<Item = &'a Line>,
    figure: impl Fn(&Line) -> i128,
) -> [i128; WEIGHTS.len()] {
    let mut sums = [0; WEIGHTS.len()];
    for line in lines {
        sums[line.service] += figure(line);
    }
    sums
}

/// Prices every line, so that the recorded totals hold to the penny.
pub fn market(links: &BTreeMap<String, Link>, people: &BTreeMap<String, i128>) -> Result<Market> {
    let mut lines = unpriced(links, people)?;
    price_printed_sums(&mut lines)?;
    for (unit, pence_a_head) in PLANNED_PENCE_A_HEAD {
        price_at_rate(&mut lines, unit, pence_a_head);
    }
    for (unit, total) in [NORTH_WEST_LONDON, NORTH_OF_ENGLAND] {
        price_rest(&mut lines, total, true, |line| line.unit == unit);
    }
    let left = FROM_CCGS - lines.iter().map(|l| l.pence).sum::<i128>();
    price_rest(&mut lines, left, false, |_| true);
    let mut market = Market { from_ccgs: lines.len(), lines };
    for (buyer, total) in [("X-NHSE", FROM_NHS_ENGLAND), ("X-OTHER", FROM_OTHERS)] {
        let more = national_customer(&market, buyer, total);
        market.lines.extend(more);
    }
    Ok(market)
}

fn unpriced(links: &BTreeMap<String, Link>, people: &BTreeMap<String, i128>) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (buyer, link) in links {
        let people = *people.get(buyer).ok_or_else(|| format!("no registered people for {buyer}"))?;
        for service in 0..WEIGHTS.len() {
            let (buyer, unit) = (buyer.clone(), link.unit.clone());
            lines.push(Line {
                buyer,
                unit,
                service,
                people,
                pence: 0,
                fixed_by_print: false,
                source: link.source,
            });
        }
    }
    Ok(lines)
}

fn price_printed_sums(lines: &mut [Line]) -> Result<()> {
    for printed in &PRINTED {
        let wanted: Vec<usize> =
            printed.services.iter().map(|s| services::position(s)).collect::<Result<_>>()?;
        price_rest(lines, printed.pence, true, |line| {
            printed.buyers.contains(&line.buyer.as_str()) && wanted.contains(&line.service)
        });
    }
    Ok(())
}

fn price_at_rate(lines: &mut [Line], unit: &str, pence_a_head: i128) {
    let weighted: i128 = lines.iter().filter(|l| l.unit == unit && l.pence == 0).map(weight).sum();
    price_rest(lines, rounded(pence_a_head * weighted, 100), true, |line| line.unit == unit);
}

/// Shares a total over the lines of a kind that have no price yet, by people × weight.
fn price_rest(lines: &mut [Line], total: i128, by_print: bool, of_kind: impl Fn(&Line) -> bool) {
    let chosen: Vec<usize> =
        (0..lines.len()).filter(|&i| lines[i].pence == 0 && of_kind(&lines[i])).collect();
    let weights: Vec<i128> = chosen.iter().map(|&i| weight(&lines[i])).collect();
    for (i, pence) in chosen.into_iter().zip(share(total, &weights)) {
        lines[i].pence = pence;
        lines[i].fixed_by_print = by_print;
    }
}

fn weight(line: &Line) -> i128 {
    line.people * WEIGHTS[line.service].percent
}

/// A customer of every unit, in proportion to what the unit earns from commissioners; its volume is in
/// people-equivalents at the price that the unit's commissioners pay.
fn national_customer(market: &Market, buyer: &str, total: i128) -> Vec<Line> {
    let places: Vec<(&str, usize)> =
        UNITS.iter().flat_map(|unit| (0..WEIGHTS.len()).map(move |service| (*unit, service))).collect();
    let weights: Vec<i128> = places
        .iter()
        .map(|(unit, service)| market.ccg_income(unit).iter().sum::<i128>() * WEIGHTS[*service].percent)
        .collect();
    let priced = places.into_iter().zip(share(total, &weights));
    priced
        .map(|((unit, service), pence)| Line {
            buyer: buyer.to_owned(),
            unit: unit.to_owned(),
            service,
            people: rounded(pence * market.people(unit), market.ccg_income(unit)[service]),
            pence,
            fixed_by_print: false,
            source: "lines-national-customers",
        })
        .collect()
}

/// The table of agreement lines; a commissioner's volume is left blank, which means its registered people.
pub fn table(market: &Market) -> Result<Table> {
    let mut table = Table::new("agreement_lines")?;
    for (at, line) in market.lines.iter().enumerate() {
        let service = WEIGHTS[line.service].service;
        table.push(row![
            format!("{}-{}-{service}", line.buyer, line.unit),
            line.buyer,
            line.unit,
            service,
            pounds(line.pence),
            if at < market.from_ccgs { String::new() } else { line.people.to_string() },
            "cost_share",
            funding(service),
            "2013-04-01",
            "",
            6,
            line.source,
            if line.fixed_by_print { "derived" } else { "assumed" },
        ]);
    }
    Ok(table)
}
