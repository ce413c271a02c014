//! What affected bodies are asked, and what they say. Silence is "no reply", and never consent.

use vocabulary::{Date, Pence, choice};

choice! {
    /// What a reply does.
    pub enum ReplyKind {
        /// Says that a figure about the body is wrong, and what is right.
        Corrects = "corrects-own-data",
        /// Says what the body will do.
        Intends = "states-intention",
        /// Asks to become a commissioner of the case.
        AsksToJoin = "asks-to-join",
        /// Says something else.
        Comments = "comments",
    }
}

/// What a body replied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What it does.
    pub kind: ReplyKind,
    /// What it says, to everybody who reads the case.
    pub text: String,
    /// What only the body itself and the oversight body read: a unit's cost data. Mostly empty.
    pub private: String,
    /// When.
    pub on: Date,
}

/// A body that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// When.
    pub on: Date,
    /// The last day for a reply that is waited for. Later ones are taken too.
    pub reply_by: Date,
    /// What it replied.
    pub replies: Vec<Reply>,
}

choice! {
    /// Where an invitation stands. There is no word for consent: nobody is asked for any.
    pub enum Answered {
        /// It replied.
        Replied = "replied",
        /// It may still reply in time.
        Waiting = "asked",
        /// Its day has passed.
        NoReply = "no reply",
    }
}

impl Invitation {
    /// Where it stands on a day.
    pub fn stands(&self, on: Date) -> Answered {
        match self.replies.is_empty() {
            false => Answered::Replied,
            true if on <= self.reply_by => Answered::Waiting,
            true => Answered::NoReply,
        }
    }
}

/// What a unit offers instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The unit.
    pub unit: vocabulary::Code,
    /// What it offers.
    pub text: String,
    /// The price, pence a year.
    pub annual_pence: Pence,
    /// The last day on which it stands.
    pub until: Date,
}
