//! The numbers of national draws: how reluctant buyers are, what each service costs elsewhere, how much of
//! each unit's cost stands, and which agreements leave first.

use stability::draw::{Pert, Stream};
use stability::resting::Factors;
use vocabulary::Estimate;

use crate::instance::Instance;

/// One in twenty agreements leaves first.
const LEAVES_FIRST: usize = 20;
const SEED: u64 = 1;

/// Draws, each with its own numbers. Tables are draw by draw.
pub struct Draws {
    pub count: usize,
    /// Lines that leave first, by draw.
    pub first: usize,
    pub services: usize,
    pub units: usize,
    pub reluctance: Vec<f64>,
    pub elsewhere: Vec<f64>,
    pub standing: Vec<f64>,
    /// Who leaves first, as indices into the model's lines, and as places in the instance's.
    lines: Vec<usize>,
    pub places: Vec<u32>,
}

impl Draws {
    pub fn of(instance: &Instance, count: usize) -> Draws {
        let (services, units) = (instance.services(), instance.units.len());
        let first = (instance.lines.len() / LEAVES_FIRST).max(1);
        let mut draws = Draws {
            count,
            first,
            services,
            units,
            reluctance: table("reluctance", count, 1, (0.05, 0.10, 0.25)),
            elsewhere: table("elsewhere", count, services, (0.85, 1.0, 1.25)),
            standing: table("standing", count, units, (0.8, 1.0, 1.25)),
            lines: Vec::new(),
            places: Vec::new(),
        };
        let stream = Stream::of(SEED, "leaves first");
        let mut order: Vec<u32> = (0..instance.lines.len() as u32).collect();
        for draw in 0..count {
            for taken in 0..first {
                let left = order.len() - taken;
                let at = (stream.uniform((draw * first + taken) as u64) * left as f64) as usize;
                order.swap(taken, taken + at.min(left - 1));
            }
            draws.places.extend(&order[..first]);
            draws.lines.extend(order[..first].iter().map(|place| instance.lines[*place as usize]));
        }
        draws
    }

    pub fn factors(&self, draw: usize) -> Factors<'_> {
        Factors {
            reluctance: self.reluctance[draw],
            elsewhere: &self.elsewhere[draw * self.services..(draw + 1) * self.services],
            standing: &self.standing[draw * self.units..(draw + 1) * self.units],
        }
    }

    pub fn leavers(&self, draw: usize) -> &[usize] {
        &self.lines[draw * self.first..(draw + 1) * self.first]
    }
}

/// A row of numbers for each draw, each number from a stream of its own.
fn table(name: &str, count: usize, width: usize, (low, likely, high): (f64, f64, f64)) -> Vec<f64> {
    let Ok(estimate) = Estimate::new(low, likely, high) else { return vec![likely; count * width] };
    let pert = Pert::of(estimate);
    let streams: Vec<Stream> = (0..width).map(|at| Stream::of(SEED, &format!("{name}/{at}"))).collect();
    let rows = (0..count as u64).flat_map(|draw| {
        streams.iter().map(|stream| pert.quantile(stream.uniform(draw))).collect::<Vec<_>>()
    });
    rows.collect()
}
