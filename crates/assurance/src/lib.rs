//! Assuring units: what a checkpoint asks (data), the round in which units answer and are assessed (a fold over acts), what
//! units plan beside what their customers intend, and what customers say.
//!
//! Nothing here has a clock, a file or a person's name: days and ids of persons are handed in.

mod definition;
mod history;
mod page;
mod plan;
mod round;
mod sight;
mod survey;

pub use definition::{
    Condition, Consistency, Definition, Domain, Judged, Known, Origin, Outcome, Question, Rating, Rule,
    Sentence, Source, Test, VECTORS_MAX, Why,
};
pub use history::{RecordedOutcome, Tally, tally};
pub use page::printed;
pub use plan::{
    Banded, Intended, Line, PlanRow, PlanYear, Potential, Reconciled, Totals, Verdict, check_plan,
    expected_of, intentions_of, plan_of, potential, reconcile, sums_by_year, under_scale,
};
pub use round::{
    APART, Act, ActKind, Answer, Assessment, AssessorRatings, By, Carried, Difference, DomainRating, Event,
    Evidence, Guard, Hand, Milestone, Opening, RULES, RecordedBy, Refused, Round, Row, Setup, Side, Standing,
    State, To, Turn, UnitOpening, row_of,
};
pub use sight::{Ground, Party, RestsOn, SIGHT, Seen, Step, View, sees};
pub use survey::{Response, SCORES, Summary, Told, Tone, summarise};
