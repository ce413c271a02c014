//! A tariff as a table that a reader can add up: who pays what for which cost, in whole pence.

use register::tables::PoolKind;
use vocabulary::{Code, Pence, apportion};

use super::costs::CostPool;
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

/// A few pence are what a solver loses of a cost; they are spread over those who pay for it.
pub(super) fn solver_loses(cost: Pence) -> f64 {
    10.0 + 1e-7 * cost.as_f64()
}

impl Sheet {
    /// The table for charges line by line; each cost is shared in whole pence by largest remainder.
    pub fn of(game: &Game, smoothed: &Smoothed, charges: &[LineCharge]) -> Sheet {
        let spread = Spread::of(game, smoothed, charges);
        let mut sheet = Sheet {
            columns: Vec::new(),
            lines: vec![Vec::new(); game.lines.len()],
            charges: vec![Pence::ZERO; game.buyers.len()],
        };
        for (at, (service, pool)) in game.costs.pools().enumerate() {
            let everybody =
                service.map_or(game.costs.direct(), |service| game.costs.services[service].volume);
            let whole = Pence::round(pool.cost(everybody, everybody));
            let (used, empty) = spread.of_pool(service, pool, everybody);
            let empty_cost = Pence::round(empty.iter().map(|(_, cost)| cost).sum()).min(whole);
            let mut column = SheetColumn {
                pool: at,
                id: pool.id.clone(),
                service,
                kind: pool.kind,
                part: Part::Used,
                cost: whole - empty_cost,
                short: Pence::ZERO,
            };
            let paid = |parts: &[(f64, f64)]| parts.iter().map(|(paid, _)| *paid).collect::<Vec<f64>>();
            sheet.share(column.clone(), paid(&used));
            if empty_cost > Pence::ZERO {
                (column.part, column.cost) = (Part::Empty, empty_cost);
                sheet.share(column, paid(&empty));
            }
        }
        for (line, cells) in game.lines.iter().zip(&sheet.lines) {
            sheet.charges[line.buyer] += cells.iter().copied().sum();
        }
        sheet
    }

    /// Shares a column in whole pence; what the charges don't cover stays as short.
    fn share(&mut self, mut column: SheetColumn, mut weights: Vec<f64>) {
        weights.iter_mut().for_each(|weight| *weight = weight.max(0.0));
        let covered: f64 = weights.iter().sum();
        let short = column.cost.as_f64() - covered;
        let lost = solver_loses(column.cost);
        weights.push(if short > lost || covered <= 0.0 { short.max(0.0) } else { 0.0 });
        let any = weights.iter().any(|weight| *weight > 0.0);
        let mut pence = if any { apportion(column.cost, &weights) } else { vec![Pence::ZERO; weights.len()] };
        column.short = pence.pop().unwrap_or_default();
        self.lines.iter_mut().zip(pence).for_each(|(cells, pence)| cells.push(pence));
        self.columns.push(column);
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

/// What each line pays towards a pool, with what the line's full part of it would be.
type Parts = Vec<(f64, f64)>;

/// Charges of the game without steps, spread over the pools behind them.
struct Spread<'a> {
    game: &'a Game,
    smoothed: &'a Smoothed,
    charges: &'a [LineCharge],
    /// Direct cost that each line pays, without and with empty places, and in full.
    direct: Vec<Direct>,
}

/// A line's direct cost.
#[derive(Clone, Copy)]
struct Direct {
    used: f64,
    empty: f64,
    /// By volume, the line's part of what is empty.
    empty_full: f64,
}

impl<'a> Spread<'a> {
    fn of(game: &'a Game, smoothed: &'a Smoothed, charges: &'a [LineCharge]) -> Self {
        let direct = |(line, charge): (&super::game::GameLine, &LineCharge)| {
            let idle = smoothed.idle[line.service];
            let stays = smoothed.game.pools[line.service].cost + idle;
            let folded = 1.0 + smoothed.rate;
            let empty = if stays > 0.0 { charge.service * idle / stays } else { 0.0 };
            let volume = game.costs.services[line.service].volume;
            Direct {
                used: (charge.own + charge.service - empty) / folded,
                empty: empty / folded,
                empty_full: if volume > 0.0 { idle / folded * line.volume / volume } else { 0.0 },
            }
        };
        let direct = game.lines.iter().zip(charges).map(direct).collect();
        Spread { game, smoothed, charges, direct }
    }

    /// A pool: its part that is used, and its part that is empty.
    fn of_pool(&self, service: Option<usize>, pool: &CostPool, everybody: f64) -> (Parts, Parts) {
        let lines = || 0..self.game.lines.len();
        let idle = pool.idle(everybody);
        let empty = lines().map(|line| self.of_stays(line, service, idle, everybody));
        match (service, pool.slope(everybody)) {
            (_, None) => {
                let whole = pool.cost(everybody, everybody);
                (lines().map(|line| self.of_stays(line, service, whole, everybody)).collect(), Vec::new())
            }
            (Some(service), Some(slope)) => {
                (lines().map(|line| self.follows(line, service, slope)).collect(), empty.collect())
            }
            // Overhead follows direct cost, and so it does for what is empty.
            (None, Some(slope)) => {
                let used = self.direct.iter().map(|direct| (slope * direct.used, 0.0)).collect();
                let empty = empty.zip(&self.direct).map(|((paid, full), direct)| {
                    (paid + slope * direct.empty, full + slope * direct.empty_full)
                });
                (used, empty.collect())
            }
        }
    }

    /// Out of what a line pays for all costs that stay with its service, or with overhead, its part of one of them.
    fn of_stays(&self, line: usize, service: Option<usize>, cost: f64, everybody: f64) -> (f64, f64) {
        let (costs, of) = (&self.game.costs, &self.game.lines[line]);
        let (paid, pool, idle, driver) = match service {
            Some(at) if at == of.service => {
                (self.charges[line].service, at, self.smoothed.idle[at], of.volume)
            }
            Some(_) => return (0.0, 0.0),
            None => {
                let whole = costs.services[of.service].volume;
                let share = if whole > 0.0 { of.volume / whole } else { 0.0 };
                let direct = costs.direct_of(of.service, whole) * share;
                (self.charges[line].overhead, costs.services.len(), self.smoothed.idle_overhead, direct)
            }
        };
        let stays = self.smoothed.game.pools[pool].cost + idle;
        let full = if everybody > 0.0 { cost * driver / everybody } else { 0.0 };
        (if stays > 0.0 { paid * cost / stays } else { 0.0 }, full)
    }

    /// What a line pays for a pool that follows its volume.
    fn follows(&self, line: usize, service: usize, slope: f64) -> (f64, f64) {
        let (of, full) = (&self.game.lines[line], self.smoothed.game.lines[line].cost);
        if of.service != service || full <= 0.0 {
            return (0.0, 0.0);
        }
        (slope * of.volume.max(0.0) * self.charges[line].own / full, 0.0)
    }
}
