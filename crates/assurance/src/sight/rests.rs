//! What an act rests on: if that is no longer as it was seen, somebody else has changed it meanwhile.

use vocabulary::{Code, Who};

use super::View;
use crate::definition::Definition;
use crate::round::{Act, ActKind, Assessment};

/// What an act rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestsOn {
    /// The answer to a question.
    Question(Code),
    /// How the unit rates itself in a domain.
    Domain(Code),
    /// The plan.
    Plan,
    /// What the own body intends.
    OwnIntentions,
    /// What the own body answered in the survey.
    OwnResponse,
    /// A milestone, by its number.
    Milestone(usize),
    /// Everything that its author sees of the assessment.
    Whole,
}

impl RestsOn {
    /// Everything that an act of this kind could rest on, as somebody sees the assessment.
    pub fn of(act: ActKind, definition: &Definition, view: &View<'_>) -> Vec<RestsOn> {
        match act {
            ActKind::Answer => {
                definition.questions().map(|question| RestsOn::Question(question.id.clone())).collect()
            }
            ActKind::Keep => {
                view.carried.iter().map(|(question, _)| RestsOn::Question((*question).clone())).collect()
            }
            ActKind::RateSelf => {
                definition.domains.iter().map(|domain| RestsOn::Domain(domain.id.clone())).collect()
            }
            ActKind::StatePlan => vec![RestsOn::Plan],
            ActKind::Intend => vec![RestsOn::OwnIntentions],
            ActKind::Respond => vec![RestsOn::OwnResponse],
            ActKind::MeetMilestone | ActKind::MissMilestone => {
                (0..view.milestones.len()).map(RestsOn::Milestone).collect()
            }
            _ => vec![RestsOn::Whole],
        }
    }

    /// What sort of thing it is, in a word.
    pub fn part(&self) -> &'static str {
        match self {
            RestsOn::Question(_) => "question",
            RestsOn::Domain(_) => "domain",
            RestsOn::Plan => "plan",
            RestsOn::OwnIntentions => "intentions",
            RestsOn::OwnResponse => "response",
            RestsOn::Milestone(_) => "milestone",
            RestsOn::Whole => "whole",
        }
    }

    /// Which of that sort, as acts name it; blank where there is one.
    pub fn id(&self) -> String {
        match self {
            RestsOn::Question(id) | RestsOn::Domain(id) => id.to_string(),
            RestsOn::Milestone(at) => at.to_string(),
            _ => String::new(),
        }
    }
}

impl Act {
    /// What it rests on.
    pub fn rests_on(&self) -> RestsOn {
        match self {
            Act::Answer { question, .. } | Act::Keep { question } => RestsOn::Question(question.clone()),
            Act::RateSelf { rating } => RestsOn::Domain(rating.domain.clone()),
            Act::StatePlan { .. } => RestsOn::Plan,
            Act::Intend { .. } => RestsOn::OwnIntentions,
            Act::Respond { .. } => RestsOn::OwnResponse,
            Act::MeetMilestone { milestone, .. } | Act::MissMilestone { milestone, .. } => {
                RestsOn::Milestone(*milestone)
            }
            _ => RestsOn::Whole,
        }
    }
}

impl Assessment {
    /// What somebody sees of what an act rests on, as one text: the same text as long as it is the same. It tells nothing that its
    /// reader doesn't see: to one assessor all is as it was while the other rates.
    pub fn as_seen(&self, on: &RestsOn, who: &Who) -> String {
        let view = self.seen_by(who);
        match on {
            RestsOn::Question(id) => format!("{:?}", view.answers.iter().find(|(known, _)| *known == id)),
            RestsOn::Domain(id) => {
                format!("{:?}", view.self_ratings.iter().find(|rated| rated.domain == *id))
            }
            RestsOn::Plan => format!("{:?}", view.plan),
            RestsOn::OwnIntentions => {
                let own = view.intentions.iter().filter(|row| row.customer == who.body);
                format!("{:?}", own.collect::<Vec<_>>())
            }
            RestsOn::OwnResponse => {
                format!("{:?}", view.responses.iter().find(|(customer, _)| **customer == who.body))
            }
            RestsOn::Milestone(at) => format!("{:?}", view.milestones.get(*at)),
            RestsOn::Whole => format!("{view:?}"),
        }
    }
}
