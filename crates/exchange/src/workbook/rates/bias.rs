use appraisal::input::{Appraisal, ItemKind};
use register::rules::{EstimatedCost, OptimismBias};
use vocabulary::Code;

use super::{Stated, heads, rate};
use crate::workbook::expr::Cell;
use crate::workbook::names::Names;
use crate::workbook::sheet::Sheet;
use crate::workbook::style::{Kind, Look};
use crate::workbook::told::Told;

/// The bias of a category on a kind of cost, per cent.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct BiasRate {
    category: Code,
    cost: EstimatedCost,
    /// With nothing done about it.
    pub upper: Cell,
    /// With everything done that can be.
    pub lower: Cell,
}

/// Every bias that is used.
#[derive(Debug, Clone, Default)]
pub(in crate::workbook) struct BiasCells(Vec<BiasRate>);

impl BiasCells {
    /// The bias of a category on a kind of cost; none where the rates say nothing.
    pub fn find(&self, category: &Code, cost: EstimatedCost) -> Option<&BiasRate> {
        self.0.iter().find(|rate| rate.category == *category && rate.cost == cost)
    }
}

/// Which kind of estimate an item is.
pub(in crate::workbook) fn estimate_of(kind: ItemKind) -> EstimatedCost {
    if kind == ItemKind::Capital { EstimatedCost::Capital } else { EstimatedCost::Operating }
}

/// The categories and kinds of cost that an appraisal puts a bias on, each once.
fn used(appraisal: &Appraisal) -> Vec<(Code, EstimatedCost)> {
    let mut used = Vec::new();
    for option in &appraisal.options {
        for category in option.changes().filter_map(|(_, choice)| choice.optimism.clone()) {
            used.push((category.clone(), EstimatedCost::Operating));
            used.push((category, EstimatedCost::Capital));
        }
        for item in &option.items {
            let category = item.optimism.clone();
            used.extend(category.map(|category| (category, estimate_of(item.kind))));
        }
    }
    used.sort_by_key(|(category, cost)| (category.clone(), cost.word()));
    used.dedup();
    used
}

/// The row of the rates that held when the appraisal was prepared.
fn in_force<'a>(told: &Told<'a>, category: &Code, cost: EstimatedCost) -> Option<&'a OptimismBias> {
    let on = told.answer.appraisal.prepared_on;
    let holds = |row: &&OptimismBias| {
        row.category == *category
            && row.cost == cost
            && row.valid_from <= on
            && row.valid_to.is_none_or(|to| to >= on)
    };
    told.rulebook.optimism_bias.iter().filter(holds).max_by_key(|row| row.valid_from)
}

/// By how much early estimates are too low; the next row and where the rates are.
pub(super) fn bias(told: &Told<'_>, sheet: &mut Sheet, names: &mut Names, row: u32) -> (u32, BiasCells) {
    let mut cells = BiasCells::default();
    let used = used(&told.answer.appraisal);
    let rows: Vec<_> = used
        .into_iter()
        .filter_map(|(category, cost)| Some((in_force(told, &category, cost)?, category, cost)))
        .collect();
    if rows.is_empty() {
        return (row, cells);
    }
    let mut row = sheet.heading(row, "Optimism bias");
    row = heads(sheet, row, ["Kind of project, kind of cost", "Upper", "Lower", ""]);
    for (found, category, cost) in rows {
        let of = Stated {
            title: &format!("{category}, {}", cost.word()),
            source: &found.source.0,
            review: found.review_date,
        };
        let upper = rate(sheet, row, &of, found.upper_percent.0, Kind::Percent);
        let lower = sheet.number(row, 2, found.lower_percent.0, (Look::Input, Kind::Percent));
        let name = format!("optimism_bias_{category}_{}", cost.word());
        names.cell(&format!("{name}_upper"), &upper);
        names.cell(&format!("{name}_lower"), &lower);
        cells.0.push(BiasRate { category, cost, upper, lower });
        row += 1;
    }
    (row, cells)
}
