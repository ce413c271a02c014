use std::collections::BTreeMap;

use vocabulary::{Code, Pence, PenceBand, PeopleBand};

use crate::answer::PeopleChange;

/// What becomes of the unit's posts for one service in an option, in bands.
#[derive(Debug, Clone, PartialEq)]
pub struct BandedPeople {
    /// The service.
    pub service: Code,
    /// Who transfer, are redeployed, are redundant.
    pub wte: [PeopleBand; 3],
    /// What redundancy costs; none of a small group.
    pub redundancy: Option<PenceBand>,
    /// Does it follow from our own choice, not from others leaving?
    pub is_ours: bool,
}

/// The unit's groups by service, in bands.
pub(super) fn grouped(rows: &[PeopleChange]) -> Vec<BandedPeople> {
    let mut groups: BTreeMap<(bool, &Code), ([f64; 3], Pence)> = BTreeMap::new();
    for row in rows {
        let held = groups.entry((!row.is_ours, &row.service)).or_default();
        (0..3).for_each(|kind| held.0[kind] += row.wte[kind]);
        held.1 += row.redundancy;
    }
    let row = |((others, service), (wte, cost)): ((bool, &Code), ([f64; 3], Pence))| {
        let wte = wte.map(PeopleBand::of);
        let redundancy = (!wte.iter().any(|band| band.is_small())).then(|| PenceBand::of(cost));
        BandedPeople { service: service.clone(), wte, redundancy, is_ours: !others }
    };
    groups.into_iter().map(row).collect()
}
