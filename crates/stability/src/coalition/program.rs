use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::Group;
use super::game::{Game, members};

/// A row that is broken by more than this (in scaled units: about the cost of one member) must come in.
const BROKEN: f64 = 1e-9;
/// No share of a solvable game comes near to this, in scaled units; it keeps the first programmes bounded.
const FAR: f64 = 1e6;
/// Rounds of adding groups before giving up.
const ROUNDS_MAX: usize = 500;

/// Shares and the excess that none of the groups still open is above, in scaled units.
pub(super) struct Point {
    pub shares: Vec<f64>,
    pub level: f64,
}

/// The linear programme "make the largest excess of the open groups small", with only those groups as rows
/// that have mattered so far.
pub(super) struct Program<'a> {
    game: &'a Game,
    /// Cost by group, infinite where a group no longer or never has a row.
    bound: Vec<f64>,
    /// Groups that have a row.
    pub rows: Vec<Group>,
    /// May no member pay more than alone?
    rational: bool,
}

impl<'a> Program<'a> {
    /// Every group open that may have an excess; to begin with, rows for members alone and all others together.
    pub fn new(game: &'a Game, rational: bool) -> Self {
        let groups = 0..game.cost.len() as u64;
        let bound = groups
            .map(|group| group as Group)
            .map(|group| if game.counts(group) { game.cost(group) } else { f64::INFINITY })
            .collect();
        let mut program = Program { game, bound, rows: Vec::new(), rational };
        for member in 0..game.n {
            program.open(1 << member);
            program.open(game.grand() & !(1 << member));
        }
        program
    }

    fn open(&mut self, group: Group) {
        if self.bound[group as usize].is_finite() && !self.rows.contains(&group) {
            self.rows.push(group);
        }
    }

    /// A group's share is settled: it needs no row any more.
    pub fn close(&mut self, group: Group) {
        self.bound[group as usize] = f64::INFINITY;
    }

    /// Drops the rows of closed groups.
    pub fn tidy(&mut self) {
        let bound = &self.bound;
        self.rows.retain(|group| bound[*group as usize].is_finite());
    }

    /// Best shares against all open groups. Errors: what the solver said.
    pub fn solve(&mut self, settled: &[(Group, f64)]) -> Result<Point, String> {
        for _ in 0..ROUNDS_MAX {
            let point = self.solve_rows(settled)?;
            let worst = self.broken(&point);
            if worst.is_empty() {
                return Ok(point);
            }
            let before = self.rows.len();
            worst.into_iter().for_each(|group| self.open(group));
            // What is still broken is held as well as the solver can.
            if self.rows.len() == before {
                return Ok(point);
            }
        }
        Err(format!("no end after {ROUNDS_MAX} rounds"))
    }

    fn solve_rows(&self, settled: &[(Group, f64)]) -> Result<Point, String> {
        let game = self.game;
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let upper = |member: usize| if self.rational { game.cost(1 << member) } else { FAR };
        let shares: Vec<Variable> =
            (0..game.n).map(|member| problem.add_var(0.0, (-FAR, upper(member)))).collect();
        let level = problem.add_var(1.0, (-FAR, FAR));
        let sum = |group: Group| {
            let mut row = LinearExpr::empty();
            members(group).for_each(|member| row.add(shares[member], 1.0));
            row
        };
        for (group, amount) in settled {
            problem.add_constraint(sum(*group), ComparisonOp::Eq, *amount);
        }
        for group in &self.rows {
            let mut row = sum(*group);
            row.add(level, -game.weight(*group));
            problem.add_constraint(row, ComparisonOp::Le, game.cost(*group));
        }
        let mut options = SolveOptions::default();
        options.tolerances.feasibility = BROKEN;
        let outcome = problem.solve_with(options).map_err(|error| error.to_string())?;
        let solution = outcome.into_solution().map_err(|_| "the solver was interrupted".to_string())?;
        Ok(Point {
            shares: shares.iter().map(|share| solution.var_value(*share)).collect(),
            level: solution.var_value(level),
        })
    }

    /// The groups that break the level most: at most one of each block of a full scan, worst first.
    fn broken(&self, point: &Point) -> Vec<Group> {
        let low = self.game.n / 2;
        let lows = sums(&point.shares[..low]);
        let highs = sums(&point.shares[low..]);
        let mut found: Vec<(f64, Group)> = Vec::new();
        for (high, high_sum) in highs.iter().enumerate() {
            let start = high << low;
            let bounds = &self.bound[start..start + lows.len()];
            let weights = self.game.weight.as_ref().map(|weight| &weight[start..start + lows.len()]);
            if let Some((excess, at)) = worst_of(high_sum, &lows, bounds, weights, point.level) {
                found.push((excess, (start + at) as Group));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.iter().take(2 * self.game.n).map(|(_, group)| *group).collect()
    }
}

/// The group of a block that breaks the level most, if any does.
fn worst_of(
    high_sum: &f64,
    lows: &[f64],
    bounds: &[f64],
    weights: Option<&[f64]>,
    level: f64,
) -> Option<(f64, usize)> {
    let excess =
        |at: usize| high_sum + lows[at] - bounds[at] - level * weights.map_or(1.0, |weights| weights[at]);
    // The largest first, without its place: a loop that the compiler can do several steps of at once.
    let largest = match weights {
        None => largest(lows.iter().zip(bounds).map(|(low, bound)| low - bound)) + (high_sum - level),
        Some(weights) => {
            let parts = lows.iter().zip(bounds).zip(weights);
            largest(parts.map(|((low, bound), weight)| low - bound - level * weight)) + high_sum
        }
    };
    if largest <= BROKEN * 0.999 {
        return None;
    }
    (0..lows.len())
        .map(|at| (excess(at), at))
        .fold(None, |best: Option<(f64, usize)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .filter(|(excess, _)| *excess > BROKEN)
}

fn largest(excesses: impl Iterator<Item = f64>) -> f64 {
    excesses.fold(f64::NEG_INFINITY, |largest, excess| if excess > largest { excess } else { largest })
}

/// The sum of every subset.
pub(super) fn sums(entries: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; 1 << entries.len()];
    for (member, entry) in entries.iter().enumerate() {
        for group in 0..1 << member {
            sums[group | 1 << member] = sums[group] + entry;
        }
    }
    sums
}
