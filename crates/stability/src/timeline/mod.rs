//! A scenario, month by month: who is in force, what units need and carry, what prices are, who decides
//! to leave, and the postings that follow. Pure: the same model, numbers, plan and policy give the same run.

mod decide;
mod engine;
mod frame;
mod leave;
mod need;
mod people;
mod post;
mod records;
mod residual;
mod review;
mod run;
mod shares;
mod start;
mod state;
mod window;

use register::Rulebook;
use vocabulary::{Code, Findings};

use crate::book::Book;
use crate::model::{Model, Numbers};
use crate::plan::Plan;

pub use decide::{Judgement, best_alternative};
pub use engine::{Desk, Engine, exit_charges};
pub use frame::Scope;
pub use people::PeopleRow;
pub use records::{CellTrack, Stranded};
pub use state::Exit;
pub use window::Window;

/// What people may dispute about a run, besides the numbers.
#[derive(Debug, Clone, Copy)]
pub struct Policy<'a> {
    /// Dated rules and rates.
    pub rulebook: &'a Rulebook,
    /// Who pays the residual.
    pub payer_rule: &'a Code,
    /// Do others decide anew at each review?
    pub reaction: bool,
}

/// What a run leaves behind, besides its postings. With a book that isn't itemised only the exits are there.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Every line that left or will leave, in order.
    pub exits: Vec<Exit>,
    /// Every line that was judged at a review.
    pub judgements: Vec<Judgement>,
    /// Each unit's service by month.
    pub cells: Vec<CellTrack>,
    /// Residual cost by unit and month, pence: what is carried but no longer needed.
    pub residual: Vec<Vec<f64>>,
    /// Residual cost by exit and month.
    pub stranded: Vec<Stranded>,
    /// Posts that are moved, redeployed or lost.
    pub people: Vec<PeopleRow>,
    /// What the run has to say.
    pub findings: Findings,
}

/// Runs a plan on a model and writes its postings into a book.
pub fn simulate<B: Book>(
    model: &Model,
    numbers: &Numbers,
    plan: &Plan,
    policy: Policy<'_>,
    book: &mut B,
) -> Outcome {
    Engine::of(model, policy).simulate(numbers, plan, book)
}
