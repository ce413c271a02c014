//! A tariff as a table that a reader can add up: who pays what for which cost, in whole pence.

use register::tables::PoolKind;
use vocabulary::{Code, Pence, apportion};

use super::game::Game;
use super::smoothed::Smoothed;

/// What a column of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A pool, or the part of its steps that is used.
    Used,
    /// The empty part of a pool's last step.
    Empty,
}

/// A column: a cost of the unit.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// The pool, as an index into [`super::Costs::pools`].
    pub pool: usize,
    /// Its id.
    pub id: Code,
    /// Its service; none for overhead.
    pub service: Option<usize>,
    /// How it follows volume.
    pub kind: PoolKind,
    /// All of it, or a part.
    pub part: Part,
    /// What it costs a year.
    pub cost: Pence,
    /// The part of it that no charge covers.
    pub short: Pence,
}

/// A tariff line by line and cost by cost. Columns add up to what the unit costs, rows to charges.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The costs.
    pub columns: Vec<SheetColumn>,
    /// Pence by line, then by column.
    pub lines: Vec<Vec<Pence>>,
    /// Charges by buyer.
    pub charges: Vec<Pence>,
}

/// A charge in the smooth game with its empty steps: for each line what it pays for cost that follows it, for the costs of
/// its service that stay, and for overhead that stays.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LineCharge {
    /// Cost that follows the line.
    pub own: f64,
    /// Cost of the service that stays, empty steps included.
    pub service: f64,
    /// Overhead that stays.
    pub overhead: f64,
}

impl Sheet {
    /// The table for charges line by line; each cost is shared in whole pence by largest remainder.
    pub fn of(game: &Game, smoothed: &Smoothed, charges: &[LineCharge]) -> Sheet {
        let mut columns = Vec::new();
        let mut lines = vec![Vec::new(); game.lines.len()];
        let direct = game.costs.direct();
        let direct_paid: Vec<f64> =
            charges.iter().map(|c| (c.own + c.service) / (1.0 + smoothed.rate)).collect();
        for (at, (service, pool)) in game.costs.pools().enumerate() {
            let everybody = service.map_or(direct, |service| game.costs.services[service].volume);
            let smooth = &smoothed.game;
            let flat_pool = service.unwrap_or(game.costs.services.len());
            let idle = service.map_or(smoothed.idle_overhead, |service| smoothed.idle[service]);
            let stays = smooth.pools[flat_pool].cost + idle;
            let mut add = |part: Part, cost: Pence, weight: &dyn Fn(usize) -> f64| {
                let column =
                    SheetColumn { pool: at, id: pool.id.clone(), service, kind: pool.kind, part, cost, short: cost };
                share(column, weight, &mut columns, &mut lines);
            };
            // What a line pays towards this pool, out of what it pays for all costs that stay with it.
            let of_stays = |line: usize, cost: f64| {
                let paid = if service.is_some() { charges[line].service } else { charges[line].overhead };
                let mine = service.is_none_or(|service| game.lines[line].service == service);
                if mine && stays > 0.0 { paid * cost / stays } else { 0.0 }
            };
            let whole = Pence::round(pool.cost(everybody, everybody));
            match pool.slope(everybody) {
                None => add(Part::Used, whole, &|line| {
                    of_stays(line, pool.cost(everybody, everybody))
                }),
                Some(slope) => {
                    let used = Pence::round(slope * everybody).min(whole);
                    add(Part::Used, used, &|line| match service {
                        Some(service) => follows(game, smoothed, charges, line, service, slope),
                        None => slope * direct_paid[line],
                    });
                    if pool.idle(everybody) > 0.0 {
                        add(Part::Empty, whole - used, &|line| of_stays(line, pool.idle(everybody)));
                    }
                }
            }
        }
        let mut totals = vec![Pence::ZERO; game.buyers.len()];
        for (line, cells) in game.lines.iter().zip(&lines) {
            totals[line.buyer] += cells.iter().copied().sum();
        }
        Sheet { columns, lines, charges: totals }
    }

    /// What a line pays in all.
    pub fn of_line(&self, line: usize) -> Pence {
        self.lines[line].iter().copied().sum()
    }

    /// What a buyer pays in a column.
    pub fn cell(&self, game: &Game, buyer: usize, column: usize) -> Pence {
        let lines = game.lines.iter().zip(&self.lines).filter(|(line, _)| line.buyer == buyer);
        lines.map(|(_, cells)| cells[column]).sum()
    }
}

/// What a line pays for a pool that follows its volume.
fn follows(
    game: &Game,
    smoothed: &Smoothed,
    charges: &[LineCharge],
    line: usize,
    service: usize,
    slope: f64,
) -> f64 {
    let (of, full) = (&game.lines[line], smoothed.game.lines[line].cost);
    let part = if full > 0.0 { charges[line].own / full } else { 0.0 };
    if of.service == service { slope * of.volume.max(0.0) * part } else { 0.0 }
}

/// Shares a column in whole pence; what the charges don't cover stays as short.
fn share(
    mut column: SheetColumn,
    weight: &dyn Fn(usize) -> f64,
    columns: &mut Vec<SheetColumn>,
    lines: &mut [Vec<Pence>],
) {
    let mut weights: Vec<f64> = (0..lines.len()).map(|line| weight(line).max(0.0)).collect();
    let covered: f64 = weights.iter().sum();
    let short = column.cost.as_f64() - covered;
    // A few pence are what a solver loses.
    let lost = 10.0 + 1e-7 * column.cost.as_f64();
    weights.push(if short > lost || covered <= 0.0 { short.max(0.0) } else { 0.0 });
    let any = weights.iter().any(|weight| *weight > 0.0);
    let mut pence = if any { apportion(column.cost, &weights) } else { vec![Pence::ZERO; weights.len()] };
    column.short = pence.pop().unwrap_or_default();
    lines.iter_mut().zip(pence).for_each(|(cells, pence)| cells.push(pence));
    columns.push(column);
}
