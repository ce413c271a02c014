//! A scenario, month by month: who is in force, what units need and carry, what prices are, who decides
//! to leave, and the postings that follow. Pure: the same model, numbers, plan and policy give the same run.

mod leave;
mod need;
mod people;
mod post;
mod review;
mod start;
mod state;

use register::Rulebook;
use vocabulary::{Code, Findings};

use crate::book::Book;
use crate::model::{Model, Numbers};
use crate::plan::Plan;

pub use leave::best_alternative;
pub use people::PeopleRow;
pub use review::Judgement;
pub use state::{CellTrack, Exit, Stranded};

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

/// What a run leaves behind, besides its postings.
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
    let mut run = start::start(model, numbers, plan, policy, book);
    for month in 0..model.months {
        run.begin_month(month);
        run.review(month);
        run.post(month);
    }
    run.finish()
}
