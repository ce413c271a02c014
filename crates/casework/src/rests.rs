//! What an act rests on: if that is no longer as it was seen, somebody else has changed it meanwhile.

use vocabulary::Date;

use crate::act::Act;
use crate::case::Case;
use crate::content::SectionId;
use crate::who::Who;

/// What an act rests on. An act that only adds rests on nothing, and two people can do it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestsOn {
    /// The text of a section, and whether it is done.
    Section(SectionId),
    /// The answer to a question, by its number among the questions.
    Note(usize),
    /// The answer to a point.
    Point(usize),
    /// An offer with its answers, by its number among all offers.
    Offer(usize),
    /// A milestone.
    Milestone(usize),
    /// The outturn of a benefit.
    Benefit(usize),
    /// Everything that its author sees of the case.
    Whole,
}

impl Act {
    /// What it rests on; `None` where it only adds.
    pub fn rests_on(&self) -> Option<RestsOn> {
        match self {
            Act::Write { section, .. } | Act::Complete { section } => Some(RestsOn::Section(*section)),
            Act::Answer { note, .. } => Some(RestsOn::Note(*note)),
            Act::AnswerOffer { offer, .. } => Some(RestsOn::Offer(*offer)),
            Act::AnswerPoint { point, .. } => Some(RestsOn::Point(*point)),
            Act::MeetMilestone { milestone, .. } | Act::WaiveMilestone { milestone, .. } => {
                Some(RestsOn::Milestone(*milestone))
            }
            Act::RecordOutturn { benefit, .. } => Some(RestsOn::Benefit(*benefit)),
            Act::Certify
            | Act::SignOff { .. }
            | Act::Return { .. }
            | Act::Recommend { .. }
            | Act::RecordOutcome { .. }
            | Act::NeedNoView { .. }
            | Act::Decide { .. }
            | Act::Publish
            | Act::Follow { .. }
            | Act::Close
            | Act::Withdraw { .. }
            | Act::Supersede { .. } => Some(RestsOn::Whole),
            _ => None,
        }
    }
}

impl Case {
    /// What somebody sees of what an act rests on, as one text: the same text as long as it is the same. It tells nothing that its
    /// reader doesn't see.
    pub fn as_seen(&self, on: RestsOn, who: &Who, day: Date) -> String {
        let view = self.seen_by(who, day);
        match on {
            RestsOn::Section(id) => {
                let section = view.sections.iter().find(|section| section.id == id);
                section.map_or(String::new(), |section| format!("{} {}", section.versions, section.status))
            }
            RestsOn::Note(at) => format!("{:?}", view.notes.iter().find(|(number, _)| *number == Some(at))),
            RestsOn::Point(at) => format!("{:?}", view.points.get(at)),
            RestsOn::Offer(at) => format!("{:?}", view.offers.get(at)),
            RestsOn::Milestone(at) => format!("{:?}", view.milestones.get(at)),
            RestsOn::Benefit(at) => format!("{:?}", view.benefits.get(at)),
            RestsOn::Whole => format!("{view:?}"),
        }
    }
}
