//! Is there a price that holds? A unit's costs as pools, the groups that would gain by leaving, and charges
//! under which none does (`docs/model.md`, section 9).

pub mod smooth;
