//! How much of its volume a service can lose before what is left becomes too dear.

use super::game::Game;
use crate::model::{Model, Numbers};

/// A service of a unit, and what losing customers does to those who remain.
#[derive(Debug, Clone, PartialEq)]
pub struct Mass {
    /// The service, as an index into the model's services.
    pub cell: usize,
    /// Customers in force.
    pub customers: usize,
    /// The line with the largest volume, as an index into the model's lines.
    pub largest: usize,
    /// By how much needed cost per volume rises if that line alone leaves, per cent.
    pub rise_percent: f64,
    /// How many of the largest lines must leave before it has risen by more than a threshold; none: it never does
    /// while anyone is left.
    pub lines_to_threshold: Option<usize>,
}

/// The services of a unit, the most exposed first. Freed steps go here, as in the test of critical mass; the other
/// services of the unit stay as they are. `threshold_percent` is the rise at which a service is under critical mass.
pub fn masses(model: &Model, numbers: &Numbers, unit: usize, threshold_percent: f64) -> Vec<Mass> {
    let none = vec![0.0; model.lines.len()];
    let mut game = Game::of(model, numbers, unit, &none);
    game.sticky = false;
    let everybody = vec![true; game.lines.len()];
    let start = game.kappa(&everybody);
    let mass = |(service, cell): (usize, &usize)| {
        let mut lines: Vec<usize> =
            (0..game.lines.len()).filter(|position| game.service(game.lines[*position]) == service).collect();
        let volume = |position: usize| numbers.line_volume[game.lines[position]];
        lines.sort_by(|a, b| volume(*b).total_cmp(&volume(*a)).then(a.cmp(b)));
        let rise = |lost: usize| {
            let mut stays = everybody.clone();
            lines[..lost].iter().for_each(|position| stays[*position] = false);
            (game.kappa(&stays)[service] / start[service] - 1.0) * 100.0
        };
        let largest = *lines.first().filter(|_| start[service] > 0.0)?;
        Some(Mass {
            cell: *cell,
            customers: lines.len(),
            largest: game.lines[largest],
            rise_percent: if lines.len() > 1 { rise(1) } else { 0.0 },
            lines_to_threshold: (1..lines.len()).find(|lost| rise(*lost) > threshold_percent),
        })
    };
    let mut masses: Vec<Mass> = model.units[unit].cells.iter().enumerate().filter_map(mass).collect();
    let order = |mass: &Mass| mass.lines_to_threshold.unwrap_or(usize::MAX);
    masses.sort_by(|a, b| {
        order(a).cmp(&order(b)).then(b.rise_percent.total_cmp(&a.rise_percent)).then(a.cell.cmp(&b.cell))
    });
    masses
}
