//! What a run writes its postings into: a ledger, or only sums for a draw.

use ledger::{Account, BodyId, LabelId, Ledger, RowId, TraceId};
use vocabulary::Pence;

/// Somewhere to post to.
pub trait Book {
    /// Names the rows that postings come from.
    fn trace(&mut self, rows: &[RowId]) -> TraceId;
    /// Posts an amount; see [`Ledger::post`].
    fn post(
        &mut self,
        month: u32,
        from: BodyId,
        to: BodyId,
        amount: Pence,
        what: (Account, LabelId, TraceId),
    );
}

impl Book for Ledger {
    fn trace(&mut self, rows: &[RowId]) -> TraceId {
        Ledger::trace(self, rows)
    }

    fn post(
        &mut self,
        month: u32,
        from: BodyId,
        to: BodyId,
        amount: Pence,
        what: (Account, LabelId, TraceId),
    ) {
        Ledger::post(self, month, from, to, amount, what);
    }
}

/// Sums only: what each body pays net, by month.
#[derive(Debug, Clone)]
pub struct Sums {
    months: usize,
    net: Vec<i64>,
}

impl Sums {
    /// No postings, for so many bodies and months.
    pub fn new(bodies: usize, months: u32) -> Self {
        Sums { months: months as usize, net: vec![0; bodies * months as usize] }
    }

    /// Net payments of a body by month, pence; what the outside world receives is negative.
    pub fn of(&self, body: BodyId) -> &[i64] {
        let first = body.0 as usize * self.months;
        &self.net[first..first + self.months]
    }

    /// Net payments of a body over the horizon.
    pub fn total(&self, body: BodyId) -> Pence {
        Pence(self.of(body).iter().sum())
    }

    /// The sums of a ledger.
    pub fn of_ledger(ledger: &Ledger) -> Self {
        let mut sums = Sums::new(ledger.bodies().len(), ledger.months());
        for posting in ledger.postings() {
            sums.add(posting.month, posting.from, posting.to, posting.amount.0);
        }
        sums
    }

    fn add(&mut self, month: u32, from: BodyId, to: BodyId, pence: i64) {
        self.net[from.0 as usize * self.months + month as usize] += pence;
        self.net[to.0 as usize * self.months + month as usize] -= pence;
    }
}

impl Book for Sums {
    fn trace(&mut self, _rows: &[RowId]) -> TraceId {
        TraceId(0)
    }

    fn post(
        &mut self,
        month: u32,
        from: BodyId,
        to: BodyId,
        amount: Pence,
        _what: (Account, LabelId, TraceId),
    ) {
        self.add(month, from, to, amount.0);
    }
}
