//! What each service would cost elsewhere (assumed): in house, from a framework supplier, or by a body's own estimate.

use crate::Result;
use crate::model::{
    FRAMEWORK_PERCENT, HOSTING_FIXED_PERCENT, HOSTS_ITS_OWN, MIDDLING_PEOPLE, NORTH_OF_ENGLAND,
    NORTH_WEST_LONDON, OWN_FIXED_PERCENT, OWN_PERCENT, OWN_PERCENT_AT_SCALE, OWN_SWITCHING_PERCENT, PRINTED,
    SWITCHING_PERCENT, WEIGHTS,
};
use crate::money::{fine_pounds, pounds, rounded};
use crate::prices::{Line, Market};
use crate::row;
use crate::table::Table;
use crate::units::UNITS;

/// Millionths of a pound in a penny.
const MICRO: i128 = 10_000;

/// A price a head as a fraction: pence over people.
#[derive(Clone, Copy)]
struct Rate {
    pence: i128,
    people: i128,
}

impl Rate {
    /// A per cent of the rate, in millionths of a pound.
    fn micro(self, percent: i128) -> i128 {
        rounded(self.pence * percent * MICRO, self.people * 100)
    }

    /// A per cent of what so many people would pay, in pence.
    fn pence_for(self, people: i128, percent: i128) -> i128 {
        rounded(self.pence * people * percent, self.people * 100)
    }
}

/// One row before it is printed.
struct Offer<'a> {
    buyer: &'a str,
    service: &'static str,
    kind: &'static str,
    fixed: i128,
    per_volume_micro: i128,
    switching: i128,
    lead_months: u8,
}

impl Offer<'_> {
    fn push(&self, table: &mut Table, source: &str) {
        let who = if self.buyer == "*" { "any" } else { self.buyer };
        let framework = self.kind == "framework";
        table.push(row![
            format!("{who}-{}-{}", self.service, self.kind.replace('_', "-")),
            self.buyer,
            self.service,
            self.kind,
            if framework { "X-FRAMEWORK" } else { "" },
            pounds(self.fixed),
            fine_pounds(self.per_volume_micro),
            "",
            "",
            0,
            pounds(self.switching),
            5,
            self.lead_months,
            source,
            "assumed",
        ]);
    }
}

pub fn table(market: &Market) -> Result<Table> {
    let mut table = Table::new("alternatives")?;
    for (service, rate) in national_rates(market).into_iter().enumerate() {
        hosting("*", service, rate).push(&mut table, "ballast-model-alternatives");
        framework("*", service, rate).push(&mut table, "ballast-model-alternatives");
    }
    wider_scope(market, &mut table);
    national_customers(market, &mut table);
    own_estimates(market, &mut table);
    Ok(table)
}

/// The mean price a head over all commissioners, by service.
fn national_rates(market: &Market) -> Vec<Rate> {
    let mut rates = vec![Rate { pence: 0, people: 0 }; WEIGHTS.len()];
    for line in market.ccg_lines() {
        rates[line.service].pence += line.pence;
        rates[line.service].people += line.people;
    }
    rates
}

fn unit_rate(market: &Market, unit: &str, service: usize) -> Rate {
    Rate { pence: market.ccg_income(unit)[service], people: market.people(unit) }
}

/// Fixed at a quarter of the cost at the break-even size, the rest by the head.
fn hosting(buyer: &str, service: usize, rate: Rate) -> Offer<'_> {
    let weight = &WEIGHTS[service];
    let fixed = rate.pence_for(weight.break_even_people, HOSTING_FIXED_PERCENT);
    let a_year = fixed + rate.pence_for(MIDDLING_PEOPLE, 100 - HOSTING_FIXED_PERCENT);
    Offer {
        buyer,
        service: weight.service,
        kind: "in_house",
        fixed,
        per_volume_micro: rate.micro(100 - HOSTING_FIXED_PERCENT),
        switching: rounded(a_year * SWITCHING_PERCENT, 100),
        lead_months: 9,
    }
}

/// All by the head, dearer than a unit.
fn framework(buyer: &str, service: usize, rate: Rate) -> Offer<'_> {
    let a_year = rate.pence_for(MIDDLING_PEOPLE, FRAMEWORK_PERCENT);
    Offer {
        buyer,
        service: WEIGHTS[service].service,
        kind: "framework",
        fixed: 0,
        per_volume_micro: rate.micro(FRAMEWORK_PERCENT),
        switching: rounded(a_year * SWITCHING_PERCENT, 100),
        lead_months: 9,
    }
}

/// Two units whose recorded income is high for their people: read as a wider service, so the same service
/// elsewhere costs more too. Without these rows their customers would leave before anything happened.
fn wider_scope(market: &Market, table: &mut Table) {
    let wider = [NORTH_WEST_LONDON.0, NORTH_OF_ENGLAND.0];
    for line in market.ccg_lines().iter().filter(|l| wider.contains(&l.unit.as_str())) {
        let rate = unit_rate(market, &line.unit, line.service);
        hosting(&line.buyer, line.service, rate).push(table, "ballast-model-alternatives-wider");
        framework(&line.buyer, line.service, rate).push(table, "ballast-model-alternatives-wider");
    }
}

/// Customers of every unit have one row for a service, not one for each unit: it is set against the dearest
/// unit, so that a difference between units isn't read as a wish to leave.
fn national_customers(market: &Market, table: &mut Table) {
    for service in 0..WEIGHTS.len() {
        let rates = UNITS.iter().map(|unit| unit_rate(market, unit, service));
        let dearest = rates.max_by_key(|rate| (rate.micro(100), rate.people));
        for buyer in ["X-NHSE", "X-OTHER"] {
            if let Some(rate) = dearest {
                framework(buyer, service, rate).push(table, "ballast-model-alternatives-national");
            }
        }
    }
}

/// Bodies that said they would leave: their own estimate was never published.
fn own_estimates(market: &Market, table: &mut Table) {
    for line in market.ccg_lines() {
        let service = WEIGHTS[line.service].service;
        let left =
            PRINTED.iter().any(|p| p.buyers.contains(&line.buyer.as_str()) && p.services.contains(&service));
        if left {
            own(line, OWN_PERCENT).push(table, "ballast-model-alternatives-leavers");
        } else if line.buyer == HOSTS_ITS_OWN {
            own(line, OWN_PERCENT_AT_SCALE).push(table, "ballast-model-alternatives-leavers");
        }
    }
}

fn own(line: &Line, percent: i128) -> Offer<'_> {
    let rate = Rate { pence: line.pence * percent, people: line.people * 100 };
    Offer {
        buyer: &line.buyer,
        service: WEIGHTS[line.service].service,
        kind: "in_house",
        fixed: rate.pence_for(line.people, OWN_FIXED_PERCENT),
        per_volume_micro: rate.micro(100 - OWN_FIXED_PERCENT),
        switching: rate.pence_for(line.people, OWN_SWITCHING_PERCENT),
        lead_months: 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_per_cents_and_hosting_breaks_even_at_900_000_people() {
        assert_eq!(WEIGHTS.iter().map(|w| w.percent).sum::<i128>(), 100);
        let weighted: i128 = WEIGHTS.iter().map(|w| w.percent * w.break_even_people).sum();
        assert_eq!(weighted, 100 * 900_000);
        assert!(WEIGHTS.iter().all(|w| w.break_even_people >= 700_000));
        assert!(WEIGHTS.windows(2).all(|pair| pair[0].service < pair[1].service));
    }

    #[test]
    fn hosting_costs_the_price_at_its_break_even() {
        let rate = Rate { pence: 200, people: 1 };
        let offer = hosting("*", 0, rate);
        let people = WEIGHTS[0].break_even_people;
        assert_eq!(offer.fixed + offer.per_volume_micro * people / MICRO, 200 * people);
    }
}
