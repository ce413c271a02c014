use std::collections::BTreeMap;

use register::rules::CostKind;
use register::tables::DestinationKind;

use super::Policy;
use super::state::LineState;
use crate::model::Model;

/// What every run of a model under a policy shares, worked out once.
#[derive(Debug)]
pub(super) struct Frame {
    /// Each line before the first month, but for its price and volume.
    pub blank: Vec<LineState>,
    /// The unit of each service.
    pub unit_of: Vec<usize>,
    /// Each unit's lines, in order.
    pub lines_of: Vec<Vec<usize>>,
    /// Each unit's pools: its services' in their order, then overhead.
    pub pools_of: Vec<Vec<usize>>,
    /// The months in which a line of the unit starts, in order.
    pub starts_of: Vec<Vec<u32>>,
    /// Lines that start after the first month, by month.
    pub starting: BTreeMap<u32, Vec<usize>>,
    /// The first month in which a service has lines.
    pub first_of: Vec<Option<u32>>,
    /// Services whose lines are all there from the first month and never change the basis of their price:
    /// a review at the same cost per volume sets the same prices.
    pub steady: Vec<bool>,
    /// Where each line could go: alternatives of its own, and places at other units.
    pub open: Vec<Open>,
    /// Where an alternative at a unit leads to: unit and service.
    pub leads_to: Vec<Option<(usize, usize)>>,
    /// Which review it is, counted from 1; 0 in months without one.
    pub rounds: Vec<u32>,
    /// Can the payer rule make a leaver pay?
    pub charges_leavers: bool,
    /// Units whose lines decide by their price alone: it is all that can change between reviews.
    pub only_price: Vec<bool>,
}

/// The alternatives of a line that can be chosen at a review.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Anything but another unit.
    pub others: Vec<usize>,
    /// Other units, while they have lines of the service.
    pub units: Vec<usize>,
}

/// A part of a model that can be run without the rest: units, with everything that belongs to them, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Units, as indices into the model's.
    pub units: Vec<usize>,
    /// Their services.
    pub cells: Vec<usize>,
    /// Their pools.
    pub pools: Vec<usize>,
    /// Their lines, or those that have no unit.
    pub lines: Vec<usize>,
}

impl Scope {
    /// All of a model.
    pub fn whole(model: &Model) -> Self {
        Scope {
            units: (0..model.units.len()).collect(),
            cells: (0..model.cells.len()).collect(),
            pools: (0..model.pools.len()).collect(),
            lines: (0..model.lines.len()).collect(),
        }
    }
}

impl Frame {
    pub(super) fn of(model: &Model, policy: Policy<'_>) -> Self {
        let mut frame = Frame {
            blank: (0..model.lines.len()).map(|line| LineState::blank(model, line)).collect(),
            unit_of: model.cells.iter().map(|cell| cell.unit).collect(),
            lines_of: vec![Vec::new(); model.units.len()],
            pools_of: model.units.iter().map(|unit| pools_of(model, unit)).collect(),
            starts_of: vec![Vec::new(); model.units.len()],
            starting: BTreeMap::new(),
            first_of: vec![None; model.cells.len()],
            steady: vec![true; model.cells.len()],
            open: model.lines.iter().map(|line| open(model, &line.alternatives)).collect(),
            leads_to: model.alternatives.iter().map(|row| leads_to(model, row)).collect(),
            rounds: rounds(model),
            charges_leavers: charges_leavers(policy),
            only_price: vec![!charges_leavers(policy); model.units.len()],
        };
        for (index, line) in model.lines.iter().enumerate() {
            let Some(cell) = line.cell else { continue };
            let unit = model.cells[cell].unit;
            frame.lines_of[unit].push(index);
            frame.only_price[unit] &= frame.open[index].units.is_empty();
            frame.starts_of[unit].push(line.from_month);
            let first = &mut frame.first_of[cell];
            *first = Some(first.map_or(line.from_month, |month| month.min(line.from_month)));
            if line.from_month > 0 {
                frame.starting.entry(line.from_month).or_default().push(index);
            }
            let stands = line.fixed_until.is_none_or(|until| until == i32::MIN);
            frame.steady[cell] &= stands && line.from_month == 0;
        }
        for starts in &mut frame.starts_of {
            starts.sort_unstable();
            starts.dedup();
        }
        // Lines without a unit start too.
        for (index, line) in model.lines.iter().enumerate() {
            if line.cell.is_none() && line.from_month > 0 {
                frame.starting.entry(line.from_month).or_default().push(index);
            }
        }
        frame
    }
}

fn pools_of(model: &Model, unit: &crate::model::Unit) -> Vec<usize> {
    let direct = unit.cells.iter().flat_map(|cell| &model.cells[*cell].pools);
    direct.chain(&unit.overhead).copied().collect()
}

fn open(model: &Model, alternatives: &[usize]) -> Open {
    let mut open = Open::default();
    for index in alternatives {
        match model.alternatives[*index].kind {
            DestinationKind::Unit => open.units.push(*index),
            DestinationKind::Stop => {}
            _ => open.others.push(*index),
        }
    }
    open
}

fn leads_to(model: &Model, row: &crate::model::Alternative) -> Option<(usize, usize)> {
    let code = row.supplier_code.as_ref().filter(|_| row.kind == DestinationKind::Unit)?;
    let unit = model.unit_of(code)?;
    Some((unit, model.cell_of(unit, &row.service_code)?))
}

/// Every month in which any unit reviews its prices is one more round.
fn rounds(model: &Model) -> Vec<u32> {
    let mut round = 0;
    let of_month = |month: u32| {
        let of_year = model.month(month).month_of_year();
        if month == 0 || !model.units.iter().any(|unit| unit.review_month == of_year) {
            return 0;
        }
        round += 1;
        round
    };
    (0..model.months).map(of_month).collect()
}

fn charges_leavers(policy: Policy<'_>) -> bool {
    policy.rulebook.payer_rules.iter().any(|row| {
        row.rule_id == *policy.payer_rule
            && row.cost_kind != CostKind::Transition
            && row.leaver_percent.0 > 0.0
    })
}
