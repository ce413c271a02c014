use std::collections::{BTreeMap, BTreeSet};

use register::Snapshot;
use register::tables::{AgreementLine, Funding};
use vocabulary::{Code, Date, FinancialYear, Month, Pence};

/// Which lines are asked for; a blank part takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only from this unit.
    pub unit: Option<Code>,
    /// Only to this buyer.
    pub buyer: Option<Code>,
    /// Only of this service.
    pub service: Option<Code>,
}

impl Filter {
    /// Is a line asked for?
    pub fn takes(&self, line: &AgreementLine) -> bool {
        let fits = |wanted: &Option<Code>, code: &Code| wanted.as_ref().is_none_or(|wanted| wanted == code);
        fits(&self.unit, &line.supplier_code)
            && fits(&self.buyer, &line.buyer_code)
            && fits(&self.service, &line.service_code)
    }
}

/// The lines in force on a date, or a part of them.
#[derive(Debug, Clone)]
pub struct Market<'a> {
    /// The register.
    pub snapshot: &'a Snapshot,
    /// The date.
    pub on: Date,
    /// The lines, sorted by their names.
    pub lines: Vec<&'a AgreementLine>,
}

impl<'a> Market<'a> {
    /// The lines of a filter that are in force on a date.
    pub fn of(snapshot: &'a Snapshot, on: Date, filter: &Filter) -> Self {
        let lines = snapshot.rows.agreement_lines.iter();
        let lines = lines.filter(|line| in_force(line, on) && filter.takes(line)).collect();
        Market { snapshot, on, lines }
    }

    /// The lines, grouped by supplier, buyer or service.
    pub fn by(&self, key: impl Fn(&'a AgreementLine) -> &'a Code) -> BTreeMap<&'a Code, Market<'a>> {
        let mut groups: BTreeMap<&Code, Market<'a>> = BTreeMap::new();
        for line in self.lines.iter().copied() {
            let empty = || Market { snapshot: self.snapshot, on: self.on, lines: Vec::new() };
            groups.entry(key(line)).or_insert_with(empty).lines.push(line);
        }
        groups
    }

    /// The market by supplier.
    pub fn by_unit(&self) -> BTreeMap<&'a Code, Market<'a>> {
        self.by(|line| &line.supplier_code)
    }

    /// The market by buyer.
    pub fn by_buyer(&self) -> BTreeMap<&'a Code, Market<'a>> {
        self.by(|line| &line.buyer_code)
    }

    /// The market by service.
    pub fn by_service(&self) -> BTreeMap<&'a Code, Market<'a>> {
        self.by(|line| &line.service_code)
    }

    /// Its buyers.
    pub fn buyers(&self) -> BTreeSet<&'a Code> {
        self.lines.iter().map(|line| &line.buyer_code).collect()
    }

    /// Its suppliers.
    pub fn units(&self) -> BTreeSet<&'a Code> {
        self.lines.iter().map(|line| &line.supplier_code).collect()
    }

    /// What the lines cost together, a year.
    pub fn spend(&self) -> Pence {
        self.lines.iter().map(|line| line.annual_gbp).sum()
    }

    /// What those lines cost that count against the running-cost allowance, a year. A line that doesn't say
    /// which money pays for it isn't counted.
    pub fn running_cost(&self) -> Pence {
        let counted = self.lines.iter().filter(|line| line.funding == Some(Funding::RunningCost));
        counted.map(|line| line.annual_gbp).sum()
    }

    /// The financial year of the date.
    pub fn year(&self) -> FinancialYear {
        Month::of(self.on).financial_year()
    }

    /// The registered people of a body on the date.
    pub fn people(&self, body: &Code) -> Option<u32> {
        self.snapshot.people(body, self.on)
    }

    /// The registered people of all buyers together; buyers without any count nothing.
    pub fn people_served(&self) -> u64 {
        self.buyers().into_iter().filter_map(|buyer| self.people(buyer)).map(u64::from).sum()
    }

    /// Pence a head: what the buyers spend whose people are known, by those people.
    pub fn a_head(&self) -> Option<f64> {
        let people = self.people_served();
        let known = self.lines.iter().filter(|line| self.people(&line.buyer_code).is_some());
        let spend: Pence = known.map(|line| line.annual_gbp).sum();
        (people > 0).then(|| spend.as_f64() / people as f64)
    }

    /// The lines that end within so many months of the date.
    pub fn ending_within(&self, months: i32) -> Vec<&'a AgreementLine> {
        let start = Month::of(self.on);
        let soon = |end: Date| {
            let later = Month::of(end).since(start);
            later < months || (later == months && end.day() <= self.on.day())
        };
        self.lines.iter().copied().filter(|line| line.end_date.is_some_and(soon)).collect()
    }

    /// How many lines have no end.
    pub fn without_end(&self) -> usize {
        self.lines.iter().filter(|line| line.end_date.is_none()).count()
    }
}

fn in_force(line: &AgreementLine, on: Date) -> bool {
    line.start_date.is_none_or(|start| start <= on) && line.end_date.is_none_or(|end| end >= on)
}

/// The day of the register: the first on which most of its lines are in force. Where lines have no dates,
/// the latest count of people.
pub fn usual_date(snapshot: &Snapshot) -> Date {
    let lines = &snapshot.rows.agreement_lines;
    let mut starts: Vec<Date> = lines.iter().filter_map(|line| line.start_date).collect();
    let mut ends: Vec<Date> = lines.iter().filter_map(|line| line.end_date).collect();
    starts.sort();
    ends.sort();
    // A line without a start has begun on each of these days, so it needn't be counted.
    let begun = |on: Date| starts.partition_point(|start| *start <= on);
    let ended = |on: Date| ends.partition_point(|end| *end < on);
    let in_force_on = |on: Date| begun(on).saturating_sub(ended(on));
    let best = starts.iter().map(|on| (in_force_on(*on), std::cmp::Reverse(*on))).max();
    let counted = || snapshot.rows.populations.iter().map(|row| row.as_of).max();
    best.map(|(_, on)| on.0).or(ends.first().copied()).or_else(counted).unwrap_or_default()
}
