//! What shows that a smallest set is one: what the set brings about, and for each member what happens without it.

use vocabulary::Pence;

use super::{CaseSet, ReserveState, RestingUnit, Timelines, Watched};
use crate::resting::AtRest;

/// What happens after a set of cases, worked out anew and the plain way.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// The unit at rest: who follows, round by round, and what its services then cost.
    Rest(AtRest),
    /// The unit's reserve.
    Reserve(ReserveState),
}

/// The certificate of one smallest set.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// The set.
    pub set: CaseSet,
    /// What it brings about.
    pub with: Evidence,
    /// For each member, what happens without it.
    pub without: Vec<(usize, Evidence)>,
    /// Does the plain way say the same: the failure with the set, and none without any one member?
    pub holds: bool,
}

/// What a certificate is worked out from.
pub(super) enum Judge<'a> {
    Rest(&'a RestingUnit<'a>, &'a Watched),
    Reserve(&'a Timelines<'a>, usize),
}

impl Judge<'_> {
    pub(super) fn certify(&self, set: CaseSet) -> Certificate {
        let with = self.evidence(&set);
        let without: Vec<(usize, Evidence)> =
            set.iter().map(|case| (case, self.evidence(&set.without(case)))).collect();
        let holds = self.fails(&with) && without.iter().all(|(_, evidence)| !self.fails(evidence));
        Certificate { set, with, without, holds }
    }

    fn evidence(&self, set: &CaseSet) -> Evidence {
        match self {
            Judge::Rest(unit, _) => Evidence::Rest(unit.rest(set)),
            Judge::Reserve(timelines, unit) => Evidence::Reserve(timelines.checked(set).reserves[*unit]),
        }
    }

    fn fails(&self, evidence: &Evidence) -> bool {
        match (self, evidence) {
            (Judge::Rest(_, watched), Evidence::Rest(rest)) => watched.happens(rest),
            (_, Evidence::Reserve(reserve)) => reserve.lowest.0 < Pence::ZERO,
            (Judge::Reserve(..), Evidence::Rest(_)) => false,
        }
    }
}
