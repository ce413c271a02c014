use super::{Ground, Party};
use crate::state::State;

/// A ground that a party sees, from the first of two states to the last, both included, in the order of a case's life.
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

const fn seen(party: Party, ground: Ground, from: State, until: State) -> Seen {
    Seen { party, ground, from, until }
}

/// Every row. What has no row isn't seen: an administrator has none.
pub const SIGHT: &[Seen] = &[
    seen(P::Ours, G::Notice, S::Draft, S::Closed),
    seen(P::Ours, G::WorkingText, S::Draft, S::Closed),
    seen(P::Ours, G::SentText, S::Sent, S::Closed),
    seen(P::Ours, G::Exhibits, S::Draft, S::Closed),
    seen(P::Ours, G::Replies, S::Draft, S::Closed),
    seen(P::Ours, G::Questions, S::Draft, S::Closed),
    seen(P::Ours, G::Points, S::Sent, S::Closed),
    seen(P::Ours, G::Outcome, S::Outcome, S::Closed),
    seen(P::Ours, G::Decisions, S::Outcome, S::Closed),
    seen(P::Ours, G::Followed, S::Followed, S::Closed),
    seen(P::Ours, G::PublicVersion, S::Published, S::Closed),
    seen(P::Neighbour, G::Notice, S::Draft, S::Closed),
    seen(P::Neighbour, G::OwnLine, S::Draft, S::Closed),
    seen(P::Neighbour, G::OwnReply, S::Draft, S::Closed),
    seen(P::Neighbour, G::PublicVersion, S::Published, S::Closed),
    seen(P::Unit, G::Notice, S::Draft, S::Closed),
    seen(P::Unit, G::OwnLine, S::Draft, S::Closed),
    seen(P::Unit, G::OwnReply, S::Draft, S::Closed),
    seen(P::Unit, G::PublicVersion, S::Published, S::Closed),
    seen(P::Deciding, G::Notice, S::Draft, S::Closed),
    seen(P::Deciding, G::OpenedSections, S::Draft, S::Draft),
    seen(P::Deciding, G::SentText, S::Sent, S::Closed),
    seen(P::Deciding, G::Exhibits, S::Sent, S::Closed),
    seen(P::Deciding, G::Replies, S::Sent, S::Closed),
    seen(P::Deciding, G::PrivateReplies, S::Sent, S::Closed),
    seen(P::Deciding, G::Questions, S::Draft, S::Closed),
    seen(P::Deciding, G::Points, S::Sent, S::Closed),
    seen(P::Deciding, G::ReviewNotes, S::Sent, S::Closed),
    seen(P::Deciding, G::Recommendation, S::Recommended, S::Closed),
    seen(P::Deciding, G::Outcome, S::Outcome, S::Closed),
    seen(P::Deciding, G::Decisions, S::Outcome, S::Closed),
    seen(P::Deciding, G::Followed, S::Followed, S::Closed),
    seen(P::Deciding, G::PublicVersion, S::Published, S::Closed),
    seen(P::Told, G::Notice, S::Sent, S::Closed),
    seen(P::Told, G::SentText, S::Sent, S::Closed),
    seen(P::Told, G::Exhibits, S::Sent, S::Closed),
    seen(P::Told, G::Replies, S::Sent, S::Closed),
    seen(P::Told, G::ReviewNotes, S::Sent, S::Closed),
    seen(P::Told, G::Outcome, S::Outcome, S::Closed),
    seen(P::Told, G::Decisions, S::Outcome, S::Closed),
    seen(P::Told, G::PublicVersion, S::Published, S::Closed),
    seen(P::Other, G::PublicVersion, S::Published, S::Closed),
    seen(P::Public, G::PublicVersion, S::Published, S::Closed),
];

/// What a party sees of a case in a state. In the two states in which a case has ended early nothing is told: it is seen as it
/// was in the state before (see `Case::grounds`).
pub fn sees(party: Party, state: State) -> Vec<Ground> {
    let now = |row: &&Seen| row.party == party && row.from <= state && state <= row.until;
    SIGHT.iter().filter(now).map(|row| row.ground).collect()
}
