//! The tests of `docs/model.md`, section 6, one function each.

use ledger::{Account, Ledger};
use register::rules::{Threshold, ViabilityTest};
use register::{Rulebook, Snapshot};
use vocabulary::{Date, Pence};

use super::{TestRow, UnitVerdict, Verdict, reserve_path};
use crate::book::Sums;
use crate::model::{Model, Numbers};
use crate::timeline::Outcome;

/// Everything that the tests of one run look at.
pub struct Tests<'a> {
    /// The register, for plans and intentions.
    pub snapshot: &'a Snapshot,
    /// Dated thresholds.
    pub rulebook: &'a Rulebook,
    /// The model of the run.
    pub model: &'a Model,
    /// Its numbers.
    pub numbers: &'a Numbers,
    /// Its postings.
    pub ledger: &'a Ledger,
    /// The sums of its postings.
    pub sums: &'a Sums,
    /// What else it left behind.
    pub outcome: &'a Outcome,
}

impl Tests<'_> {
    /// The tests and the answer for one unit.
    pub fn unit(&self, unit: usize) -> (Vec<TestRow>, UnitVerdict) {
        let reserve = reserve_path(self.model, self.numbers, self.sums, unit);
        let mut rows = vec![];
        let lowest = reserve.iter().enumerate().min_by_key(|(month, pence)| (**pence, *month));
        let lowest_reserve = lowest.map_or((Pence::ZERO, 0), |(month, pence)| (*pence, month as u32));
        let fails_from = reserve.iter().position(|pence| *pence < Pence::ZERO).map(|month| month as u32);
        rows.extend(self.threshold(ViabilityTest::CannotFundItself, 0).map(|(threshold, source)| TestRow {
            unit,
            cell: None,
            test: ViabilityTest::CannotFundItself,
            threshold,
            value: lowest_reserve.0.as_f64() / 100.0,
            month: fails_from.unwrap_or(lowest_reserve.1),
            met: fails_from.is_none(),
            source,
        }));
        self.margins(unit, &mut rows);
        self.scale(unit, &mut rows);
        self.critical_mass(unit, &mut rows);
        self.concentration(unit, &mut rows);
        self.plans(unit, &mut rows);
        let verdict = match (fails_from, rows.iter().all(|row| row.met)) {
            (Some(_), _) => Verdict::Fails,
            (None, true) => Verdict::Stands,
            (None, false) => Verdict::Strained,
        };
        (rows, UnitVerdict { verdict, lowest_reserve, fails_from, reserve })
    }

    /// The threshold of a test in force in a month; when none is, the latest before, else none.
    fn threshold(&self, test: ViabilityTest, month: u32) -> Option<(f64, String)> {
        let on: Date = self.model.date(month);
        let rows = || self.rulebook.viability.iter().filter(|row| row.test == test && row.valid_from <= on);
        let in_force = |row: &&Threshold| row.valid_to.is_none_or(|to| to >= on);
        let row = rows().filter(in_force).max_by_key(|row| row.valid_from)?;
        Some((row.threshold.map_or(0.0, |number| number.0), row.source.0.clone()))
    }

    /// Surplus as a share of turnover, by whole financial year.
    fn margins(&self, unit: usize, rows: &mut Vec<TestRow>) {
        let body = self.model.units[unit].body;
        let income = self
            .ledger
            .postings()
            .iter()
            .filter(|posting| posting.to == body && posting.from != Ledger::OUTSIDE);
        let mut turnover = vec![0i64; self.model.months as usize];
        income.for_each(|posting| turnover[posting.month as usize] += posting.amount.0);
        let net = self.sums.of(body);
        let mut month = 0;
        while month + 12 <= self.model.months {
            if self.model.month(month).month_of_year() != 4 {
                month += 1;
                continue;
            }
            let year = month as usize..month as usize + 12;
            let (turned, paid): (i64, i64) = (turnover[year.clone()].iter().sum(), net[year].iter().sum());
            let required = self.model.units[unit].required_margin_percent;
            let threshold = self.threshold(ViabilityTest::Margin, month);
            if let Some((dated, source)) = threshold
                && turned > 0
            {
                let threshold = required.unwrap_or(dated);
                let value = -(paid as f64) / turned as f64 * 100.0;
                let test = ViabilityTest::Margin;
                rows.push(TestRow {
                    unit,
                    cell: None,
                    test,
                    threshold,
                    value,
                    month,
                    met: value >= threshold,
                    source,
                });
            }
            month += 12;
        }
    }

    /// People served by each service against its smallest economic scale.
    fn scale(&self, unit: usize, rows: &mut Vec<TestRow>) {
        let Some((_, source)) = self.threshold(ViabilityTest::MinimumScale, 0) else { return };
        for cell in &self.model.units[unit].cells {
            let Some(min_people) = self.model.cells[*cell].min_people.map(f64::from) else { continue };
            let track = &self.outcome.cells[*cell];
            let served = (0..track.people.len()).filter(|month| track.volume[*month] > 0.0);
            let Some(lowest) = served.clone().min_by(|a, b| track.people[*a].total_cmp(&track.people[*b]))
            else {
                continue;
            };
            let value = track.people[lowest];
            let below = served.clone().find(|month| track.people[*month] < min_people);
            rows.push(TestRow {
                unit,
                cell: Some(*cell),
                test: ViabilityTest::MinimumScale,
                threshold: min_people,
                value,
                month: below.unwrap_or(lowest) as u32,
                met: below.is_none(),
                source: source.clone(),
            });
        }
    }

    /// How far each service's needed cost per volume has risen.
    fn critical_mass(&self, unit: usize, rows: &mut Vec<TestRow>) {
        let Some((threshold, source)) = self.threshold(ViabilityTest::CriticalMass, 0) else { return };
        for cell in &self.model.units[unit].cells {
            let track = &self.outcome.cells[*cell];
            if track.kappa_start <= 0.0 {
                continue;
            }
            let rise = |month: usize| (track.kappa[month] / track.kappa_start - 1.0) * 100.0;
            let served = (0..track.kappa.len()).filter(|month| track.volume[*month] > 0.0);
            let Some(worst) = served.clone().max_by(|a, b| rise(*a).total_cmp(&rise(*b)).then(b.cmp(a)))
            else {
                continue;
            };
            let under = served.clone().find(|month| rise(*month) > threshold);
            rows.push(TestRow {
                unit,
                cell: Some(*cell),
                test: ViabilityTest::CriticalMass,
                threshold,
                value: rise(worst),
                month: under.unwrap_or(worst) as u32,
                met: under.is_none(),
                source: source.clone(),
            });
        }
    }

    /// The largest customer's share of income, and the index of all shares, in the last month with income.
    fn concentration(&self, unit: usize, rows: &mut Vec<TestRow>) {
        let body = self.model.units[unit].body;
        let prices = || self.ledger.postings().iter().filter(|p| p.to == body && p.account == Account::Price);
        let Some(last) = prices().map(|posting| posting.month).max() else { return };
        let mut by_buyer = vec![0i64; self.ledger.bodies().len()];
        prices()
            .filter(|p| p.month == last)
            .for_each(|posting| by_buyer[posting.from.0 as usize] += posting.amount.0);
        let total: i64 = by_buyer.iter().sum();
        let shares = by_buyer.iter().map(|pence| *pence as f64 / total as f64 * 100.0);
        let largest = shares.clone().fold(0.0, f64::max);
        let index: f64 = shares.map(|share| share * share).sum();
        for (test, value) in
            [(ViabilityTest::ConcentrationLargest, largest), (ViabilityTest::ConcentrationHhi, index)]
        {
            let Some((threshold, source)) = self.threshold(test, last) else { continue };
            rows.push(TestRow {
                unit,
                cell: None,
                test,
                threshold,
                value,
                month: last,
                met: value <= threshold,
                source,
            });
        }
    }

    /// What the unit plans against the middle of what its customers intend, in per cent of that middle.
    fn plans(&self, unit: usize, rows: &mut Vec<TestRow>) {
        let Some((threshold, source)) = self.threshold(ViabilityTest::PlanNotBacked, 0) else { return };
        let code = &self.model.units[unit].code;
        let pairs = market::plans_against_intentions(self.snapshot);
        let of_unit: Vec<_> = pairs.iter().filter(|pair| pair.unit == *code).collect();
        let planned: f64 = of_unit.iter().map(|pair| pair.planned.as_f64()).sum();
        let intended: f64 = of_unit.iter().map(|pair| pair.intended_middle().as_f64()).sum();
        if intended <= 0.0 {
            return;
        }
        let value = planned / intended * 100.0;
        rows.push(TestRow {
            unit,
            cell: None,
            test: ViabilityTest::PlanNotBacked,
            threshold,
            value,
            month: 0,
            met: value <= threshold,
            source,
        });
    }
}
