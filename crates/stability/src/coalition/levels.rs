use super::Group;
use super::balance::{Balance, balance};
use super::game::{Game, members};
use super::least_squares::solve;
use super::program::Program;
use super::span::Span;

/// A run of levels: shares, and the steps that led to them, in scaled units.
pub(super) struct Run {
    /// Each member's share.
    pub shares: Vec<f64>,
    /// The steps, with the groups that each settled for good.
    pub steps: Vec<Step>,
}

/// One step: a level with its weights, and what it settled.
pub(super) struct Step {
    pub balance: Balance,
    /// The sum of shares of each settled group that the weights name.
    pub settled_pay: Vec<f64>,
    /// Groups whose share is settled from here on, whatever their excess.
    pub settles: Vec<Group>,
}

/// Makes the largest excess as small as can be, settles the groups whose excess is the same in every best
/// share, and goes on with the others until every share is settled, or after so many steps.
///
/// A group is settled only if it has a positive weight, or follows from such groups: then its excess can't
/// differ from one best share to another. What is merely tight at the one solution that was found isn't settled.
///
/// Errors: what the solver said, or that the groups don't determine the shares.
pub(super) fn run(game: &Game, rational: bool, steps_max: usize) -> Result<Run, String> {
    let mut span = Span::new(game.n);
    span.insert(game.grand());
    let mut settled = vec![(game.grand(), game.cost(game.grand()))];
    let mut program = Program::new(game, rational);
    let mut closed = vec![false; game.cost.len()];
    let mut steps = Vec::new();
    let mut last = None;
    while !span.is_full() && steps.len() < steps_max {
        let point = program.solve(&settled)?;
        let balance = balance(game, &point, &program.rows, rational, &settled)
            .ok_or("the groups that count don't determine the shares")?;
        let settled_pay = balance.settled.iter().map(|(group, _)| amount_of(*group, &settled)).collect();
        let before = span.rank();
        for (group, _) in &balance.binding {
            if span.insert(*group) {
                settled.push((*group, game.cost(*group) + game.weight(*group) * balance.level));
            }
        }
        for (group, _) in &balance.bounds {
            if span.insert(*group) {
                settled.push((*group, game.cost(*group)));
            }
        }
        if span.rank() == before {
            return Err("a level settled nothing".to_string());
        }
        let mut settles = Vec::new();
        span.each_settled(|group| {
            if !std::mem::replace(&mut closed[group as usize], true) {
                settles.push(group);
                program.close(group);
            }
        });
        program.tidy();
        steps.push(Step { balance, settled_pay, settles });
        last = Some(point.shares);
    }
    let shares = if span.is_full() { shares_of(game, &settled) } else { last.unwrap_or_default() };
    Ok(Run { shares, steps })
}

fn amount_of(group: Group, settled: &[(Group, f64)]) -> f64 {
    settled.iter().find(|(known, _)| *known == group).map_or(0.0, |(_, amount)| *amount)
}

/// The shares that as many independent groups as members determine.
fn shares_of(game: &Game, settled: &[(Group, f64)]) -> Vec<f64> {
    let mut columns = vec![vec![0.0; settled.len()]; game.n];
    for (row, (group, _)) in settled.iter().enumerate() {
        members(*group).for_each(|member| columns[member][row] = 1.0);
    }
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    solve(&columns, &settled.iter().map(|(_, amount)| *amount).collect::<Vec<_>>())
}
