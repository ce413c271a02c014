//! What must be so before an act: one word each, and its question to the case.

mod follow;
mod hands;
mod review;
mod writing;

use vocabulary::{Date, choice};

use crate::act::Act;
use crate::case::Case;
use crate::who::Who;

pub use hands::{APART, Hand};

choice! {
    /// What must be so.
    pub enum Guard {
        /// Of any act.
        DayForward = "the day isn't before that of the last act",
        /// The case can be begun with this.
        SetupWhole = "each body stands on one side, the lead's author opens it, and a case has an oversight body",
        /// Words are there.
        Worded = "it says something: a text, an answer or a reason",
        /// The section belongs to the tier.
        SectionOfTier = "the section belongs to this tier",
        /// The section may be begun.
        CanStart = "the sections before it have been begun",
        /// HR leads write on staff.
        HrOnStaff = "an HR lead writes the section on staff only",
        /// There is text.
        HasText = "the section has text",
        /// The file can be named and found again.
        FileWhole = "the file has a name, a hash of 64 digits, and a byte at least",
        /// The file is new.
        FileNew = "the case doesn't have this very file already",
        /// The files aren't too large.
        FilesFit = "no file is over 10 MB, and all files of the case together aren't over 20 MB",
        /// The file is there and was never sent.
        FileFree = "there is such a file, and it was never sent",
        /// The section is open to the oversight body.
        SectionOpened = "the author has opened the section",
        /// The body is affected.
        Affected = "the body is affected, and no commissioner of the case",
        /// The last day isn't past.
        DayAhead = "its last day isn't past already",
        /// Only a unit says something in private.
        PrivateIsUnits = "only a unit's reply has a private part",
        /// The offer is there.
        OfferThere = "there is such an offer",
        /// The commissioner hasn't answered it for good.
        OfferOpen = "this commissioner hasn't taken it up or declined it already (still considering it is neither)",
        /// What no longer stands can't be taken up.
        OfferStands = "an offer that is taken up still stands on that day",
        /// The body wants to join.
        AskedToJoin = "the body asked to join",
        /// The case isn't left without a commissioner.
        AnotherStays = "another commissioner stays in the case",
        /// All is written.
        SectionsComplete = "every needed section is complete",
        /// The numbers are frozen.
        ExhibitThere = "a case has an exhibit for its system impact",
        /// Everybody affected was asked.
        EveryoneAsked = "every affected body was invited, and has replied or let its day pass",
        /// Every point of the last return is answered.
        PointsAnswered = "every point has an answer",
        /// Not certified already.
        NotCertified = "the commissioner hasn't certified this already",
        /// The others' day has passed.
        OthersDayPassed = "some have done their part, and the day for the others has passed",
        /// The reviewing body's own interest is known.
        InterestDeclared = "an oversight body that is customer or host has declared its own gain or loss",
        /// The question is there.
        QuestionThere = "there is such a question",
        /// Someone to escalate to.
        NationalThere = "there is a national body, and the case isn't with it already",
        /// Points are bound.
        PointsGiven = "there is a point, and each says something and is bound to a section of the case",
        /// The day for a view hasn't passed.
        InTime = "the day for a view hasn't passed",
        /// The point is there.
        PointThere = "there is such a point in what was returned last",
        /// A verdict that a body can give.
        VerdictGiven = "the verdict is a view: silence isn't one that can be given",
        /// Conditions and verdict fit.
        ConditionsFit = "conditions are there if, and only if, it is agreed with conditions; each says something, has a day ahead, and a commissioner of the case that is chased",
        /// The day for a view has passed.
        ViewDayPassed = "the day for a view has passed",
        /// Changes are named.
        ChangesNamed = "changes are named if, and only if, it proceeds with changes",
        /// The commissioner hasn't decided.
        NotDecided = "this commissioner hasn't decided already (a deferral isn't a decision)",
        /// No lawful refusal stands against it.
        NotRefused = "it wasn't refused by a power that a law gives",
        /// The milestone is open.
        MilestoneOpen = "there is such a milestone, and it isn't settled",
        /// The milestone is the body's own.
        OwnMilestone = "the milestone is this commissioner's",
        /// The benefit is there.
        BenefitThere = "there is such a benefit",
        /// All is settled.
        AllSettled = "every milestone is settled, and every benefit has its outturn",
        /// Another case.
        AnotherCase = "the other case isn't this one",
        /// Roles that must be apart.
        HandsApart = "the person has done nothing in this case that must be done by somebody else",
    }
}

/// What a guard is asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The case before the act.
    pub case: &'a Case,
    /// The act.
    pub act: &'a Act,
    /// Who acts.
    pub who: &'a Who,
    /// The day.
    pub on: Date,
}

impl Guard {
    /// Is it a question to the case and the day, whatever the act says? Only those whose answer is a reason not to offer the act at all:
    /// of the others it is told what is still missing.
    pub(crate) fn asks_the_case_alone(self) -> bool {
        matches!(
            self,
            Guard::AnotherStays
                | Guard::OthersDayPassed
                | Guard::NotDecided
                | Guard::ViewDayPassed
                | Guard::NationalThere
        )
    }

    /// Is it so?
    pub(crate) fn is_met(self, asked: Asked<'_>) -> bool {
        match self {
            Guard::DayForward => asked.case.last_day() <= asked.on,
            Guard::SetupWhole => match asked.act {
                Act::Open { setup } => writing::setup_is_whole(setup, asked.who),
                _ => false,
            },
            Guard::Worded => asked.act.words().is_some_and(|words| !words.trim().is_empty()),
            Guard::HandsApart => hands::are_apart(asked),
            Guard::SectionOfTier
            | Guard::CanStart
            | Guard::HrOnStaff
            | Guard::HasText
            | Guard::SectionOpened => writing::section(self, asked),
            Guard::FileWhole | Guard::FileNew | Guard::FilesFit | Guard::FileFree => {
                writing::filing(self, asked)
            }
            Guard::Affected
            | Guard::DayAhead
            | Guard::PrivateIsUnits
            | Guard::AskedToJoin
            | Guard::EveryoneAsked => writing::consultation(self, asked),
            Guard::OfferThere | Guard::OfferOpen | Guard::OfferStands => writing::answering(self, asked),
            Guard::SectionsComplete | Guard::ExhibitThere | Guard::PointsAnswered | Guard::NotCertified => {
                writing::sending(self, asked)
            }
            Guard::InterestDeclared | Guard::QuestionThere | Guard::NationalThere | Guard::PointsGiven => {
                review::reviewing(self, asked)
            }
            Guard::InTime
            | Guard::PointThere
            | Guard::VerdictGiven
            | Guard::ConditionsFit
            | Guard::ViewDayPassed => review::ending(self, asked),
            Guard::AnotherStays
            | Guard::OthersDayPassed
            | Guard::ChangesNamed
            | Guard::NotDecided
            | Guard::NotRefused => follow::deciding(self, asked),
            Guard::MilestoneOpen
            | Guard::OwnMilestone
            | Guard::BenefitThere
            | Guard::AllSettled
            | Guard::AnotherCase => follow::following(self, asked),
        }
    }
}
