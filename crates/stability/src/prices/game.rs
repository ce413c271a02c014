//! One unit's game as the register has it, steps and all.

use register::tables::DestinationKind;
use vocabulary::Code;

use super::costs::{CostPool, Costs, ServiceCost};
use crate::model::{Model, Numbers};
use crate::timeline::best_alternative;

/// Where a line could go, and what that costs its buyer. Pence a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    /// Id of the alternative.
    pub alternative: Code,
    /// Kind of destination.
    pub kind: DestinationKind,
    /// Host or supplier.
    pub supplier: Option<Code>,
    /// Running cost, with tax that can't be recovered.
    pub running: f64,
    /// The yearly part of the cost of switching.
    pub switching: f64,
}

impl Elsewhere {
    /// Both together.
    pub fn cost(&self) -> f64 {
        self.running + self.switching
    }
}

/// One agreement line of the game.
#[derive(Debug, Clone, PartialEq)]
pub struct GameLine {
    /// Its id in the register.
    pub id: Code,
    /// Who buys, as an index into [`Game::buyers`].
    pub buyer: usize,
    /// What, as an index into the services of [`Game::costs`].
    pub service: usize,
    /// How much.
    pub volume: f64,
    /// Today's price, pence a year.
    pub price: f64,
    /// Where it could go; none: it can't leave.
    pub elsewhere: Option<Elsewhere>,
}

/// Who buys what from one unit, what that costs in the long run, and what each line would cost elsewhere.
///
/// A group of buyers may have a unit of its own for the lines that it keeps, and buy the others elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Game {
    /// The unit.
    pub unit: Code,
    /// The one service that is looked at; none for all.
    pub service: Option<Code>,
    /// The buyers, sorted by code.
    pub buyers: Vec<Code>,
    /// The lines, sorted by id.
    pub lines: Vec<GameLine>,
    /// The costs.
    pub costs: Costs,
}

impl Game {
    /// The game of a unit's lines in force at the start; with `cell`, of one service of it. Then overhead counts
    /// with the part that the service carries: apportioned by needed direct cost, as prices are.
    pub fn of(model: &Model, numbers: &Numbers, unit: usize, cell: Option<usize>) -> Game {
        let cells: Vec<usize> = model.units[unit].cells.clone();
        let mut lines: Vec<(usize, usize)> = Vec::new();
        for (service, at) in cells.iter().enumerate() {
            let in_force = model.cells[*at].lines.iter().filter(|line| model.lines[**line].from_month == 0);
            lines.extend(in_force.map(|line| (*line, service)));
        }
        // Lines of the model are sorted by id.
        lines.sort_unstable();
        let services: Vec<ServiceCost> = cells
            .iter()
            .enumerate()
            .map(|(service, at)| ServiceCost {
                code: model.cells[*at].code.clone(),
                volume: volume_of(numbers, &lines, service),
                pools: pools_of(model, numbers, &model.cells[*at].pools),
            })
            .collect();
        let overhead = pools_of(model, numbers, &model.units[unit].overhead);
        let mut costs = Costs::new(services, overhead);
        if let Some(only) = cell.and_then(|cell| cells.iter().position(|at| *at == cell)) {
            lines.retain(|(_, service)| *service == only);
            lines.iter_mut().for_each(|(_, service)| *service = 0);
            costs = part_of(costs, only);
        }
        let mut buyers: Vec<Code> =
            lines.iter().map(|(line, _)| model.lines[*line].buyer_code.clone()).collect();
        buyers.sort();
        buyers.dedup();
        let line = |(line, service): &(usize, usize)| GameLine {
            id: model.lines[*line].id.clone(),
            buyer: buyers.binary_search(&model.lines[*line].buyer_code).unwrap_or(0),
            service: *service,
            volume: numbers.line_volume[*line],
            price: numbers.line_annual[*line],
            elsewhere: elsewhere(model, numbers, *line),
        };
        let lines: Vec<GameLine> = lines.iter().map(line).collect();
        let service = cell.map(|cell| model.cells[cell].code.clone());
        Game { unit: model.units[unit].code.clone(), service, buyers, lines, costs }
    }

    /// What a line would cost elsewhere; infinite when it has nowhere to go.
    pub fn outside(&self, line: usize) -> f64 {
        self.lines[line].elsewhere.as_ref().map_or(f64::INFINITY, Elsewhere::cost)
    }

    /// Volumes by service of the lines that are kept.
    pub fn volumes(&self, kept: impl Fn(usize) -> bool) -> Vec<f64> {
        let mut volumes = vec![0.0; self.costs.services.len()];
        for (at, line) in self.lines.iter().enumerate().filter(|(at, _)| kept(*at)) {
            debug_assert!(at < self.lines.len());
            volumes[line.service] += line.volume;
        }
        volumes
    }

    /// What a unit for these lines costs, pence a year.
    pub fn cost_of_lines(&self, kept: &[bool]) -> f64 {
        self.costs.total(&self.volumes(|line| kept[line]))
    }

    /// What the unit costs with every line, pence a year.
    pub fn whole(&self) -> f64 {
        self.costs.total(&self.volumes(|_| true))
    }

    /// What a group costs on its own when it buys the lines `outside` elsewhere, pence a year.
    pub fn alone(&self, group: &[bool], outside: &[bool]) -> f64 {
        let member = |line: usize| group[self.lines[line].buyer];
        let unit = self.costs.total(&self.volumes(|line| member(line) && !outside[line]));
        let gone = (0..self.lines.len()).filter(|line| member(*line) && outside[*line]);
        unit + gone.map(|line| self.outside(line)).sum::<f64>()
    }

    /// What each buyer pays today, pence a year.
    pub fn today(&self) -> Vec<f64> {
        let mut prices = vec![0.0; self.buyers.len()];
        self.lines.iter().for_each(|line| prices[line.buyer] += line.price);
        prices
    }
}

fn volume_of(numbers: &Numbers, lines: &[(usize, usize)], service: usize) -> f64 {
    let of_service = lines.iter().filter(|(_, at)| *at == service);
    of_service.map(|(line, _)| numbers.line_volume[*line]).sum()
}

fn pools_of(model: &Model, numbers: &Numbers, pools: &[usize]) -> Vec<CostPool> {
    let pool = |pool: &usize| CostPool {
        id: model.pools[*pool].id.clone(),
        kind: model.pools[*pool].kind,
        annual: numbers.pool_annual[*pool],
        step: numbers.pool_step[*pool],
    };
    pools.iter().map(pool).collect()
}

/// One service, with its part of the overhead: the same number of steps, each smaller.
fn part_of(costs: Costs, service: usize) -> Costs {
    let own = costs.direct_of(service, costs.services[service].volume);
    let part = if costs.direct() > 0.0 { own / costs.direct() } else { 0.0 };
    let overhead = costs.overhead.iter().map(|pool| CostPool {
        annual: pool.annual * part,
        step: pool.step * part,
        ..pool.clone()
    });
    Costs::new(vec![costs.services[service].clone()], overhead.collect())
}

/// A line's best alternative. Places at other units are left out, as in the resting point: what they would
/// charge depends on who else joins.
fn elsewhere(model: &Model, numbers: &Numbers, line: usize) -> Option<Elsewhere> {
    let open = |index: &usize| {
        !matches!(model.alternatives[*index].kind, DestinationKind::Unit | DestinationKind::Stop)
    };
    let candidates: Vec<usize> = model.lines[line].alternatives.iter().copied().filter(open).collect();
    let volume = numbers.line_volume[line];
    let best = best_alternative(model, numbers, &candidates, volume)?;
    let alternative = &model.alternatives[best];
    Some(Elsewhere {
        alternative: alternative.id.clone(),
        kind: alternative.kind,
        supplier: alternative.supplier_code.clone(),
        running: numbers.curves[best].cost_with_vat(volume),
        switching: numbers.curves[best].switching_a_year(),
    })
}
