//! What is judged month by month: a unit's reserve, and the system's cost. One run for each set of cases, kept.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, RwLock};

use ledger::Ledger;
use register::Rulebook;
use vocabulary::Pence;

use super::sets::Failure;
use super::{CaseSet, Pending};
use crate::book::Sums;
use crate::timeline::{Desk, Engine, Scope, simulate};
use crate::viability::reserve_path;

/// What one run comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunState {
    /// By unit of the model.
    pub reserves: Vec<ReserveState>,
    /// What the system as a whole spends over the horizon.
    pub system_cost: Pence,
}

/// A unit's reserve over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReserveState {
    /// The first month in which it is below zero.
    pub fails_from: Option<u32>,
    /// The lowest, and its month.
    pub lowest: (Pence, u32),
}

impl ReserveState {
    /// From the reserve at the end of each month.
    pub fn of(reserve: &[Pence]) -> Self {
        let lowest = reserve.iter().enumerate().min_by_key(|(month, pence)| (**pence, *month));
        let below = reserve.iter().position(|pence| *pence < Pence::ZERO);
        ReserveState {
            fails_from: below.map(|month| month as u32),
            lowest: lowest.map_or((Pence::ZERO, 0), |(month, pence)| (*pence, month as u32)),
        }
    }
}

/// Runs of sets of cases.
pub struct Timelines<'a> {
    pending: &'a Pending,
    rulebook: &'a Rulebook,
    engine: Engine<'a>,
    scope: Scope,
    /// Room to run in, handed on from run to run.
    desks: Mutex<Vec<Desk>>,
    /// Looked up by set only; a run depends on its set alone, so who makes it first doesn't matter.
    known: RwLock<HashMap<CaseSet, RunState>>,
}

impl<'a> Timelines<'a> {
    /// None yet.
    pub fn of(pending: &'a Pending, rulebook: &'a Rulebook) -> Self {
        Timelines {
            pending,
            rulebook,
            engine: Engine::of(&pending.model, pending.policy(rulebook)),
            scope: Scope::whole(&pending.model),
            desks: Mutex::default(),
            known: RwLock::default(),
        }
    }

    /// What a set of cases comes to.
    pub fn state(&self, set: &CaseSet) -> RunState {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(set).cloned();
        known.unwrap_or_else(|| {
            let state = self.run(set);
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(*set, state.clone());
            state
        })
    }

    /// The same worked out anew, with every posting written into a ledger: what certificates are checked by.
    pub fn checked(&self, set: &CaseSet) -> RunState {
        let pending = self.pending;
        let mut ledger = pending.model.names.clone();
        let (plan, policy) = (pending.plan(set), pending.policy(self.rulebook));
        simulate(&pending.model, &pending.numbers, &plan, policy, &mut ledger);
        self.read(&Sums::of_ledger(&ledger))
    }

    fn run(&self, set: &CaseSet) -> RunState {
        let pending = self.pending;
        let mut sums = Sums::new(pending.model.names.bodies().len(), pending.model.months);
        let desks = || self.desks.lock().unwrap_or_else(PoisonError::into_inner);
        let desk = desks().pop();
        let mut desk = desk.unwrap_or_default();
        self.engine.draw(&self.scope, &pending.numbers, &pending.plan(set), &mut sums, &mut desk);
        desks().push(desk);
        self.read(&sums)
    }

    fn read(&self, sums: &Sums) -> RunState {
        let (model, numbers) = (&self.pending.model, &self.pending.numbers);
        let reserve = |unit| ReserveState::of(&reserve_path(model, numbers, sums, unit));
        RunState {
            reserves: (0..model.units.len()).map(reserve).collect(),
            system_cost: -sums.total(Ledger::OUTSIDE),
        }
    }
}

/// Says of a set of cases whether one unit fails.
pub struct ReserveFailure<'a> {
    /// Runs.
    pub timelines: &'a Timelines<'a>,
    /// The unit, as an index into the model's units.
    pub unit: usize,
}

impl Failure for ReserveFailure<'_> {
    type Scratch = ();

    fn scratch(&self) {}

    fn fails(&self, (): &mut (), set: &CaseSet) -> bool {
        self.timelines.state(set).reserves[self.unit].fails_from.is_some()
    }
}
