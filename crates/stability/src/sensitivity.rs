//! How far each assumption drives what everyone else pays more, and what the system spends more: Sobol indices
//! of a scenario.

use register::Rulebook;

use crate::draw::Stream;
use crate::draws::Rooms;
use crate::impact::Impact;
use crate::scenario::Scenario;
use crate::setup::Setup;
use crate::sobol::{Index, Row, indices};
use crate::watch::{Stage, Watch, in_order};

/// The indices of every assumption that isn't fixed. Assumptions of one name are drawn together and count as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// Base samples that were asked for.
    pub asked: u32,
    /// Base samples that were taken; fewer when it was stopped. Each is k + 2 pairs of runs.
    pub done: u32,
    /// The assumptions.
    pub names: Vec<String>,
    /// For what everyone but the leavers pays more; none when that never changes.
    pub others: Option<Vec<Index>>,
    /// For what the system as a whole spends more; none when that never changes.
    pub system: Option<Vec<Index>>,
}

impl Sensitivity {
    /// The index of one assumption for what everyone but the leavers pays more.
    pub fn of(&self, name: &str) -> Option<Index> {
        let at = self.names.iter().position(|other| other == name)?;
        self.others.as_ref()?.get(at).copied()
    }
}

/// The name of the stream of an assumption's second sample. The first sample is that of the draws.
pub fn second_stream(name: &str) -> String {
    format!("{name} (second sample)")
}

/// Takes `samples` base samples: row j mixes draw j of the scenario with the same draw of a second, independent
/// stream of each assumption. So no other assumption changes the numbers that an assumption is given.
pub fn sensitivity(
    rulebook: &Rulebook,
    scenario: &Scenario,
    impact: &Impact,
    (asked, samples): (u32, u32),
    watch: &dyn Watch,
) -> Sensitivity {
    let setup = &impact.setup;
    let names = open_names(setup);
    let streams: Vec<(Stream, Stream)> = names
        .iter()
        .map(|name| (Stream::of(scenario.seed, name), Stream::of(scenario.seed, &second_stream(name))))
        .collect();
    let rooms = Rooms::of(rulebook, scenario, setup);
    let outputs = |shares: &[f64]| {
        let share = |name: &str| names.iter().position(|other| other == name).map(|at| shares[at]);
        let numbers = setup.numbers_at(|drawn| match share(&drawn.name) {
            Some(share) => drawn.pert.quantile(share),
            None => drawn.pert.likely(),
        });
        let draw = rooms.at(&numbers);
        [draw.others(&impact.leavers) as f64, draw.system as f64]
    };
    let row = |sample: u64| {
        let a: Vec<f64> = streams.iter().map(|(first, _)| first.uniform(sample)).collect();
        let b: Vec<f64> = streams.iter().map(|(_, second)| second.uniform(sample)).collect();
        Row::of(&a, &b, outputs)
    };
    let rows = in_order(watch, Stage::Samples, u64::from(samples), row);
    Sensitivity {
        asked,
        done: rows.len() as u32,
        others: indices(&rows, 0),
        system: indices(&rows, 1),
        names,
    }
}

fn open_names(setup: &Setup) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for drawn in setup.drawn.iter().filter(|drawn| !drawn.pert.is_fixed()) {
        if !names.contains(&drawn.name) {
            names.push(drawn.name.clone());
        }
    }
    names
}
