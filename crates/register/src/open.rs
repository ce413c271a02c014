//! A register without the books of some units: what those may read who don't see them.

use vocabulary::Code;

use crate::book::Register;
use crate::snapshot::Snapshot;
use crate::tables::{CostPool, PostGroup, Row, Unit};

impl Snapshot {
    /// The same register with the books of those units only for which `open` says yes: cost pools, posts, reserve and
    /// margin of the others are left out, and so are conflicts about them. It keeps the name and the hash of the whole.
    pub fn with_books_of(&self, open: impl Fn(&Code) -> bool) -> Snapshot {
        let shut = |register: &Register| {
            let mut register = register.clone();
            register.cost_pools.retain(|row| open(&row.unit_code));
            register.post_groups.retain(|row| open(&row.unit_code));
            register.units.retain(|row| open(&row.unit_code));
            register
        };
        let books = [CostPool::TABLE.name, PostGroup::TABLE.name, Unit::TABLE.name];
        let mut shown = self.clone();
        shown.rows = shut(&self.rows);
        shown.all = shut(&self.all);
        shown.conflicts.retain(|conflict| !books.contains(&conflict.table));
        shown
    }
}
