use crate::book::Register;
use crate::snapshot::Snapshot;

impl Snapshot {
    /// The same register with some rows of alternatives and post groups put differently: what somebody asks about,
    /// not a state that anybody kept. It goes by the name and the hash of the register that it is derived from;
    /// bodies, services, sources and populations must stay as they are.
    pub fn supposing(&self, change: impl FnOnce(&mut Register)) -> Snapshot {
        let mut supposed = self.clone();
        change(&mut supposed.rows);
        supposed.rows.alternatives.sort();
        supposed.rows.post_groups.sort();
        supposed
    }
}
