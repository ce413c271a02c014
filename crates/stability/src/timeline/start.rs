use ledger::TraceId;
use vocabulary::{Finding, Pence, Place};

use super::records::CellTrack;
use super::run::Run;
use super::state::{CellState, Exit, Leaving, UnitState};
use crate::book::Book;
use crate::plan::Plan;

impl<B: Book> Run<'_, B> {
    /// Before the first month: the baseline volumes, what units need at them, and the settled exits.
    pub(super) fn start(&mut self, plan: &Plan) {
        self.now.clear(self.model);
        self.now.held.clone_from(&plan.held);
        self.now.agreed.clone_from(&plan.agreed);
        if B::ITEMISED {
            self.open_records();
        }
        self.add_lines();
        for unit in &self.scope.units {
            self.now.units[*unit] = UnitState::default();
        }
        for pool in &self.scope.pools {
            self.now.residual[*pool] = 0.0;
            self.now.spent[*pool] = Pence::ZERO;
        }
        self.baseline_volumes();
        self.baseline_costs();
        self.settle(plan);
        self.now.stirred.pools.extend(&self.scope.pools);
        self.now.stirred.lines.extend(&self.scope.lines);
    }

    fn open_records(&mut self) {
        let (model, book) = (self.model, &mut self.book);
        let of_pool = |pool: &crate::model::Pool| -> TraceId { book.trace(|| vec![pool.row]) };
        self.told.of_pools = model.pools.iter().map(of_pool).collect();
        self.told.tracks = vec![CellTrack::default(); model.cells.len()];
        self.told.residual = vec![vec![0.0; model.months as usize]; model.units.len()];
    }

    fn add_lines(&mut self) {
        // Lines that take no part keep their places, for lines are known by them.
        let known = self.now.lines.len();
        self.now.lines.extend_from_slice(&self.frame.blank[known..]);
        for line in &self.scope.lines {
            self.now.lines[*line] = self.frame.blank[*line].with(self.numbers);
        }
        if B::ITEMISED {
            (0..self.model.lines.len()).for_each(|line| self.trace_line(line));
        }
    }

    /// Volume of each service at the start before any move; when nobody buys yet, in the first month in
    /// which somebody does.
    fn baseline_volumes(&mut self) {
        for index in &self.scope.cells {
            let first = self.frame.first_of[*index].unwrap_or(0);
            let lines = self.model.cells[*index].lines.iter();
            let in_force = lines.filter(|line| self.model.lines[**line].from_month <= first);
            let volume_start = in_force.map(|line| self.numbers.line_volume[*line]).sum();
            self.now.cells[*index] = CellState { volume_start, ..CellState::default() };
        }
    }

    /// What each unit needs at the start, and from it the cost per volume that prices are compared with.
    fn baseline_costs(&mut self) {
        let (scope, frame) = (self.scope, self.frame);
        for unit in &scope.units {
            // The driver of overhead at the baseline: at the start, or in the first month with any cost.
            for month in &frame.starts_of[*unit] {
                let needs = self.measure_direct(*unit, *month);
                if self.now.units[*unit].direct_start <= 0.0 {
                    self.now.units[*unit].direct_start = needs.direct;
                }
                self.measure_overhead(*unit, needs);
                self.note_first_costs(*unit, *month);
            }
        }
        for line in &scope.lines {
            if let Some(cell) = self.now.lines[*line].cell {
                self.now.lines[*line].base_kappa = self.now.cells[cell].kappa_start;
            }
        }
    }

    /// The cost per volume before any move: of each service in the first month in which it has volume.
    fn note_first_costs(&mut self, unit: usize, month: u32) {
        let model = self.model;
        for cell in &model.units[unit].cells {
            if self.frame.first_of[*cell] != Some(month) {
                continue;
            }
            let kappa = self.kappa(*cell);
            self.now.cells[*cell].kappa_start = kappa;
            if B::ITEMISED {
                self.told.tracks[*cell].kappa_start = kappa;
                self.say_price_stands(unit, *cell, kappa);
            }
        }
    }

    fn say_price_stands(&mut self, unit: usize, cell: usize, kappa: f64) {
        let cell = &self.model.cells[cell];
        let income: f64 = cell.lines.iter().map(|line| self.numbers.line_annual[*line]).sum();
        if kappa != 0.0 || income <= 0.0 {
            return;
        }
        let unit = &self.model.units[unit].code;
        let seen = format!("{} of {unit} has no needed cost at the start; its prices stand", cell.code);
        let place = Place::row("cost_pools", format!("{unit}/{}", cell.code));
        self.told.findings.push(
            Finding::warning("price-stands", place, seen)
                .expected("cost pools for the service")
                .action("Add them."),
        );
    }

    fn settle(&mut self, plan: &Plan) {
        for planned in &plan.exits {
            if !self.takes_part(planned.line) {
                continue;
            }
            let leaving = Leaving {
                month: planned.month,
                phase: planned.phase,
                target: planned.target.clone(),
                transfer: planned.transfer,
                redeploy: planned.redeploy,
                elsewhere: None,
                joined: None,
            };
            let exit = Exit {
                line: planned.line,
                month: planned.month,
                to: planned.target.to.clone(),
                alternative: None,
                reaction: None,
                price: 0.0,
            };
            self.settle_exit(planned.line, exit, leaving);
            self.now.due.entry(planned.month).or_default().push(planned.line);
        }
    }

    /// Writes down that a line leaves, and how.
    pub(super) fn settle_exit(&mut self, line: usize, exit: Exit, leaving: Leaving) {
        self.now.lines[line].exit = Some(self.now.exits.len());
        self.now.exits.push(exit);
        self.now.leaving.push(leaving);
        if B::ITEMISED {
            self.told.stranded.push(vec![0.0; self.model.months as usize]);
        }
    }
}
