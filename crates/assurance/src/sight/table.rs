use super::{Ground, Party};
use crate::round::State;

/// A ground that a party sees, from the first of two states to the last, both included, in the order of a round's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Who.
    pub party: Party,
    /// What.
    pub ground: Ground,
    /// From when.
    pub from: State,
    /// Until when.
    pub until: State,
}

use Ground as G;
use Party as P;
use State as S;

const fn seen(party: Party, ground: Ground, from: State) -> Seen {
    Seen { party, ground, from, until: State::Closed }
}

/// Every row. What has no row isn't seen: an administrator has none.
pub const SIGHT: &[Seen] = &[
    seen(P::Unit, G::Notice, S::Answering),
    seen(P::Unit, G::Answers, S::Answering),
    seen(P::Unit, G::Plan, S::Answering),
    seen(P::Unit, G::Intentions, S::Outcome),
    seen(P::Unit, G::SurveyTold, S::Outcome),
    seen(P::Unit, G::Rated, S::Outcome),
    seen(P::Unit, G::Outcome, S::Outcome),
    seen(P::Unit, G::BindingPlan, S::Bound),
    seen(P::Customer, G::Notice, S::Answering),
    seen(P::Customer, G::OwnWords, S::Answering),
    seen(P::Customer, G::SurveyTold, S::Published),
    seen(P::Customer, G::Rated, S::Published),
    seen(P::Customer, G::Outcome, S::Published),
    seen(P::Customer, G::BindingPlan, S::Bound),
    seen(P::Assessor, G::Notice, S::Answering),
    seen(P::Assessor, G::Answers, S::Assessing),
    seen(P::Assessor, G::Plan, S::Assessing),
    seen(P::Assessor, G::Intentions, S::Assessing),
    seen(P::Assessor, G::SurveyWhole, S::Assessing),
    seen(P::Assessor, G::SurveyTold, S::Assessing),
    seen(P::Assessor, G::OwnRatings, S::Assessing),
    seen(P::Assessor, G::BothRatings, S::Moderating),
    seen(P::Assessor, G::Rated, S::Rated),
    seen(P::Assessor, G::Outcome, S::Outcome),
    seen(P::Assessor, G::BindingPlan, S::Bound),
    seen(P::Lead, G::Notice, S::Answering),
    seen(P::Lead, G::Answers, S::Assessing),
    seen(P::Lead, G::Plan, S::Assessing),
    seen(P::Lead, G::Intentions, S::Assessing),
    seen(P::Lead, G::SurveyWhole, S::Assessing),
    seen(P::Lead, G::SurveyTold, S::Assessing),
    seen(P::Lead, G::BothRatings, S::Moderating),
    seen(P::Lead, G::Rated, S::Rated),
    seen(P::Lead, G::Outcome, S::Outcome),
    seen(P::Lead, G::BindingPlan, S::Bound),
    seen(P::Other, G::Notice, S::Published),
    seen(P::Other, G::Rated, S::Published),
    seen(P::Other, G::Outcome, S::Published),
    seen(P::Public, G::Notice, S::Published),
    seen(P::Public, G::Rated, S::Published),
    seen(P::Public, G::Outcome, S::Published),
];

/// What a party sees in a state. What was given up is seen as it was in the state before (see `Assessment::grounds`).
pub fn sees(party: Party, state: State) -> Vec<Ground> {
    let now = |row: &&Seen| row.party == party && row.from <= state && state <= row.until;
    SIGHT.iter().filter(now).map(|row| row.ground).collect()
}
