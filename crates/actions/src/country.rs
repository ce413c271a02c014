//! The whole country as somebody of an oversight body watches it: nothing in it that they couldn't see one by one.

use std::sync::Arc;

use casework::{Party, State};
use market::{Filter, Market};
use register::Snapshot;
use register::tables::AgreementLine;
use stability::at_risk::UnitStand;
use vocabulary::{Code, Date, Findings};

use crate::acts::SeenJoint;
use crate::cases::SeenCase;

/// The country on a day.
#[derive(Debug, Clone)]
pub struct SeenCountry {
    /// The day on which they look: for what waits and what is overdue.
    pub on: Date,
    /// The register that the market shows, without any unit's books.
    pub snapshot: Arc<Snapshot>,
    /// The day of that register: for units and agreements.
    pub reference: Date,
    /// How each unit stands that they oversee, if nobody moves, worst first.
    pub units: Vec<UnitStand>,
    /// Why no unit could be worked out, where that is so.
    pub findings: Findings,
    /// What the cases that were sent do together, for who may ask.
    pub joint: Option<SeenJoint>,
    cases: Vec<SeenCase>,
}

/// A condition of an outcome that wasn't met by its day.
#[derive(Debug, Clone, Copy)]
pub struct Overdue<'a> {
    /// Its case.
    pub case: &'a SeenCase,
    /// What is to be done.
    pub text: &'a str,
    /// The last day.
    pub due: Date,
    /// The commissioner that is chased.
    pub owner: &'a Code,
}

impl SeenCountry {
    /// What was read, in order: cases that wait for a view first, those that are due first before the others.
    pub(crate) fn of(
        (on, snapshot, reference): (Date, Arc<Snapshot>, Date),
        (units, findings): (Vec<UnitStand>, Findings),
        cases: Vec<SeenCase>,
    ) -> Self {
        let mut cases: Vec<SeenCase> = cases.into_iter().filter(is_theirs).collect();
        cases.sort_by_key(|case| {
            let by = case.view().view_by;
            (!waits_for_view(case), by.is_none(), by, case.reference().clone())
        });
        SeenCountry { on, snapshot, reference, units, findings, joint: None, cases }
    }

    /// With what the cases that were sent do together.
    pub(crate) fn with_joint(self, joint: Option<SeenJoint>) -> Self {
        SeenCountry { joint, ..self }
    }

    /// The units that don't stand, worst first.
    pub fn at_risk(&self) -> Vec<&UnitStand> {
        self.units.iter().filter(|unit| unit.is_at_risk()).collect()
    }

    /// The cases that were sent to them and aren't over, those that wait longest for a view before the others.
    pub fn queue(&self) -> Vec<&SeenCase> {
        self.cases.iter().filter(|case| !case.notice().1.is_over()).collect()
    }

    /// Does a case wait for a view whose last day has passed?
    pub fn is_beyond(&self, case: &SeenCase) -> bool {
        waits_for_view(case) && case.view().view_by.is_some_and(|by| by < self.on)
    }

    /// The cases that wait for a view whose last day has passed.
    pub fn beyond(&self) -> Vec<&SeenCase> {
        self.queue().into_iter().filter(|case| self.is_beyond(case)).collect()
    }

    /// Conditions whose day has passed and that nobody settled, the oldest first.
    pub fn overdue(&self) -> Vec<Overdue<'_>> {
        let mut overdue: Vec<_> = self.queue().into_iter().flat_map(unsettled).collect();
        overdue.retain(|one| one.due < self.on);
        overdue.sort_by_key(|one| (one.due, one.case.reference().clone()));
        overdue
    }

    /// The agreement lines that end within so many months of the register's day, the soonest first.
    pub fn ending(&self, months: i32) -> Vec<&AgreementLine> {
        let market = Market::of(&self.snapshot, self.reference, &Filter::default());
        let mut ending = market.ending_within(months);
        ending.sort_by(|a, b| (a.end_date, &a.line_id).cmp(&(b.end_date, &b.line_id)));
        ending
    }
}

/// The conditions of a case that nobody settled: those that are followed; before that, those of commissioners that go on.
fn unsettled(case: &SeenCase) -> Vec<Overdue<'_>> {
    let view = case.view();
    if !view.milestones.is_empty() {
        let open = view.milestones.into_iter().filter(|milestone| !milestone.is_settled());
        return open.map(|one| Overdue { case, text: &one.text, due: one.due, owner: &one.owner }).collect();
    }
    let goes_on = |owner: &Code| {
        let mut last = view.decisions.iter().rev().filter(|(body, _)| *body == owner);
        last.next().is_some_and(|(_, decision)| decision.choice.goes_ahead())
    };
    let conditions = view.outcome.iter().flat_map(|outcome| &outcome.conditions);
    let bound = conditions.filter(|condition| goes_on(&condition.owner));
    bound.map(|one| Overdue { case, text: &one.text, due: one.due, owner: &one.owner }).collect()
}

/// Do they see it as an oversight body that it was sent to?
fn is_theirs(case: &SeenCase) -> bool {
    matches!(case.party(), Party::Deciding | Party::Told)
}

/// Is it with the oversight body that gives the outcome?
fn waits_for_view(case: &SeenCase) -> bool {
    matches!(case.notice().1, State::Sent | State::Triage | State::InReview | State::Recommended)
}
