//! What each party sees in each state: one table, and a view that holds no more than it allows.

mod rests;
mod table;
mod view;

use vocabulary::{Code, Office, Who, choice};

use crate::round::{Assessment, Side, State};

pub use rests::RestsOn;
pub use table::{SIGHT, Seen, sees};
pub use view::{Step, View};

choice! {
    /// Who looks.
    pub enum Party {
        /// Who answers or certifies for the unit, and its viewers.
        Unit = "the unit",
        /// Who speaks for a customer.
        Customer = "a customer of the unit",
        /// An assessor of the oversight body.
        Assessor = "an assessor of the oversight body",
        /// The review lead of the oversight body.
        Lead = "the review lead of the oversight body",
        /// At any other body, or in any other role.
        Other = "anybody else with an account",
        /// Without an account.
        Public = "the public",
        /// Keeps accounts.
        Administrator = "an administrator",
    }
}

choice! {
    /// A part of an assessment that is seen or not.
    pub enum Ground {
        /// That there is one, and where it stands.
        Notice = "notice",
        /// Answers, with what is carried from the last round, and how the unit rates itself.
        Answers = "answers and self-rating",
        /// Income and cost, exactly.
        Plan = "plan",
        /// What the own body said: intention and survey.
        OwnWords = "own words",
        /// What every customer intends, and the reconciliation with the plan.
        Intentions = "intentions and reconciliation",
        /// What each customer answered, by name.
        SurveyWhole = "survey by customer",
        /// What customers answered together, small counts left out.
        SurveyTold = "survey together",
        /// What the own person rated.
        OwnRatings = "own ratings",
        /// What both assessors found, and where they differ.
        BothRatings = "ratings of both assessors",
        /// The rating of each domain with its reason, and what the rule says.
        Rated = "rating of each domain",
        /// The outcome.
        Outcome = "outcome",
        /// The binding plan.
        BindingPlan = "binding plan",
    }
}

impl Assessment {
    /// Which party somebody is.
    pub fn party_of(&self, who: &Who) -> Party {
        let at = |side: Side| self.is_at(side, &who.body);
        match who.office {
            Office::Administrator => Party::Administrator,
            Office::UnitDirector | Office::UnitFinance | Office::Certifier | Office::Viewer
                if at(Side::Unit) =>
            {
                Party::Unit
            }
            Office::Author | Office::Certifier if at(Side::Customer) => Party::Customer,
            Office::Assessor if at(Side::Oversight) => Party::Assessor,
            Office::ReviewLead if at(Side::Oversight) => Party::Lead,
            _ => Party::Other,
        }
    }

    /// What a party may see now. What was given up is seen as it was in the state in which it ended.
    pub fn grounds(&self, party: Party) -> Vec<Ground> {
        sees(party, self.ended_at().unwrap_or(self.state()))
    }

    /// Where it stands, as it is shown to a body. Whether assessors differ, and that they are done, is known to the oversight
    /// body alone until the outcome is on record; strangers learn of nothing but what is published.
    pub fn state_shown_to(&self, body: &Code) -> State {
        match self.state() {
            State::Moderating | State::Rated if !self.is_at(Side::Oversight, body) => State::Assessing,
            State::Outcome if self.is_at(Side::Customer, body) => State::Assessing,
            state => state,
        }
    }
}
