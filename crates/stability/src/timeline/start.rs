use std::collections::BTreeMap;

use vocabulary::{Finding, Place};

use super::Policy;
use super::state::{CellState, CellTrack, Exit, Leaving, LineState, Run, UnitState};
use crate::book::Book;
use crate::model::{Model, Numbers};
use crate::plan::Plan;

/// A run before its first month: the baseline volumes, what units need at them, and the settled exits.
pub(super) fn start<'a, B: Book>(
    model: &'a Model,
    numbers: &'a Numbers,
    plan: &Plan,
    policy: Policy<'a>,
    book: &'a mut B,
) -> Run<'a, B> {
    let pool_traces = model.pools.iter().map(|pool| book.trace(&[pool.row])).collect();
    let months = model.months as usize;
    let mut run = Run {
        model,
        numbers,
        policy,
        book,
        lines: Vec::with_capacity(model.lines.len()),
        units: vec![UnitState::default(); model.units.len()],
        cells: vec![CellState::default(); model.cells.len()],
        needed: vec![0.0; model.pools.len()],
        parts: Vec::new(),
        departures: Vec::new(),
        elsewhere: Vec::new(),
        payments: Vec::new(),
        pool_traces,
        due: BTreeMap::new(),
        phasing: Vec::new(),
        people: Vec::new(),
        exits: Vec::new(),
        judgements: Vec::new(),
        reviews: 0,
        tracks: vec![CellTrack::default(); model.cells.len()],
        residual: vec![vec![0.0; months]; model.units.len()],
        stranded: Vec::new(),
        findings: Vec::new(),
        shares: BTreeMap::new(),
        held: plan.held.clone(),
    };
    run.add_lines();
    run.baseline_volumes();
    run.baseline_costs();
    run.settle(plan);
    run
}

impl<B: Book> Run<'_, B> {
    fn add_lines(&mut self) {
        for (index, line) in self.model.lines.iter().enumerate() {
            let alone = self.book.trace(&[line.row]);
            let rows = self.rows_behind(index, line.cell);
            let with_pools = self.book.trace(&rows);
            let price = self.numbers.line_annual[index];
            self.lines.push(LineState {
                line: index,
                joined_by: None,
                cell: line.cell,
                volume: self.numbers.line_volume[index],
                fraction: 1.0,
                base_price: price,
                base_kappa: 0.0,
                price,
                surcharge: 0.0,
                repriced: false,
                fixed_until: line.fixed_until,
                from_month: line.from_month,
                leaving: None,
                traces: [alone, with_pools],
            });
        }
    }

    /// Volume of each service at the start before any move; when nobody buys yet, in the first month in
    /// which somebody does.
    fn baseline_volumes(&mut self) {
        for (index, cell) in self.model.cells.iter().enumerate() {
            let first = cell.lines.iter().map(|line| self.model.lines[*line].from_month).min().unwrap_or(0);
            let in_force = cell.lines.iter().filter(|line| self.model.lines[**line].from_month <= first);
            self.cells[index].volume_start = in_force.map(|line| self.numbers.line_volume[*line]).sum();
        }
    }

    /// What each unit needs at the start, and from it the cost per volume that prices are compared with.
    fn baseline_costs(&mut self) {
        for unit in 0..self.model.units.len() {
            // The driver of overhead at the baseline: at the start, or in the first month with any cost.
            let cells = self.model.units[unit].cells.iter();
            let firsts = cells
                .flat_map(|cell| &self.model.cells[*cell].lines)
                .map(|line| self.model.lines[*line].from_month);
            let mut firsts: Vec<u32> = firsts.collect();
            firsts.sort_unstable();
            firsts.dedup();
            for month in firsts {
                self.measure(unit, month);
                let direct = self.units[unit].direct;
                if self.units[unit].direct_start <= 0.0 {
                    self.units[unit].direct_start = direct;
                    self.measure(unit, month);
                }
                self.note_first_costs(unit, month);
            }
        }
        for line in 0..self.lines.len() {
            if let Some(cell) = self.lines[line].cell {
                self.lines[line].base_kappa = self.cells[cell].kappa_start;
            }
        }
    }

    /// The cost per volume before any move: of each service in the first month in which it has volume.
    fn note_first_costs(&mut self, unit: usize, month: u32) {
        for cell in self.model.units[unit].cells.clone() {
            let lines = &self.model.cells[cell].lines;
            if lines.iter().map(|line| self.model.lines[*line].from_month).min() != Some(month) {
                continue;
            }
            let kappa = self.kappa(cell);
            self.cells[cell].kappa_start = kappa;
            self.tracks[cell].kappa_start = kappa;
            let income: f64 = lines.iter().map(|line| self.numbers.line_annual[*line]).sum();
            if kappa == 0.0 && income > 0.0 {
                let cell = &self.model.cells[cell];
                let seen = format!(
                    "{} of {} has no needed cost at the start; its prices stand",
                    cell.code, self.model.units[unit].code
                );
                let place =
                    Place::row("cost_pools", format!("{}/{}", self.model.units[unit].code, cell.code));
                self.findings.push(
                    Finding::warning("price-stands", place, seen)
                        .expected("cost pools for the service")
                        .action("Add them."),
                );
            }
        }
    }

    fn settle(&mut self, plan: &Plan) {
        for planned in &plan.exits {
            let exit = self.exits.len();
            self.exits.push(Exit {
                line: planned.line,
                month: planned.month,
                to: planned.target.to.clone(),
                alternative: None,
                reaction: None,
                price: 0.0,
            });
            self.stranded.push(vec![0.0; self.model.months as usize]);
            self.lines[planned.line].leaving = Some(Leaving {
                month: planned.month,
                phase: planned.phase,
                target: planned.target.clone(),
                transfer: planned.transfer,
                redeploy: planned.redeploy,
                exit,
            });
            self.due.entry(planned.month).or_default().push(planned.line);
        }
    }
}
