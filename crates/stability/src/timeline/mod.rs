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

/// What the payer rule would charge each line a year if, once the moves of a plan are made, it gave notice in
/// the first month and left alone for its best alternative, pence; 0 for lines that keep no books or have
/// nowhere to go.
pub fn exit_charges(model: &Model, numbers: &Numbers, plan: &Plan, policy: Policy<'_>) -> Vec<f64> {
    let mut book = crate::book::Sums::new(model.names.bodies().len(), model.months);
    let mut run = start::start(model, numbers, &Plan::default(), policy, &mut book);
    for exit in &plan.exits {
        run.lines[exit.line].fraction = 0.0;
    }
    run.begin_month(0);
    let charge = |line: usize| {
        let candidates = &model.lines[line].alternatives;
        let best = best_alternative(model, numbers, candidates, numbers.line_volume[line]);
        best.map_or(0.0, |best| run.exit_charge(line, model.alternatives[best].kind, 0) / model.years())
    };
    (0..model.lines.len()).map(charge).collect()
}
