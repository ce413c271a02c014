//! The table: which act is open in which state, to whom, and what must be so.

use vocabulary::{Office, choice};

use super::act::ActKind;
use super::guard::Guard;
use super::state::State;

choice! {
    /// On which side of an assessment a body stands.
    pub enum Side {
        /// The unit that is assessed.
        Unit = "the unit",
        /// A customer of the unit.
        Customer = "a customer of the unit",
        /// The oversight body that assesses.
        Oversight = "the oversight body",
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
    /// It stays where it is.
    Stays,
    /// It goes there.
    Goes(State),
    /// It goes to one of these once two assessors have rated, and stays until then.
    MayGo(&'static [State]),
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The act.
    pub act: ActKind,
    /// The states in which it is open; none for the act that begins.
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
use Office::{Assessor, Author, Certifier, ReviewLead, UnitDirector, UnitFinance};
use Side::{Customer, Oversight, Unit};
use State as S;

const fn row(
    act: ActKind,
    from: &'static [State],
    to: To,
    by: &'static [By],
    guards: &'static [Guard],
) -> Row {
    Row { act, from, to, by, guards }
}

const fn by(side: Side, offices: &'static [Office]) -> By {
    By { side, offices }
}

/// Customers may speak until the assessors have rated: a unit that certifies early can't keep them out.
const HEARD: &[State] = &[S::Answering, S::Assessing];
const WRITERS: &[By] = &[by(Unit, &[UnitDirector, UnitFinance])];
const CUSTOMERS: &[By] = &[by(Customer, &[Author, Certifier])];
const LEAD: &[By] = &[by(Oversight, &[ReviewLead])];

/// Every row, in the order of a round's life.
pub const RULES: &[Row] = &[
    row(A::Open, &[], To::Goes(S::Answering), LEAD, &[G::SetupWhole]),
    row(A::Answer, &[S::Answering], To::Stays, WRITERS, &[G::Worded, G::QuestionThere, G::HandsApart]),
    row(A::Keep, &[S::Answering], To::Stays, WRITERS, &[G::CarriedThere, G::HandsApart]),
    row(A::RateSelf, &[S::Answering], To::Stays, WRITERS, &[G::RatingWhole, G::HandsApart]),
    row(A::StatePlan, &[S::Answering], To::Stays, WRITERS, &[G::OwnPlan, G::HandsApart]),
    row(
        A::Certify,
        &[S::Answering],
        To::Goes(S::Assessing),
        &[by(Unit, &[Certifier, UnitDirector])],
        &[G::AllAnswered, G::AllSelfRated, G::PlanStated, G::HandsApart],
    ),
    row(A::Intend, HEARD, To::Stays, CUSTOMERS, &[G::OwnIntentions, G::HandsApart]),
    row(A::Respond, HEARD, To::Stays, CUSTOMERS, &[G::ScoresFit, G::HandsApart]),
    row(
        A::Rate,
        &[S::Assessing],
        To::MayGo(&[S::Moderating, S::Rated]),
        &[by(Oversight, &[Assessor])],
        &[G::EveryDomainRated, G::NotRatedYet, G::HandsApart],
    ),
    row(
        A::Moderate,
        &[S::Moderating],
        To::Goes(S::Rated),
        &[by(Oversight, &[Assessor, ReviewLead])],
        &[G::DifferencesSettled, G::HandsApart],
    ),
    row(
        A::RecordOutcome,
        &[S::Rated],
        To::Goes(S::Outcome),
        LEAD,
        &[G::Worded, G::OutcomeFits, G::HandsApart],
    ),
    row(A::Publish, &[S::Outcome], To::Goes(S::Published), LEAD, &[]),
    row(A::BindPlan, &[S::Published], To::Goes(S::Bound), LEAD, &[G::PlanWhole]),
    row(
        A::MeetMilestone,
        &[S::Bound],
        To::Stays,
        &[by(Unit, &[UnitDirector, UnitFinance]), by(Oversight, &[ReviewLead])],
        &[G::Worded, G::MilestoneOpen, G::OwnMilestone],
    ),
    row(
        A::MissMilestone,
        &[S::Bound],
        To::Stays,
        LEAD,
        &[G::Worded, G::MilestoneOpen, G::MilestoneDayPassed],
    ),
    row(A::Close, &[S::Published, S::Bound], To::Goes(S::Closed), LEAD, &[G::PlanSettled]),
    row(A::Abandon, S::LIVE, To::Goes(S::Abandoned), LEAD, &[G::Worded]),
];

/// The row of an act.
pub fn row_of(act: ActKind) -> &'static Row {
    // Each kind has its row, in the order of the kinds; a test holds it so.
    &RULES[act as usize]
}
