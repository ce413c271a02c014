//! The national instance: the shipped register, with all of its buyers or with some of them.

use std::collections::BTreeSet;

use ledger::BodyId;
use stability::model::{Model, Numbers};
use stability::setup::{Options, prepare};

/// A register made ready, and its lines in the order in which they are told to a peer.
pub struct Instance {
    pub model: Model,
    pub numbers: Numbers,
    /// Units with lines, as indices into the model's units.
    pub units: Vec<usize>,
    /// Their services, as indices into the model's.
    pub cells: Vec<usize>,
    /// The lines of these, as indices into the model's.
    pub lines: Vec<usize>,
    pub buyers: usize,
}

impl Instance {
    /// The shipped register, with so many buyers, spread evenly over all of them.
    pub fn national(buyers: Option<usize>) -> Option<Instance> {
        let (snapshot, _) = ballast::shipped::register("england-2013")?;
        let (rulebook, _) = ballast::shipped::rulebook();
        let text = ballast::shipped::scenario("five-recorded-moves")?;
        let (scenario, _) = exchange::read_scenario("five-recorded-moves", &text);
        let setup =
            prepare(&snapshot, &rulebook, &scenario?, Options { whole_register: true, ..Options::default() })
                .ok()?;
        let mut model = setup.model;
        let all: BTreeSet<BodyId> = model.lines.iter().map(|line| line.buyer).collect();
        let wanted = buyers.unwrap_or(all.len()).min(all.len());
        let kept: BTreeSet<BodyId> = all
            .iter()
            .enumerate()
            .filter(|(index, _)| (index + 1) * wanted / all.len() > index * wanted / all.len())
            .map(|(_, buyer)| *buyer)
            .collect();
        let Model { cells, lines, .. } = &mut model;
        cells.iter_mut().for_each(|cell| cell.lines.retain(|line| kept.contains(&lines[*line].buyer)));
        cells.iter_mut().for_each(|cell| cell.lines.retain(|line| lines[*line].from_month == 0));
        let served =
            |unit: &usize| model.units[*unit].cells.iter().any(|cell| !model.cells[*cell].lines.is_empty());
        let units: Vec<usize> = (0..model.units.len()).filter(served).collect();
        let cells: Vec<usize> = units.iter().flat_map(|unit| &model.units[*unit].cells).copied().collect();
        let lines = cells.iter().flat_map(|cell| &model.cells[*cell].lines).copied().collect();
        Some(Instance { numbers: setup.likely, units, cells, lines, buyers: kept.len(), model })
    }

    /// Number of services.
    pub fn services(&self) -> usize {
        self.cells.iter().map(|cell| &self.model.cells[*cell].code).collect::<BTreeSet<_>>().len()
    }
}
