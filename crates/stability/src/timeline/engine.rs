use super::decide::best_alternative;
use super::frame::{Frame, Scope};
use super::records::Records;
use super::run::{Known, Run};
use super::state::{Exit, State};
use super::window::Window;
use super::{Outcome, Policy};
use crate::book::{Book, Sums};
use crate::model::{Model, Numbers};
use crate::plan::Plan;

/// A model and a policy made ready for many runs.
#[derive(Debug)]
pub struct Engine<'a> {
    model: &'a Model,
    policy: Policy<'a>,
    frame: Frame,
}

/// Room to run in, which can be used again. Kept with one engine: it remembers what that engine's rules say, and
/// what each line would pay elsewhere, until it is told to forget.
#[derive(Debug, Default)]
pub struct Desk {
    state: State,
    known: Known,
}

impl Desk {
    /// Forgets what lines would pay elsewhere: their volume, or the cost of their alternatives, is another.
    pub fn forget(&mut self, lines: &[usize]) {
        for line in lines {
            if let Some(offer) = self.known.offers.get_mut(*line) {
                *offer = None;
            }
        }
    }

    /// The exits of the last run.
    pub fn exits(&self) -> &[Exit] {
        &self.state.exits
    }

    /// Between which tipping points the last run lies.
    pub fn window(&self) -> Window {
        self.state.window
    }
}

impl<'a> Engine<'a> {
    /// Makes a model ready for runs under a policy.
    pub fn of(model: &'a Model, policy: Policy<'a>) -> Self {
        Engine { model, policy, frame: Frame::of(model, policy) }
    }

    /// Runs a plan on the whole model and writes its postings into a book.
    pub fn simulate<B: Book>(&self, numbers: &Numbers, plan: &Plan, book: &mut B) -> Outcome {
        let (mut desk, scope) = (Desk::default(), Scope::whole(self.model));
        let mut run = self.run(&scope, numbers, book, &mut desk);
        run.start(plan);
        run.play();
        run.finish()
    }

    /// Runs a plan on a part of the model that stands alone. Exits and window are left on the desk.
    pub fn draw<B: Book>(
        &self,
        scope: &Scope,
        numbers: &Numbers,
        plan: &Plan,
        book: &mut B,
        desk: &mut Desk,
    ) {
        let mut run = self.run(scope, numbers, book, desk);
        run.start(plan);
        run.play();
    }

    fn run<'r, B: Book>(
        &'r self,
        scope: &'r Scope,
        numbers: &'r Numbers,
        book: &'r mut B,
        desk: &'r mut Desk,
    ) -> Run<'r, B> {
        desk.known.offers.resize(self.model.lines.len(), None);
        Run {
            model: self.model,
            numbers,
            policy: self.policy,
            frame: &self.frame,
            scope,
            book,
            now: &mut desk.state,
            known: &mut desk.known,
            told: Records::default(),
        }
    }
}

/// What the payer rule would charge each line a year if, once the moves of a plan are made, it gave notice in
/// the first month and left alone for its best alternative, pence; 0 for lines that keep no books or have
/// nowhere to go.
pub fn exit_charges(model: &Model, numbers: &Numbers, plan: &Plan, policy: Policy<'_>) -> Vec<f64> {
    let engine = Engine::of(model, policy);
    let mut book = Sums::new(model.names.bodies().len(), model.months);
    let (mut desk, scope) = (Desk::default(), Scope::whole(model));
    let mut run = engine.run(&scope, numbers, &mut book, &mut desk);
    run.start(&Plan::default());
    for exit in &plan.exits {
        run.now.lines[exit.line].fraction = 0.0;
    }
    (0..model.units.len()).for_each(|unit| run.measure(unit, 0));
    let charge = |line: usize| {
        let candidates = &model.lines[line].alternatives;
        let best = best_alternative(model, numbers, candidates, numbers.line_volume[line]);
        best.map_or(0.0, |best| run.exit_charge(line, model.alternatives[best].kind, 0) / model.years())
    };
    (0..model.lines.len()).map(charge).collect()
}
