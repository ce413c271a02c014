//! Why a group gains by leaving: its gain, taken apart.
//!
//! A group S that keeps the lines K of a unit of its own and buys the lines T elsewhere gains x(S) − h(K) − o(T). Let a
//! be average cost: each pool shared by volume, overhead by direct cost. Then the gain is the sum of
//! x(S) − a(S): its prices are above what its lines cost on average; a(T) − o(T): its alternatives are cheaper than
//! that; the share of empty steps that it would no longer pay, less what would be empty in its own; less the part
//! of the costs that stay which it would have to carry alone.

use super::breakaway::Breakaway;
use super::game::Game;
use super::smoothed::Smoothed;

/// A group's gain by leaving, taken apart. Pence a year; the parts add up to the gain.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Why {
    /// All prices together are above what the unit costs in the long run: the group's part of that.
    pub surplus: f64,
    /// Scaled to the unit's cost, the group's prices are above the average cost of its lines.
    pub prices_above_cost: f64,
    /// Lines that it would buy elsewhere cost less there than on average here.
    pub cheaper_elsewhere: f64,
    /// Its part of what is empty in the last steps, less what would be empty in its own.
    pub empty_steps: f64,
    /// Costs that stay and that it would have to carry alone, as a number below 0.
    pub scale_lost: f64,
}

impl Why {
    /// The parts together.
    pub fn gain(&self) -> f64 {
        self.surplus + self.prices_above_cost + self.cheaper_elsewhere + self.empty_steps + self.scale_lost
    }

    /// Takes the gain of a group apart; `scaled` are the prices that add up to the unit's cost.
    pub fn of(game: &Game, smoothed: &Smoothed, scaled: &[f64], group: &Breakaway) -> Why {
        let averages = average_costs(game);
        let member = |line: &usize| group.group[game.lines[*line].buyer];
        let (gone, kept): (Vec<usize>, Vec<usize>) =
            (0..game.lines.len()).filter(member).partition(|line| group.outside[*line]);
        let sum = |lines: &[usize]| lines.iter().map(|line| averages[*line]).sum::<f64>();
        let elsewhere: f64 = gone.iter().map(|line| game.outside(*line)).sum();
        let scaled: f64 = group.members().map(|buyer| scaled[buyer]).sum();
        let keeps: Vec<bool> = (0..game.lines.len()).map(|line| kept.contains(&line)).collect();
        let own = game.cost_of_lines(&keeps);
        let without_steps = smoothed.game.cost_of_lines(&keeps);
        let empty_share: f64 = kept.iter().map(|line| empty_share(game, smoothed, *line)).sum();
        let empty_steps = empty_share - (own - without_steps);
        Why {
            surplus: group.pays - scaled,
            prices_above_cost: scaled - sum(&kept) - sum(&gone),
            cheaper_elsewhere: sum(&gone) - elsewhere,
            empty_steps,
            scale_lost: sum(&kept) - own - empty_steps,
        }
    }
}

/// Average cost of each line, pence a year: each pool shared by volume, overhead by direct cost. They add up to what the
/// unit costs.
pub fn average_costs(game: &Game) -> Vec<f64> {
    let direct = game.costs.direct();
    let with_overhead = if direct > 0.0 { 1.0 + game.costs.overhead_at(direct) / direct } else { 1.0 };
    (0..game.lines.len()).map(|line| direct_share(game, line) * with_overhead).collect()
}

/// A line's part of its service's direct cost, by volume.
fn direct_share(game: &Game, line: usize) -> f64 {
    let line = &game.lines[line];
    let whole = game.costs.services[line.service].volume;
    if whole > 0.0 { game.costs.direct_of(line.service, whole) * line.volume / whole } else { 0.0 }
}

/// A line's part of what is empty in the last steps.
fn empty_share(game: &Game, smoothed: &Smoothed, line: usize) -> f64 {
    let direct = game.costs.direct();
    let service = game.lines[line].service;
    let whole = game.costs.services[service].volume;
    let own = if whole > 0.0 { smoothed.idle[service] * game.lines[line].volume / whole } else { 0.0 };
    let overhead =
        if direct > 0.0 { smoothed.idle_overhead * direct_share(game, line) / direct } else { 0.0 };
    own + overhead
}

/// Price and average cost a year for each unit of volume, by service: where one price a head covers services that
/// differ in cost, the two go apart. Services without volume are left out.
pub fn price_and_cost(game: &Game) -> Vec<(usize, f64, f64)> {
    let averages = average_costs(game);
    let of = |service: usize| {
        let lines = || (0..game.lines.len()).filter(move |line| game.lines[*line].service == service);
        let volume: f64 = lines().map(|line| game.lines[line].volume).sum();
        let price: f64 = lines().map(|line| game.lines[line].price).sum();
        let cost: f64 = lines().map(|line| averages[line]).sum();
        (volume > 0.0).then(|| (service, price / volume, cost / volume))
    };
    (0..game.costs.services.len()).filter_map(of).collect()
}
