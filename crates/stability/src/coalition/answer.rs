use vocabulary::{Findings, Pence};

use super::{Kind, Method};

/// A group of members: bit `i` stands for member `i` of the table.
pub type Group = u32;

/// How a total is shared, with what is needed to check it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The method.
    pub method: Method,
    /// What the amounts of the table are.
    pub kind: Kind,
    /// The members, in the order of the bits of a group and of the allocation.
    pub members: Vec<String>,
    /// The amount of all members together, in pence.
    pub total: Pence,
    /// Each member's share in whole pence, adding up to the total; none when there is no answer.
    pub allocation: Option<Vec<Pence>>,
    /// The largest excess of any group, as the method measures it: pence, pence a member
    /// (per-capita-nucleolus) or a ratio (proportional-nucleolus). Below zero every group gains by staying.
    pub epsilon: Option<f64>,
    /// The levels of excess and the groups that bind at each; empty for methods without levels.
    pub levels: Vec<Level>,
    /// What a reader can check.
    pub certificate: Certificate,
    /// What there is to say about it.
    pub findings: Findings,
}

/// One level of excess.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The excess, as the method measures it (see [`Answer::epsilon`]).
    pub epsilon: f64,
    /// The groups that have this excess in every best share; at most [`GROUPS_SHOWN`].
    pub groups: Vec<Group>,
    /// How many there are in all.
    pub count: usize,
}

/// So many groups of a level are listed; there may be hundreds of thousands.
pub const GROUPS_SHOWN: usize = 2_000;

/// What a reader can check without trusting the solver.
#[derive(Debug, Clone, Default)]
pub struct Certificate {
    /// Each member's share before it was rounded, in pence.
    pub unrounded: Vec<f64>,
    /// For each step, weights which show that its excess can't be smaller.
    pub proofs: Vec<LevelProof>,
    /// Can any share hold?
    pub core: Option<CoreTest>,
    /// The group that would gain most by leaving under the rounded shares.
    pub worst: Option<WorstGroup>,
    /// By how much rounding to whole pence made the largest excess larger, in pence.
    pub rounding_slack_pence: f64,
    /// Was everything found true when checked again, outside of the solver?
    pub verified: bool,
}

/// A group with a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// The group.
    pub group: Group,
    /// Its weight.
    pub weight: f64,
    /// What the group pays (gets) at this step: its own amount and the excess; or for settled groups their
    /// sum of shares. In pence.
    pub pays: f64,
}

/// Weights which show that the largest excess among the groups not yet settled can't be smaller.
///
/// For every member the weights of `binding` and `bounds` that contain it add up to the same as the weights of
/// `settled` that contain it. So what the binding groups pay in all is fixed by what was settled before, and
/// none can pay less without another paying more.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelProof {
    /// The excess of this step (see [`Answer::epsilon`]).
    pub epsilon: f64,
    /// Groups that have this excess, with positive weights.
    pub binding: Vec<Weighed>,
    /// Members who pay exactly what they would pay alone, with positive weights (nucleolus only).
    pub bounds: Vec<Weighed>,
    /// Groups settled before (all members together first), with weights of either sign.
    pub settled: Vec<Weighed>,
}

/// Whether any share holds against every group.
#[derive(Debug, Clone, PartialEq)]
pub struct CoreTest {
    /// No share holds.
    pub empty: bool,
    /// The smallest possible largest excess of any group, in pence; above zero no share holds.
    pub epsilon: f64,
    /// Groups with weights that cover every member exactly once.
    pub cover: Vec<Weighed>,
    /// What they cost (save) together by these weights, in pence: against the total it decides.
    pub cover_amount: f64,
}

/// The group that would gain most by leaving, in whole pence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorstGroup {
    /// The group.
    pub group: Group,
    /// The sum of its members' shares.
    pub together: Pence,
    /// Its own amount in the table.
    pub alone: Pence,
    /// What it would gain by leaving: above zero the shares don't hold.
    pub excess: Pence,
}
