//! What drives the answer: each assumption alone at its low and at its high end.

use register::Rulebook;

use crate::draws::Rooms;
use crate::impact::Impact;
use crate::scenario::Scenario;
use crate::setup::Setup;

/// One assumption, and what everyone but the leavers pays more at its two ends, pence.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// The assumption: `table/key/column`, or `reluctance`.
    pub name: String,
    /// At its low end, the others at their likely values.
    pub low: f64,
    /// At its high end.
    pub high: f64,
}

impl Driver {
    /// How far the two ends are apart.
    pub fn spread(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

/// Every assumption that isn't fixed, the one that matters most first.
pub fn drivers(rulebook: &Rulebook, scenario: &Scenario, impact: &Impact) -> Vec<Driver> {
    let setup = &impact.setup;
    let rooms = Rooms::of(rulebook, scenario, setup);
    let harm = |index: usize, share: f64| {
        let numbers = at(setup, index, share);
        rooms.at(&numbers).others(&impact.leavers) as f64
    };
    let open = setup.drawn.iter().enumerate().filter(|(_, drawn)| !drawn.pert.is_fixed());
    let mut drivers: Vec<Driver> = open
        .map(|(index, drawn)| Driver {
            name: drawn.name.clone(),
            low: harm(index, 0.0),
            high: harm(index, 1.0),
        })
        .collect();
    drivers.sort_by(|a, b| b.spread().total_cmp(&a.spread()).then(a.name.cmp(&b.name)));
    drivers
}

/// Likely numbers, but one assumption at an end of its range.
fn at(setup: &Setup, index: usize, share: f64) -> crate::model::Numbers {
    let mut numbers = setup.model.numbers.clone();
    for (other, drawn) in setup.drawn.iter().enumerate() {
        let value = if other == index { drawn.pert.end(share) } else { drawn.pert.likely() };
        drawn.apply(&mut numbers, value);
    }
    numbers
}
