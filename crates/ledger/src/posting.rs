use std::collections::HashMap;

use vocabulary::{Code, Month, OUTSIDE, Pence, choice};

use crate::trace::{RowId, TraceId, Traces};

choice! {
    /// What a posting is for.
    pub enum Account {
        /// A buyer pays its unit.
        Price = "price",
        /// A leaver pays the unit for cost that it leaves behind.
        ExitCharge = "exit_charge",
        /// The centre pays the unit for cost that a leaver left behind.
        ResidualSupport = "residual_support",
        /// A unit's carried cost; what a leaver now runs itself or buys elsewhere.
        RunningCost = "running_cost",
        /// Redundancy payments, and what others pay the unit towards them.
        Redundancy = "redundancy",
        /// One-off cost of switching.
        Transition = "transition",
        /// Value added tax that can't be recovered.
        Vat = "vat",
    }
}

choice! {
    /// Does the posting use something up, or only move money?
    pub enum Nature {
        /// Paid to the outside world: a cost of the system.
        Resource = "resource",
        /// Paid from one body to another: it cancels over all bodies.
        Transfer = "transfer",
    }
}

/// A body, as an index into [`Ledger::bodies`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(pub u32);

/// What a posting is about (a service, overhead), as an index into [`Ledger::labels`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// Money from one body to another in one month. Never negative, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Months from the ledger's start, from 0.
    pub month: u32,
    /// Who pays.
    pub from: BodyId,
    /// Who receives; the outside world for a resource.
    pub to: BodyId,
    /// What for.
    pub account: Account,
    /// Resource or transfer.
    pub nature: Nature,
    /// How much, above zero.
    pub amount: Pence,
    /// What it is about.
    pub label: LabelId,
    /// The rows of the register that it came from.
    pub trace: TraceId,
}

/// All postings of one run, with the names that they point to.
#[derive(Debug, Clone)]
pub struct Ledger {
    start: Month,
    months: u32,
    bodies: Vec<Code>,
    body_ids: HashMap<Code, BodyId>,
    labels: Vec<Code>,
    label_ids: HashMap<Code, LabelId>,
    pub(crate) traces: Traces,
    postings: Vec<Posting>,
}

impl Ledger {
    /// An empty ledger of `months` months. The outside world is its first body.
    pub fn new(start: Month, months: u32) -> Self {
        let mut ledger = Ledger {
            start,
            months,
            bodies: Vec::new(),
            body_ids: HashMap::new(),
            labels: Vec::new(),
            label_ids: HashMap::new(),
            traces: Traces::default(),
            postings: Vec::new(),
        };
        ledger.body(&Code::new(OUTSIDE));
        ledger
    }

    /// The outside world.
    pub const OUTSIDE: BodyId = BodyId(0);

    /// The first month.
    pub fn start(&self) -> Month {
        self.start
    }

    /// How many months.
    pub fn months(&self) -> u32 {
        self.months
    }

    /// The id of a body, made when it is new.
    pub fn body(&mut self, code: &Code) -> BodyId {
        if let Some(id) = self.body_ids.get(code) {
            return *id;
        }
        let id = BodyId(self.bodies.len() as u32);
        self.bodies.push(code.clone());
        self.body_ids.insert(code.clone(), id);
        id
    }

    /// The id of a label, made when it is new.
    pub fn label(&mut self, code: &Code) -> LabelId {
        if let Some(id) = self.label_ids.get(code) {
            return *id;
        }
        let id = LabelId(self.labels.len() as u32);
        self.labels.push(code.clone());
        self.label_ids.insert(code.clone(), id);
        id
    }

    /// Names a row of the register, `table/key`, so that traces can point to it.
    pub fn row(&mut self, name: String) -> RowId {
        self.traces.row(name)
    }

    /// Names a set of rows that postings come from.
    pub fn trace(&mut self, rows: &[RowId]) -> TraceId {
        self.traces.add(rows)
    }

    /// The rows behind a trace, as `table/key`.
    pub fn rows_of(&self, trace: TraceId) -> impl Iterator<Item = &str> {
        self.traces.names(trace)
    }

    /// The rows behind a trace.
    pub fn row_set(&self, trace: TraceId) -> &[RowId] {
        self.traces.set(trace)
    }

    /// The name of a row, `table/key`.
    pub fn name_of(&self, row: RowId) -> &str {
        self.traces.name(row)
    }

    /// The code of a body.
    pub fn code(&self, body: BodyId) -> &Code {
        &self.bodies[body.0 as usize]
    }

    /// The id of a body that has been named, if it has.
    pub fn find(&self, code: &str) -> Option<BodyId> {
        self.body_ids.get(code).copied()
    }

    /// The text of a label.
    pub fn label_code(&self, label: LabelId) -> &Code {
        &self.labels[label.0 as usize]
    }

    /// Every body that has been named, the outside world first.
    pub fn bodies(&self) -> &[Code] {
        &self.bodies
    }

    /// Everything posted, in the order of posting.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// Makes room for so many postings.
    pub fn reserve(&mut self, postings: usize) {
        self.postings.reserve(postings);
    }

    /// Posts an amount; nothing happens when it is zero. The nature follows from who receives it: the
    /// outside world makes it a resource, a body makes it a transfer.
    ///
    /// A negative amount is posted the other way round, so that no posting is ever below zero.
    pub fn post(
        &mut self,
        month: u32,
        from: BodyId,
        to: BodyId,
        amount: Pence,
        what: (Account, LabelId, TraceId),
    ) {
        let (account, label, trace) = what;
        debug_assert!(month < self.months, "a posting lies within the horizon");
        let (from, to) = if amount.0 < 0 { (to, from) } else { (from, to) };
        if amount.0 == 0 || from == to {
            return;
        }
        let outside = from == Ledger::OUTSIDE || to == Ledger::OUTSIDE;
        let nature = if outside { Nature::Resource } else { Nature::Transfer };
        self.postings.push(Posting { month, from, to, account, nature, amount: amount.abs(), label, trace });
    }
}
