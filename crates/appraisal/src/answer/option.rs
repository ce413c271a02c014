use std::collections::BTreeMap;

use ledger::Account;
use register::{Rulebook, Snapshot};
use stability::basis::{Resting, resting};
use stability::ensemble::Range;
use stability::impact::{Impact, Party};
use stability::significance::{Significance, significance};
use stability::viability::Verdict;
use vocabulary::{Code, Date, FinancialYear, Findings, Pence};

use crate::input::AppraisalOption;
use crate::run::{Flows, Money, OptionModel};

/// What one option comes to.
#[derive(Debug, Clone)]
pub struct OptionAnswer {
    /// Its id.
    pub id: Code,
    /// Its title.
    pub title: String,
    /// Year by year.
    pub flows: Flows,
    /// Over the horizon, at likely values.
    pub money: Money,
    /// The same over the draws; none without draws.
    pub ranges: Option<MoneyRanges>,
    /// What each body pays more, by account and year; nothing for business as usual.
    pub payments: Vec<Payment>,
    /// What each body pays more over the horizon, those who pay most more first.
    pub bodies: Vec<BodyChange>,
    /// How each unit stands with the option and without it.
    pub units: Vec<UnitStanding>,
    /// Lines of others that leave because of it.
    pub spread: usize,
    /// Posts by group: what becomes of them.
    pub people: Vec<PeopleChange>,
    /// How much of the money that it moves rests on which kind of row; none for what changes no line.
    pub resting_on: Option<Resting>,
    /// Is a case needed, and who must be asked; none for what changes no line.
    pub significance: Option<Significance>,
}

/// Ranges of an option's money over the draws, pence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoneyRanges {
    /// What we pay more.
    pub us: Range,
    /// What others pay more.
    pub others: Range,
    /// What the public purse pays more.
    pub purse: Range,
    /// Net present social value.
    pub net_present: Range,
}

/// What a body pays more for one thing in one year, prices of year 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Payment {
    /// The body.
    pub body: Code,
    /// What for.
    pub account: Account,
    /// When.
    pub year: FinancialYear,
    /// How much more.
    pub change: Pence,
}

/// What a body pays more over the horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyChange {
    /// The body.
    pub body: Code,
    /// What it is in the option.
    pub party: &'static str,
    /// What it pays more.
    pub change: Pence,
    /// The same in per cent of what it pays otherwise; none of nothing.
    pub percent: Option<f64>,
}

/// How a unit stands.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitStanding {
    /// The unit.
    pub unit: Code,
    /// Without the option.
    pub before: Verdict,
    /// With it.
    pub after: Verdict,
    /// Its lowest reserve with the option.
    pub lowest_reserve: Pence,
}

/// What becomes of the posts of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct PeopleChange {
    /// The service.
    pub service: Code,
    /// Pay band.
    pub band: Code,
    /// `frontline` or `management`.
    pub tier: &'static str,
    /// Whole-time equivalents that transfer, are redeployed, are redundant.
    pub wte: [f64; 3],
    /// What redundancy costs.
    pub redundancy: Pence,
    /// The month in which it is paid, by its first day; it may lie beyond the horizon.
    pub paid_on: Date,
    /// Does it follow from our own choice, not from others leaving?
    pub is_ours: bool,
}

impl OptionAnswer {
    /// An option that changes no line.
    pub(crate) fn unmoved(option: &AppraisalOption, flows: Flows, money: Money) -> Self {
        OptionAnswer {
            id: option.id.clone(),
            title: option.title.clone(),
            flows,
            money,
            ranges: None,
            payments: Vec::new(),
            bodies: Vec::new(),
            units: Vec::new(),
            spread: 0,
            people: Vec::new(),
            resting_on: None,
            significance: None,
        }
    }

    /// Turns payments and changes beside business as usual into those beside another option.
    pub(super) fn set_beside(&mut self, other: &OptionAnswer) {
        let mut payments: BTreeMap<(Code, FinancialYear, Account), Pence> = BTreeMap::new();
        let mut bodies: BTreeMap<Code, BodyChange> = BTreeMap::new();
        for (answer, sign) in [(&*self, 1), (other, -1)] {
            for row in &answer.payments {
                let held = payments.entry((row.body.clone(), row.year, row.account)).or_default();
                *held += Pence(sign * row.change.0);
            }
            for row in &answer.bodies {
                let blank = BodyChange { change: Pence::ZERO, percent: None, ..row.clone() };
                bodies.entry(row.body.clone()).or_insert(blank).change += Pence(sign * row.change.0);
            }
        }
        let row = |((body, year, account), change)| Payment { body, account, year, change };
        self.payments = payments.into_iter().filter(|(_, change)| *change != Pence::ZERO).map(row).collect();
        self.bodies = bodies.into_values().filter(|row| row.change != Pence::ZERO).collect();
        self.bodies.sort_by_key(|row| (std::cmp::Reverse(row.change), row.body.clone()));
    }

    /// Reads what the engine has to say of an option. Errors: a defect of the engine.
    pub(super) fn of(
        option: &AppraisalOption,
        model: &OptionModel,
        rulebook: &Rulebook,
        buyer: &Code,
        (flows, money): (Flows, Money),
    ) -> Result<(Self, Findings), Findings> {
        let impact = model.impact(rulebook)?;
        let mut answer = OptionAnswer::unmoved(option, flows, money);
        answer.payments = payments(&impact);
        answer.bodies = bodies(&impact);
        answer.units = units(&impact);
        answer.spread = impact.spread().len();
        answer.people = people(&impact, buyer);
        let snapshot: &Snapshot = &model.snapshot;
        answer.resting_on = Some(resting(snapshot, &impact));
        let moves = !impact.setup.plan.exits.is_empty();
        answer.significance = moves.then(|| significance(snapshot, rulebook, &impact));
        Ok((answer, impact.findings))
    }
}

fn payments(impact: &Impact) -> Vec<Payment> {
    let (moved, stays) = (&impact.moved.totals.by_body, &impact.baseline.totals.by_body);
    let keys: std::collections::BTreeSet<_> = moved.keys().chain(stays.keys()).collect();
    let of = |key| -> Pence {
        moved.get(key).copied().unwrap_or_default() - stays.get(key).copied().unwrap_or_default()
    };
    let changes = keys.into_iter().map(|key| (key, of(key))).filter(|(_, change)| *change != Pence::ZERO);
    changes
        .map(|((body, year, account), change)| Payment {
            body: body.clone(),
            account: *account,
            year: *year,
            change,
        })
        .collect()
}

fn bodies(impact: &Impact) -> Vec<BodyChange> {
    let mut bodies: Vec<BodyChange> = impact
        .bodies()
        .into_iter()
        .map(|body| {
            let change = impact.change(body);
            let percent = stability::effects::percent_of(change, impact.baseline.sums.total(body));
            BodyChange { body: impact.code(body).clone(), party: impact.party(body).word(), change, percent }
        })
        .filter(|row| row.change != Pence::ZERO || row.party == Party::Leaver.word())
        .collect();
    bodies.sort_by_key(|row| (std::cmp::Reverse(row.change), row.body.clone()));
    bodies
}

fn units(impact: &Impact) -> Vec<UnitStanding> {
    let units = impact.setup.model.units.iter().enumerate();
    units
        .map(|(index, unit)| UnitStanding {
            unit: unit.code.clone(),
            before: impact.baseline.verdicts[index].verdict,
            after: impact.moved.verdicts[index].verdict,
            lowest_reserve: impact.moved.verdicts[index].lowest_reserve.0,
        })
        .collect()
}

pub(crate) fn people(impact: &Impact, buyer: &Code) -> Vec<PeopleChange> {
    let model = &impact.setup.model;
    let of = |row: &stability::timeline::PeopleRow| PeopleChange {
        service: model.cells[row.cell].code.clone(),
        band: model.posts[row.posts].band.clone(),
        tier: model.posts[row.posts].tier.word(),
        wte: [row.transfer_wte, row.redeploy_wte, row.redundant_wte],
        redundancy: row.cost,
        paid_on: model.month(row.month).first_day(),
        is_ours: model.lines[impact.moved.outcome.exits[row.exit].line].buyer_code == *buyer,
    };
    // Posts of others that go anyway are no part of what the option does.
    let is_due_to_it = |row: &&stability::timeline::PeopleRow| {
        let exit = &impact.moved.outcome.exits[row.exit];
        exit.reaction.is_some() || model.lines[exit.line].buyer_code == *buyer
    };
    impact.moved.outcome.people.iter().filter(is_due_to_it).map(of).collect()
}
