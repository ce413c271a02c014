//! What affected bodies are asked, and what they say. Silence is "no reply", and never consent.

use vocabulary::{Code, Date, Pence, choice};

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

choice! {
    /// What is owed to a unit that offered something.
    pub enum OfferGapKind {
        /// There is no answer.
        Unanswered = "isn't answered",
        /// It is considered, and no more.
        StillConsidered = "is still considered",
        /// It was taken up, and nothing in the case was written since.
        NothingFollowed = "was taken up, and nothing in the case was written since",
    }
}

/// Something that a commissioner owes to a unit that offered something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferGap<'a> {
    /// The offer's number, from 0 among all offers.
    pub at: usize,
    /// The offer.
    pub offer: &'a Offer,
    /// The commissioner.
    pub body: &'a Code,
    /// What is owed.
    pub why: OfferGapKind,
}

choice! {
    /// What a commissioner answers to an offer. None of these changes a number: the case is rewritten or withdrawn by its own acts.
    pub enum OfferAnswer {
        /// It wants what is offered; the case is then changed, or withdrawn.
        TakenUp = "taken-up",
        /// It doesn't.
        Declined = "declined",
        /// It doesn't know yet.
        StillConsidered = "still-considered",
    }
}

impl OfferAnswer {
    /// Is nothing more to be answered?
    pub fn is_final(self) -> bool {
        self != OfferAnswer::StillConsidered
    }
}

/// What a commissioner answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferAnswered {
    /// The commissioner.
    pub body: Code,
    /// Its answer.
    pub answer: OfferAnswer,
    /// Its reasons; of an offer that is taken up, what follows.
    pub text: String,
    /// When.
    pub on: Date,
}

/// What a unit offers instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The unit.
    pub unit: Code,
    /// What it offers.
    pub text: String,
    /// The price, pence a year.
    pub annual_pence: Pence,
    /// The last day on which it stands.
    pub until: Date,
    /// What commissioners answered, in order. Of each the newest counts.
    pub answers: Vec<OfferAnswered>,
}

impl Offer {
    /// The newest answer of a commissioner.
    pub fn answer_of(&self, body: &Code) -> Option<&OfferAnswered> {
        self.answers.iter().rfind(|answered| answered.body == *body)
    }

    /// Does a commissioner still owe an answer: is there none, or only that it considers it?
    pub fn is_open_to(&self, body: &Code) -> bool {
        !self.answer_of(body).is_some_and(|answered| answered.answer.is_final())
    }
}
