use std::collections::BTreeSet;

use register::tables::{Fact, Role};
use vocabulary::{Code, Pence};

use crate::facts::{about_all, one_value};
use crate::lines::Market;

/// One part of a recorded total beside the lines of the buyers that it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'a> {
    /// What was printed.
    pub fact: &'a Fact,
    /// The amount of it.
    pub recorded: Pence,
    /// What the lines of those buyers add up to.
    pub of_lines: Pence,
    /// How many buyers these are.
    pub buyers: usize,
}

/// A recorded total beside its recorded parts and beside the lines. Nothing is smeared: differences stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Reconciliation<'a> {
    /// The total as printed.
    pub total: Part<'a>,
    /// Its parts as printed; may be empty.
    pub parts: Vec<Part<'a>>,
}

impl Reconciliation<'_> {
    /// What the printed parts add up to.
    pub fn parts_recorded(&self) -> Pence {
        self.parts.iter().map(|part| part.recorded).sum()
    }

    /// The printed total less its printed parts.
    pub fn unexplained(&self) -> Pence {
        self.total.recorded - self.parts_recorded()
    }
}

/// Recorded totals against the lines.
///
/// Totals are found by the words of the table `facts`, as `england-2013` has them (F19 and F21 to F23, M06):
/// a fact in `GBP` whose measure is `turnover` or ends in `income` or `turnover`, about all bodies or about
/// suppliers that have lines. Parts of a total about all are facts of the same period in `GBP` whose measure
/// begins `income from`: what follows is the name of a buyer, the register's word for commissioners (then: the
/// commissioners whose people are known), or begins with `other` (then: all buyers that are left). A register
/// without such facts has none.
pub fn reconciliations<'a>(market: &Market<'a>) -> Vec<Reconciliation<'a>> {
    let facts = &market.snapshot.rows.facts;
    let pounds = |fact: &Fact| {
        let amount = one_value(fact).filter(|_| fact.unit == "GBP")?;
        Some(Pence::round(amount * 100.0))
    };
    let mut found = Vec::new();
    for fact in facts.iter() {
        let is_total = ["turnover", "income"].iter().any(|word| fact.measure.0.ends_with(word));
        let Some(recorded) = pounds(fact).filter(|_| is_total) else { continue };
        if about_all(fact) {
            let total = Part { fact, recorded, of_lines: market.spend(), buyers: market.buyers().len() };
            let of_it = |part: &&Fact| {
                about_all(part) && part.period == fact.period && part.measure.0.starts_with("income from ")
            };
            let parts = facts.iter().filter(of_it).filter_map(|part| Some((part, pounds(part)?)));
            found.push(Reconciliation { total, parts: parts_of(market, parts.collect()) });
            continue;
        }
        let units = &fact.subject_code.0;
        let supplied = market.units();
        if units.iter().all(|unit| supplied.contains(unit)) {
            let lines = market.lines.iter().filter(|line| units.contains(&line.supplier_code));
            let of_lines = lines.clone().map(|line| line.annual_gbp).sum();
            let buyers: BTreeSet<&Code> = lines.map(|line| &line.buyer_code).collect();
            let total = Part { fact, recorded, of_lines, buyers: buyers.len() };
            found.push(Reconciliation { total, parts: Vec::new() });
        }
    }
    found
}

/// Gives each buyer to the part that speaks of it: by name first, then commissioners, then all others.
fn parts_of<'a>(market: &Market<'a>, facts: Vec<(&'a Fact, Pence)>) -> Vec<Part<'a>> {
    let snapshot = market.snapshot;
    let commissioners = snapshot.label("commissioner", true);
    let said = |fact: &'a Fact| fact.measure.0.trim_start_matches("income from ");
    let mut left = market.buyers();
    let mut claimed: Vec<BTreeSet<&Code>> = vec![BTreeSet::new(); facts.len()];
    for pass in 0..3 {
        for ((fact, _), mine) in facts.iter().zip(&mut claimed) {
            let who = said(fact);
            let is_mine = |code: &&Code| match pass {
                0 => snapshot.name_of(code.as_str()) == who,
                1 => {
                    let commissions =
                        snapshot.body(code).is_some_and(|body| body.roles.0.contains(&Role::Commissioner));
                    who == commissioners && commissions && market.people(code).is_some()
                }
                _ => who.starts_with("other"),
            };
            mine.extend(left.iter().copied().filter(is_mine));
            left.retain(|code| !mine.contains(code));
        }
    }
    let spend = market.by_buyer();
    let sum = |codes: &BTreeSet<&Code>| {
        codes.iter().filter_map(|code| spend.get(code)).map(Market::spend).sum::<Pence>()
    };
    let parts = facts.into_iter().zip(claimed);
    parts
        .map(|((fact, recorded), mine)| Part { fact, recorded, of_lines: sum(&mine), buyers: mine.len() })
        .collect()
}
