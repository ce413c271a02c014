//! What a run writes its postings into: a ledger, or only sums.
//!
//! Most of what is paid is paid again next month: a run says when such a payment changes, and a book either
//! lists it each month (a ledger) or only needs the change (sums). That is all the difference there is between
//! a run with postings and a draw.

use ledger::{Account, BodyId, LabelId, Ledger, RowId, TraceId};
use vocabulary::Pence;

/// Somewhere to post to.
pub trait Book {
    /// Does it list every posting, with its account and the rows it came from? Then recurring payments are
    /// posted each month like all others, and everything about the run is recorded. If not, they are only told
    /// by [`Book::recurs`], and a run records its exits and nothing else.
    const ITEMISED: bool;
    /// Names the rows that postings come from; a book that doesn't keep them doesn't ask for them.
    fn trace(&mut self, rows: impl FnOnce() -> Vec<RowId>) -> TraceId;
    /// Posts an amount; see [`Ledger::post`].
    fn post(
        &mut self,
        month: u32,
        from: BodyId,
        to: BodyId,
        amount: Pence,
        what: (Account, LabelId, TraceId),
    );
    /// A payment that recurs is larger by this much from a month to the end of the horizon.
    fn recurs(&mut self, month: u32, from: BodyId, to: BodyId, by: Pence);
    /// Nothing more will be posted.
    fn close(&mut self) {}
}

impl Book for Ledger {
    const ITEMISED: bool = true;

    fn trace(&mut self, rows: impl FnOnce() -> Vec<RowId>) -> TraceId {
        Ledger::trace(self, &rows())
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

    fn recurs(&mut self, _month: u32, _from: BodyId, _to: BodyId, _by: Pence) {}
}

/// Sums only: what each body pays net, by month.
#[derive(Debug, Clone)]
pub struct Sums {
    months: usize,
    net: Vec<i64>,
    /// By body and month: by how much what recurs changes. Added to the net when the book is closed.
    changes: Vec<i64>,
}

impl Sums {
    /// No postings, for so many bodies and months.
    pub fn new(bodies: usize, months: u32) -> Self {
        let cells = bodies * months as usize;
        Sums { months: months as usize, net: vec![0; cells], changes: vec![0; cells] }
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
            let place = |body: BodyId| body.0 as usize * sums.months + posting.month as usize;
            let (from, to) = (place(posting.from), place(posting.to));
            sums.net[from] += posting.amount.0;
            sums.net[to] -= posting.amount.0;
        }
        sums
    }

    fn place(&self, body: BodyId, month: u32) -> usize {
        body.0 as usize * self.months + month as usize
    }
}

impl Book for Sums {
    const ITEMISED: bool = false;

    fn trace(&mut self, _rows: impl FnOnce() -> Vec<RowId>) -> TraceId {
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
        let (from, to) = (self.place(from, month), self.place(to, month));
        self.net[from] += amount.0;
        self.net[to] -= amount.0;
    }

    fn recurs(&mut self, month: u32, from: BodyId, to: BodyId, by: Pence) {
        let (from, to) = (self.place(from, month), self.place(to, month));
        self.changes[from] += by.0;
        self.changes[to] -= by.0;
    }

    fn close(&mut self) {
        let months = self.months.max(1);
        for (net, changes) in self.net.chunks_mut(months).zip(self.changes.chunks_mut(months)) {
            let mut recurring = 0;
            for (net, change) in net.iter_mut().zip(changes) {
                recurring += std::mem::take(change);
                *net += recurring;
            }
        }
    }
}
