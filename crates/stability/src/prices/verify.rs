//! Every certificate again, by plain addition in whole pence. Nothing here shares a formula with the solver.

use vocabulary::Pence;

use super::breakaway::Breakaway;
use super::game::Game;
use super::plain::pools_in_pence;
use super::sheet::{Part, Sheet, solver_loses};

/// One thing that was added up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What, in plain words.
    pub what: String,
    /// Is it so?
    pub passed: bool,
    /// How far from the edge, in pence; below 0 only by rounding where it passed.
    pub slack: Pence,
}

impl Check {
    fn at_least(what: impl Into<String>, slack: Pence, rounding: i64) -> Check {
        Check { what: what.into(), passed: slack.0 >= -rounding, slack }
    }

    fn equal(what: impl Into<String>, difference: Pence) -> Check {
        Check { what: what.into(), passed: difference == Pence::ZERO, slack: -difference.abs() }
    }
}

/// Adds a tariff's table up again: its columns, its rows, that nobody pays more for a cost than this cost would be for that
/// buyer alone, and no line more than it would cost elsewhere.
pub fn check_sheet(game: &Game, sheet: &Sheet) -> Vec<Check> {
    vec![columns(sheet), whole(game, sheet), rows(game, sheet), alone(game, sheet), elsewhere(game, sheet)]
}

fn columns(sheet: &Sheet) -> Check {
    let mut off = 0;
    for (at, column) in sheet.columns.iter().enumerate() {
        let paid: i64 = sheet.lines.iter().map(|cells| cells[at].0).sum();
        off += (paid + column.short.0 - column.cost.0).abs();
    }
    Check::equal("every column adds up to its cost", Pence(off))
}

fn whole(game: &Game, sheet: &Sheet) -> Check {
    let everybody = game.volumes(|_| true);
    let pools: i64 = pools_in_pence(game, &everybody).iter().map(|pence| pence.0).sum();
    let columns: i64 = sheet.columns.iter().map(|column| column.cost.0).sum();
    Check::equal("the columns together are the unit's cost", Pence(columns - pools))
}

fn rows(game: &Game, sheet: &Sheet) -> Check {
    let mut off = 0;
    for (buyer, charge) in sheet.charges.iter().enumerate() {
        let lines = game.lines.iter().zip(&sheet.lines).filter(|(line, _)| line.buyer == buyer);
        let row: i64 = lines.flat_map(|(_, cells)| cells).map(|pence| pence.0).sum();
        off += (row - charge.0).abs();
    }
    Check::equal("every row adds up to the charge", Pence(off))
}

/// Empty parts of steps belong to nobody, so they have no such bound.
fn alone(game: &Game, sheet: &Sheet) -> Check {
    let (mut slack, mut rounding) = (i64::MAX, 1);
    for buyer in 0..game.buyers.len() {
        let of = |line: usize| game.lines[line].buyer == buyer;
        let pools = pools_in_pence(game, &game.volumes(of));
        rounding = rounding.max((0..game.lines.len()).filter(|line| of(*line)).count() as i64);
        for (at, column) in sheet.columns.iter().enumerate().filter(|(_, c)| c.part == Part::Used) {
            rounding = rounding.max(solver_loses(column.cost).ceil() as i64 + game.lines.len() as i64);
            slack = slack.min(pools[column.pool].0 - sheet.cell(game, buyer, at).0);
        }
    }
    let what = "nobody pays more for a cost than it would be for that buyer alone";
    Check::at_least(what, Pence(if slack == i64::MAX { 0 } else { slack }), rounding)
}

fn elsewhere(game: &Game, sheet: &Sheet) -> Check {
    let mut slack = i64::MAX;
    for line in 0..game.lines.len() {
        if game.lines[line].elsewhere.is_some() {
            let outside = Pence::round(game.outside(line));
            slack = slack.min(outside.0 - sheet.of_line(line).0);
        }
    }
    let what = "no line costs more than it would elsewhere";
    let lost: f64 = sheet.columns.iter().map(|column| solver_loses(column.cost)).sum();
    let rounding = lost.ceil() as i64 + sheet.columns.len() as i64;
    Check::at_least(what, Pence(if slack == i64::MAX { 0 } else { slack }), rounding)
}

/// A group's bill and what it would pay alone, in whole pence, cost by cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSum {
    /// Its bills.
    pub pays: Pence,
    /// What each pool would cost it, by pool.
    pub pools: Vec<Pence>,
    /// What its lines would cost elsewhere, by line; only those that it would buy there.
    pub outside: Vec<(usize, Pence)>,
}

impl GroupSum {
    /// Adds a group up.
    pub fn of(game: &Game, prices: &[Pence], group: &Breakaway) -> GroupSum {
        let member = |line: usize| group.group[game.lines[line].buyer];
        let pools = pools_in_pence(game, &game.volumes(|line| member(line) && !group.outside[line]));
        let gone = (0..game.lines.len()).filter(|line| member(*line) && group.outside[*line]);
        GroupSum {
            pays: group.members().map(|buyer| prices[buyer]).sum(),
            pools,
            outside: gone.map(|line| (line, Pence::round(game.outside(line)))).collect(),
        }
    }

    /// What it would pay alone.
    pub fn alone(&self) -> Pence {
        self.pools.iter().copied().sum::<Pence>() + self.outside.iter().map(|(_, pence)| *pence).sum()
    }

    /// What it gains by leaving.
    pub fn gain(&self) -> Pence {
        self.pays - self.alone()
    }

    /// Is the sum what the engine said, but for rounding?
    pub fn check(&self, what: &str, group: &Breakaway) -> Check {
        let engine = Pence::round(group.gain());
        let terms = (self.pools.len() + self.outside.len() + group.group.len() + 1) as i64;
        let off = (self.gain() - engine).abs();
        Check { what: what.to_string(), passed: off.0 <= terms, slack: -off }
    }
}

/// The cost that the unit avoids when some lines leave, against what they cost elsewhere, in whole pence.
pub fn avoided(game: &Game, leaves: &[bool]) -> (Pence, Pence) {
    let sum = |pence: Vec<Pence>| pence.into_iter().sum::<Pence>();
    let all = sum(pools_in_pence(game, &game.volumes(|_| true)));
    let rest = sum(pools_in_pence(game, &game.volumes(|line| !leaves[line])));
    let outside =
        (0..game.lines.len()).filter(|line| leaves[*line]).map(|line| Pence::round(game.outside(line)));
    (all - rest, outside.sum())
}
