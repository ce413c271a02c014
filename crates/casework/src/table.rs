//! The table: which act is open in which state, to whom, and what must be so.

use vocabulary::choice;

use crate::act_kind::ActKind;
use crate::guard::Guard;
use crate::state::State;
use crate::who::Office;

choice! {
    /// On which side of a case a body stands.
    pub enum Side {
        /// The commissioner that leads: the first of those in the case.
        Lead = "the lead commissioner",
        /// Any commissioner in the case.
        Commissioner = "a commissioner of the case",
        /// A body that was invited.
        Invited = "an invited body",
        /// A unit of the case that was invited.
        Unit = "the unit",
        /// The oversight body that gives the outcome.
        Deciding = "the oversight body that gives the outcome",
        /// Any oversight body that is told.
        Overseer = "any oversight body that is told",
    }
}

/// Roles on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// The side.
    pub side: Side,
    /// The roles, any of them.
    pub offices: &'static [Office],
}

/// Where an act leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The case stays where it is.
    Stays,
    /// It goes there.
    Goes(State),
    /// It goes to one of these once everybody who is needed has acted, and stays until then.
    MayGo(&'static [State]),
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The act.
    pub act: ActKind,
    /// The states in which it is open; none for the act that begins a case.
    pub from: &'static [State],
    /// Where it leads.
    pub to: To,
    /// Who may.
    pub by: &'static [By],
    /// What must be so.
    pub guards: &'static [Guard],
}

use ActKind as A;
use Guard as G;
use Office::{
    Assurer, Author, Certifier, GoverningBody, HrLead, ReviewLead, Reviewer, UnitDirector, UnitFinance,
};
use Side::{Commissioner, Deciding, Invited, Lead, Overseer, Unit};
use State as S;

const fn rule(
    act: ActKind,
    from: &'static [State],
    to: To,
    by: &'static [By],
    guards: &'static [Guard],
) -> Rule {
    Rule { act, from, to, by, guards }
}

const fn by(side: Side, offices: &'static [Office]) -> By {
    By { side, offices }
}

const WRITTEN: &[State] = &[S::Draft, S::Returned];
const WITH_OVERSIGHT: &[State] = &[S::Sent, S::Triage, S::InReview, S::Recommended];
/// Recommended stands beside in review everywhere but for the reviewers, so that nobody can tell the two apart.
const REVIEWED: &[State] = &[S::Triage, S::InReview, S::Recommended];
const UNDECIDED: &[State] =
    &[S::Draft, S::Sent, S::Triage, S::InReview, S::Returned, S::Recommended, S::Outcome];
/// Replies are taken until publication: who was only invited isn't told earlier that there is a decision.
const UNPUBLISHED: &[State] =
    &[S::Draft, S::Sent, S::Triage, S::InReview, S::Returned, S::Recommended, S::Outcome, S::Decided];

const LEAD_AUTHOR: &[By] = &[by(Lead, &[Author])];
const LEAD: &[By] = &[by(Lead, &[Author, Certifier])];
const AUTHOR: &[By] = &[by(Commissioner, &[Author])];
const WRITERS: &[By] = &[by(Commissioner, &[Author, HrLead])];
const OURS: &[By] = &[by(Commissioner, &[Author, Certifier, GoverningBody])];
const REVIEWERS: &[By] = &[by(Deciding, &[Reviewer, ReviewLead])];
const LEAD_REVIEWER: &[By] = &[by(Deciding, &[ReviewLead])];
const OVERSEERS: &[By] = &[by(Overseer, &[Reviewer, ReviewLead])];

/// Every row, in the order of a case's life.
pub const RULES: &[Rule] = &[
    rule(A::Open, &[], To::Goes(S::Draft), LEAD_AUTHOR, &[G::SetupWhole]),
    rule(
        A::Write,
        WRITTEN,
        To::Stays,
        WRITERS,
        &[G::Worded, G::SectionOfTier, G::CanStart, G::HrOnStaff, G::HandsApart],
    ),
    rule(A::Attach, WRITTEN, To::Stays, AUTHOR, &[G::SectionOfTier, G::HandsApart]),
    rule(
        A::Complete,
        WRITTEN,
        To::Stays,
        WRITERS,
        &[G::SectionOfTier, G::HasText, G::HrOnStaff, G::HandsApart],
    ),
    rule(
        A::AttachFile,
        WRITTEN,
        To::Stays,
        WRITERS,
        &[G::Worded, G::SectionOfTier, G::HrOnStaff, G::FileWhole, G::FileNew, G::FilesFit, G::HandsApart],
    ),
    rule(A::TakeOutFile, WRITTEN, To::Stays, AUTHOR, &[G::FileFree, G::HandsApart]),
    rule(A::MarkExempt, UNPUBLISHED, To::Stays, AUTHOR, &[G::Worded]),
    rule(A::OpenSections, &[S::Draft], To::Stays, AUTHOR, &[G::SectionOfTier]),
    rule(A::AgreeAssumption, &[S::Draft], To::Stays, REVIEWERS, &[G::Worded, G::SectionOpened]),
    rule(A::Invite, WRITTEN, To::Stays, AUTHOR, &[G::Affected, G::DayAhead]),
    rule(
        A::Reply,
        UNPUBLISHED,
        To::Stays,
        &[by(Invited, &[Author, Certifier]), by(Unit, &[UnitDirector, UnitFinance])],
        &[G::Worded, G::PrivateIsUnits],
    ),
    rule(A::CounterOffer, UNPUBLISHED, To::Stays, &[by(Unit, &[UnitDirector])], &[G::Worded, G::DayAhead]),
    rule(
        A::AnswerOffer,
        UNPUBLISHED,
        To::Stays,
        &[by(Commissioner, &[Author, Certifier])],
        &[G::Worded, G::OfferThere, G::OfferOpen, G::OfferStands],
    ),
    rule(A::AcceptJoining, &[S::Draft], To::Stays, LEAD_AUTHOR, &[G::AskedToJoin]),
    rule(
        A::Leave,
        UNDECIDED,
        To::MayGo(&[S::Decided]),
        &[by(Commissioner, &[Certifier, GoverningBody])],
        &[G::Worded, G::AnotherStays, G::NotDecided],
    ),
    rule(A::SignOff, WRITTEN, To::Stays, &[by(Commissioner, &[Assurer])], &[G::Worded, G::HandsApart]),
    rule(
        A::Certify,
        WRITTEN,
        To::MayGo(&[S::Sent, S::InReview, S::Outcome]),
        &[by(Commissioner, &[Certifier])],
        &[
            G::SectionsComplete,
            G::ExhibitThere,
            G::EveryoneAsked,
            G::PointsAnswered,
            G::NotCertified,
            G::HandsApart,
        ],
    ),
    rule(
        A::GoOnWithout,
        &[S::Draft, S::Returned, S::Outcome],
        To::MayGo(&[S::Sent, S::InReview, S::Outcome, S::Decided]),
        OURS,
        &[G::OthersDayPassed],
    ),
    rule(A::Receive, &[S::Sent], To::Goes(S::Triage), REVIEWERS, &[]),
    rule(
        A::NeedNoView,
        &[S::Triage],
        To::Goes(S::Outcome),
        LEAD_REVIEWER,
        &[G::Worded, G::InterestDeclared, G::HandsApart],
    ),
    rule(A::TakeUp, &[S::Triage], To::Goes(S::InReview), REVIEWERS, &[]),
    rule(A::DeclareInterest, REVIEWED, To::Stays, OVERSEERS, &[G::Worded]),
    rule(A::Ask, &[S::Triage, S::InReview], To::Stays, REVIEWERS, &[G::Worded, G::SectionOfTier]),
    rule(A::Answer, REVIEWED, To::Stays, AUTHOR, &[G::Worded, G::QuestionThere]),
    rule(A::Flag, &[S::Triage, S::InReview], To::Stays, REVIEWERS, &[G::Worded, G::SectionOfTier]),
    rule(A::Comment, WITH_OVERSIGHT, To::Stays, OVERSEERS, &[G::Worded]),
    rule(
        A::Escalate,
        REVIEWED,
        To::Goes(S::InReview),
        &[by(Overseer, &[ReviewLead]), by(Commissioner, &[Certifier])],
        &[G::Worded, G::NationalThere],
    ),
    rule(
        A::Return,
        &[S::InReview],
        To::Goes(S::Returned),
        REVIEWERS,
        &[G::PointsGiven, G::InTime, G::HandsApart],
    ),
    rule(A::AnswerPoint, &[S::Returned], To::Stays, AUTHOR, &[G::Worded, G::PointThere, G::HandsApart]),
    rule(
        A::Recommend,
        &[S::InReview],
        To::Goes(S::Recommended),
        &[by(Deciding, &[Reviewer])],
        &[G::Worded, G::VerdictGiven, G::InterestDeclared, G::HandsApart],
    ),
    rule(
        A::RecordOutcome,
        &[S::Recommended],
        To::Goes(S::Outcome),
        LEAD_REVIEWER,
        &[G::Worded, G::VerdictGiven, G::ConditionsFit, G::InterestDeclared, G::HandsApart],
    ),
    rule(A::NoteSilence, WITH_OVERSIGHT, To::Goes(S::Outcome), OURS, &[G::ViewDayPassed]),
    rule(
        A::Decide,
        &[S::Outcome, S::Decided, S::Published, S::Followed],
        To::MayGo(&[S::Decided]),
        &[by(Commissioner, &[GoverningBody])],
        &[G::Worded, G::ChangesNamed, G::NotDecided, G::NotRefused, G::HandsApart],
    ),
    rule(A::Publish, &[S::Decided], To::Goes(S::Published), LEAD, &[]),
    rule(A::Follow, &[S::Published], To::Goes(S::Followed), LEAD_AUTHOR, &[]),
    rule(
        A::MeetMilestone,
        &[S::Followed],
        To::Stays,
        AUTHOR,
        &[G::Worded, G::MilestoneOpen, G::OwnMilestone],
    ),
    rule(A::WaiveMilestone, &[S::Followed], To::Stays, LEAD_REVIEWER, &[G::Worded, G::MilestoneOpen]),
    rule(A::RecordOutturn, &[S::Followed], To::Stays, AUTHOR, &[G::BenefitThere]),
    rule(A::Close, &[S::Followed], To::Goes(S::Closed), LEAD, &[G::AllSettled]),
    rule(
        A::Withdraw,
        State::LIVE,
        To::Goes(S::Withdrawn),
        &[by(Lead, &[Certifier, GoverningBody])],
        &[G::Worded],
    ),
    rule(
        A::Supersede,
        State::LIVE,
        To::Goes(S::Superseded),
        &[by(Lead, &[Certifier])],
        &[G::Worded, G::AnotherCase],
    ),
];

/// The row of an act.
pub fn rule_of(act: ActKind) -> &'static Rule {
    // Every act has its row: tested below. The first row never stands in for another.
    RULES.iter().find(|rule| rule.act == act).unwrap_or(&RULES[0])
}

#[cfg(test)]
mod tests;
