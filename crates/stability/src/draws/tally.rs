use ledger::{Account, BodyId, LabelId, RowId, TraceId};
use vocabulary::Pence;

use crate::book::Book;
use crate::model::{Model, Numbers};

/// As little as a draw needs: what each body pays net over the horizon, and what units pay month by month.
#[derive(Debug)]
pub(super) struct Tally {
    months: usize,
    /// By body, over the horizon.
    totals: Vec<i64>,
    /// By body: where the months of a unit are kept.
    unit_of: Vec<Option<usize>>,
    /// By unit and month: net payments of the month alone, and by how much what recurs changes.
    once: Vec<i64>,
    changes: Vec<i64>,
}

impl Tally {
    pub(super) fn of(model: &Model) -> Self {
        let (bodies, months) = (model.names.bodies().len(), model.months as usize);
        let mut unit_of = vec![None; bodies];
        for (index, unit) in model.units.iter().enumerate() {
            unit_of[unit.body.0 as usize] = Some(index);
        }
        let cells = model.units.len() * months;
        Tally { months, totals: vec![0; bodies], unit_of, once: vec![0; cells], changes: vec![0; cells] }
    }

    /// Nothing posted, for a run of some units.
    pub(super) fn clear(&mut self, units: &[usize]) {
        self.totals.fill(0);
        for unit in units {
            let of_unit = unit * self.months..(unit + 1) * self.months;
            self.once[of_unit.clone()].fill(0);
            self.changes[of_unit].fill(0);
        }
    }

    /// What each body pays net over the horizon, pence.
    pub(super) fn totals(&self) -> &[i64] {
        &self.totals
    }

    /// The lowest reserve of a unit at the end of any month; 0 without months.
    pub(super) fn lowest_reserve(&self, numbers: &Numbers, unit: usize) -> i64 {
        let mut reserve = numbers.unit_reserve[unit].round() as i64;
        let mut recurring = 0;
        let of_unit = unit * self.months..(unit + 1) * self.months;
        let months = self.once[of_unit.clone()].iter().zip(&self.changes[of_unit]);
        let path = months.map(|(once, change)| {
            recurring += change;
            reserve -= once + recurring;
            reserve
        });
        path.min().unwrap_or(0)
    }
}

impl Book for Tally {
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
        for (body, pays) in [(from, amount.0), (to, -amount.0)] {
            self.totals[body.0 as usize] += pays;
            if let Some(unit) = self.unit_of[body.0 as usize] {
                self.once[unit * self.months + month as usize] += pays;
            }
        }
    }

    fn recurs(&mut self, month: u32, from: BodyId, to: BodyId, by: Pence) {
        let left = (self.months - month as usize) as i64;
        for (body, pays) in [(from, by.0), (to, -by.0)] {
            self.totals[body.0 as usize] += pays * left;
            if let Some(unit) = self.unit_of[body.0 as usize] {
                self.changes[unit * self.months + month as usize] += pays;
            }
        }
    }
}
