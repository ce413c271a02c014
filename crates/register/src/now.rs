//! As it was, as it is now: the same facts under the bodies of today.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Basis, Code, Date, Pence, apportion};

use crate::Snapshot;
use crate::tables::cell::Quantity;
use crate::tables::{AgreementLine, Allowance, Population, Succession};

impl Snapshot {
    /// The bodies of today that follow a body which existed on a day, each with its share of it, per cent; a body
    /// that nothing followed is its own. Shares add up to 100.
    ///
    /// Steps are taken in the order of their dates; those of one day together. A step from a body to itself is
    /// the part that stayed.
    pub fn todays(&self, body: &Code, since: Date) -> Vec<(Code, f64)> {
        let mut shares: BTreeMap<Code, f64> = BTreeMap::from([(body.clone(), 100.0)]);
        let later = self.rows.successions.iter().filter(|step| step.effective_date > since);
        let days: BTreeSet<Date> = later.clone().map(|step| step.effective_date).collect();
        for day in days {
            let mut after: BTreeMap<Code, f64> = BTreeMap::new();
            for (code, share) in shares {
                let steps: Vec<&Succession> = later
                    .clone()
                    .filter(|step| step.effective_date == day && step.from_code == code)
                    .collect();
                let whole: f64 = steps.iter().map(|step| step.share_percent.0).sum();
                if whole <= 0.0 {
                    *after.entry(code).or_default() += share;
                    continue;
                }
                for step in steps {
                    *after.entry(step.to_code.clone()).or_default() += share * step.share_percent.0 / whole;
                }
            }
            shares = after;
        }
        shares.into_iter().filter(|(_, share)| *share > 0.0).collect()
    }

    /// The same facts under the bodies of today: agreement lines, allowances and people of a day go to whoever
    /// followed their bodies since, in whole pence and people by largest remainder, so that every total stays.
    ///
    /// A line that goes to several has a name for each: the old one with `@` and the codes. What was planned,
    /// said, decided or printed about a body stays under the body as it was. Neighbours are left out: they are
    /// of the old areas. The hash stays that of the register.
    pub fn as_it_is_now(&self, since: Date) -> Snapshot {
        let mut rows = self.rows.clone();
        let mut known: BTreeMap<Code, Vec<(Code, f64)>> = BTreeMap::new();
        let mut todays =
            |code: &Code| known.entry(code.clone()).or_insert_with(|| self.todays(code, since)).clone();
        rows.agreement_lines = Default::default();
        for (number, line) in self.rows.agreement_lines.numbered() {
            let (buyers, suppliers) = (todays(&line.buyer_code), todays(&line.supplier_code));
            for part in parts_of(line, &buyers, &suppliers) {
                rows.agreement_lines.push(number, part);
            }
        }
        let mut allowances: BTreeMap<_, (u32, Allowance)> = BTreeMap::new();
        for (number, row) in self.rows.allowances.numbered() {
            for (code, amount) in shared(row.amount_gbp, &todays(&row.body_code)) {
                let moved = code != row.body_code;
                let key = (code.clone(), row.financial_year);
                let fresh = Allowance { body_code: code, amount_gbp: Pence::ZERO, ..row.clone() };
                let entry = &mut allowances.entry(key).or_insert((number, fresh)).1;
                entry.amount_gbp += amount;
                if moved {
                    entry.basis = weaker(entry.basis, Basis::Derived);
                }
            }
        }
        rows.allowances = Default::default();
        allowances.into_values().for_each(|(number, row)| rows.allowances.push(number, row));
        let mut counts: BTreeMap<_, (u32, Population)> = BTreeMap::new();
        for (number, row) in self.rows.populations.numbered() {
            for (code, people) in shared(Pence(i64::from(row.people)), &todays(&row.body_code)) {
                let key = (code.clone(), row.as_of, row.measure);
                let fresh = Population { body_code: code, people: 0, ..row.clone() };
                let entry = &mut counts.entry(key).or_insert((number, fresh)).1;
                entry.people = entry.people.saturating_add(u32::try_from(people.0).unwrap_or(0));
            }
        }
        rows.populations = Default::default();
        counts.into_values().for_each(|(number, row)| rows.populations.push(number, row));
        rows.neighbours = Default::default();
        Snapshot::new(self.name.clone(), self.all.clone(), rows, self.conflicts.clone())
    }
}

/// An amount shared among bodies.
fn shared(amount: Pence, among: &[(Code, f64)]) -> Vec<(Code, Pence)> {
    let weights: Vec<f64> = among.iter().map(|(_, share)| *share).collect();
    among.iter().map(|(code, _)| code.clone()).zip(apportion(amount, &weights)).collect()
}

/// A line for each pair of a buyer and a supplier of today.
fn parts_of(line: &AgreementLine, buyers: &[(Code, f64)], suppliers: &[(Code, f64)]) -> Vec<AgreementLine> {
    let pairs: Vec<(&Code, &Code, f64)> = buyers
        .iter()
        .flat_map(|(buyer, a)| suppliers.iter().map(move |(supplier, b)| (buyer, supplier, a * b / 100.0)))
        .collect();
    let weights: Vec<f64> = pairs.iter().map(|(_, _, share)| *share).collect();
    let amounts = apportion(line.annual_gbp, &weights);
    let several = pairs.len() > 1;
    let part = |((buyer, supplier, share), annual_gbp): ((&Code, &Code, f64), Pence)| AgreementLine {
        line_id: match several {
            true => Code::new(&format!("{}@{buyer}-{supplier}", line.line_id)),
            false => line.line_id.clone(),
        },
        buyer_code: buyer.clone(),
        supplier_code: supplier.clone(),
        annual_gbp,
        volume: line.volume.map(|volume| Quantity(volume.0 * share / 100.0)),
        basis: if several { weaker(line.basis, Basis::Derived) } else { line.basis },
        ..line.clone()
    };
    pairs.into_iter().zip(amounts).map(part).collect()
}

/// Of two ways of knowing, the less sure.
fn weaker(one: Basis, other: Basis) -> Basis {
    let rank = |basis: Basis| match basis {
        Basis::Recorded => 0,
        Basis::Derived => 1,
        Basis::Assumed => 2,
    };
    if rank(one) >= rank(other) { one } else { other }
}
