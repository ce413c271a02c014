use vocabulary::{Finding, Findings, Place};

use super::{Model, Numbers};
use crate::scenario::Assumption;

/// One number of the model that an assumption changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slot {
    /// Price a year of a line.
    LineAnnual(usize),
    /// Volume of a line.
    LineVolume(usize),
    /// Notice of a line.
    LineNotice(usize),
    /// Baseline cost of a pool.
    PoolAnnual(usize),
    /// Step of a pool.
    PoolStep(usize),
    /// Months before a pool's cost starts to go.
    PoolDelay(usize),
    /// Months over which it goes.
    PoolOver(usize),
    /// A part of an alternative's cost curve: which part, by the position in [`CURVE_COLUMNS`].
    Curve(usize, usize),
    /// Opening reserve of a unit.
    UnitReserve(usize),
    /// Whole-time equivalents of a group of posts.
    PostsWte(usize),
    /// Mean years of service of a group of posts.
    PostsYears(usize),
}

/// Columns of `alternatives` that can be assumed.
const CURVE_COLUMNS: [&str; 7] = [
    "fixed_gbp",
    "per_volume_gbp",
    "step_gbp",
    "step_volume",
    "irrecoverable_vat_percent",
    "switching_gbp",
    "spread_years",
];

/// The slots of one assumption.
#[derive(Debug, Clone, PartialEq)]
pub struct Slots {
    /// The numbers that it changes.
    pub slots: Vec<Slot>,
    /// Multiply, or replace?
    pub scale: bool,
    /// From the unit of the file to that of the engine, by slot: 100 for pounds, 0.01 for per cent, else 1.
    units: Vec<f64>,
}

impl Slots {
    /// Finds the numbers that an assumption is about. A figure that isn't in the register's tables is an
    /// error; one that is only out of this scenario's scope changes nothing.
    pub fn of(model: &Model, assumption: &Assumption, row: usize, findings: &mut Findings) -> Slots {
        let mut found = Slots { slots: Vec::new(), scale: assumption.scale, units: Vec::new() };
        let place = || Place::cell("scenario", format!("assume {row}"), "at");
        let Some((table, rest)) = assumption.at.split_once('/') else { return found };
        let Some((key, column)) = rest.rsplit_once('/') else { return found };
        let Some(columns) = assumable(table) else {
            findings.push(no_such(
                place(),
                table,
                "a table whose figures the engine uses",
                &assumable_tables(),
            ));
            return found;
        };
        if !columns.contains(&column) {
            findings.push(no_such(
                place(),
                column,
                "a column whose figures the engine uses",
                &columns.join(", "),
            ));
            return found;
        }
        for (index, id) in keys(model, table) {
            if !matches(key, &id) {
                continue;
            }
            let (slot, unit) = slot(table, column, index, model);
            found.slots.push(slot);
            found.units.push(unit);
        }
        if found.slots.is_empty() {
            findings.push(
                Finding::warning(
                    "assumption-unused",
                    place(),
                    format!("{} names no figure that this scenario uses", assumption.at),
                )
                .expected("table/key/column; * in the key stands for any text")
                .action("Correct the key, or take the assumption out."),
            );
        }
        found
    }

    /// Sets the numbers back to those of the register.
    pub fn restore(&self, recorded: &Numbers, numbers: &mut Numbers) {
        for slot in &self.slots {
            *place_of(numbers, *slot) = value_of(recorded, *slot);
        }
    }

    /// Sets the numbers.
    pub fn apply(&self, numbers: &mut Numbers, value: f64) {
        for (slot, unit) in self.slots.iter().zip(&self.units) {
            let number = place_of(numbers, *slot);
            *number = if self.scale { *number * value } else { value * unit };
        }
    }
}

fn no_such(place: Place, seen: &str, expected: &str, known: &str) -> Finding {
    Finding::error("cannot-assume", place, format!("{seen:?} is not {expected}"))
        .expected(known)
        .action("Correct the name.")
}

const ASSUMABLE: [(&str, &[&str]); 5] = [
    ("agreement_lines", &["annual_gbp", "volume", "notice_months"]),
    ("cost_pools", &["annual_gbp", "step_volume", "release_delay_months", "release_over_months"]),
    ("alternatives", &CURVE_COLUMNS),
    ("units", &["opening_reserve_gbp"]),
    ("post_groups", &["wte", "mean_service_years"]),
];

fn assumable(table: &str) -> Option<&'static [&'static str]> {
    ASSUMABLE.iter().find(|(name, _)| *name == table).map(|(_, columns)| *columns)
}

fn assumable_tables() -> String {
    ASSUMABLE.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn keys(model: &Model, table: &str) -> Vec<(usize, String)> {
    let ids = |list: Vec<String>| list.into_iter().enumerate().collect();
    let after_table =
        |row| model.names.name_of(row).split_once('/').map_or(String::new(), |(_, key)| key.to_string());
    match table {
        "agreement_lines" => ids(model.lines.iter().map(|line| line.id.to_string()).collect()),
        "cost_pools" => ids(model.pools.iter().map(|pool| pool.id.to_string()).collect()),
        "alternatives" => ids(model.alternatives.iter().map(|row| row.id.to_string()).collect()),
        "units" => ids(model.units.iter().map(|unit| unit.code.to_string()).collect()),
        _ => ids(model.posts.iter().map(|posts| after_table(posts.row)).collect()),
    }
}

fn slot(table: &str, column: &str, index: usize, model: &Model) -> (Slot, f64) {
    match (table, column) {
        ("agreement_lines", "annual_gbp") => (Slot::LineAnnual(index), 100.0),
        ("agreement_lines", "volume") => (Slot::LineVolume(index), 1.0),
        ("agreement_lines", _) => (Slot::LineNotice(index), 1.0),
        ("cost_pools", "annual_gbp") => (Slot::PoolAnnual(index), 100.0),
        ("cost_pools", "step_volume") => {
            let is_overhead = model.pools[index].label == model.overhead;
            (Slot::PoolStep(index), if is_overhead { 100.0 } else { 1.0 })
        }
        ("cost_pools", "release_delay_months") => (Slot::PoolDelay(index), 1.0),
        ("cost_pools", _) => (Slot::PoolOver(index), 1.0),
        ("alternatives", _) => {
            let part = CURVE_COLUMNS.iter().position(|name| *name == column).unwrap_or(0);
            let unit = if column.ends_with("_gbp") {
                100.0
            } else if column.ends_with("_percent") {
                0.01
            } else {
                1.0
            };
            (Slot::Curve(index, part), unit)
        }
        ("units", _) => (Slot::UnitReserve(index), 100.0),
        ("post_groups", "wte") => (Slot::PostsWte(index), 1.0),
        _ => (Slot::PostsYears(index), 1.0),
    }
}

fn place_of(numbers: &mut Numbers, slot: Slot) -> &mut f64 {
    match slot {
        Slot::LineAnnual(i) => &mut numbers.line_annual[i],
        Slot::LineVolume(i) => &mut numbers.line_volume[i],
        Slot::LineNotice(i) => &mut numbers.line_notice[i],
        Slot::PoolAnnual(i) => &mut numbers.pool_annual[i],
        Slot::PoolStep(i) => &mut numbers.pool_step[i],
        Slot::PoolDelay(i) => &mut numbers.pool_delay[i],
        Slot::PoolOver(i) => &mut numbers.pool_over[i],
        Slot::Curve(i, part) => {
            let curve = &mut numbers.curves[i];
            match part {
                0 => &mut curve.fixed,
                1 => &mut curve.per_volume,
                2 => &mut curve.step,
                3 => &mut curve.step_volume,
                4 => &mut curve.vat_share,
                5 => &mut curve.switching,
                _ => &mut curve.spread_years,
            }
        }
        Slot::UnitReserve(i) => &mut numbers.unit_reserve[i],
        Slot::PostsWte(i) => &mut numbers.posts_wte[i],
        Slot::PostsYears(i) => &mut numbers.posts_years[i],
    }
}

fn value_of(numbers: &Numbers, slot: Slot) -> f64 {
    match slot {
        Slot::LineAnnual(i) => numbers.line_annual[i],
        Slot::LineVolume(i) => numbers.line_volume[i],
        Slot::LineNotice(i) => numbers.line_notice[i],
        Slot::PoolAnnual(i) => numbers.pool_annual[i],
        Slot::PoolStep(i) => numbers.pool_step[i],
        Slot::PoolDelay(i) => numbers.pool_delay[i],
        Slot::PoolOver(i) => numbers.pool_over[i],
        Slot::Curve(i, part) => {
            let curve = numbers.curves[i];
            let parts = [curve.fixed, curve.per_volume, curve.step, curve.step_volume, curve.vat_share];
            match part {
                0..5 => parts[part],
                5 => curve.switching,
                _ => curve.spread_years,
            }
        }
        Slot::UnitReserve(i) => numbers.unit_reserve[i],
        Slot::PostsWte(i) => numbers.posts_wte[i],
        Slot::PostsYears(i) => numbers.posts_years[i],
    }
}

/// Does a key fit a pattern in which `*` stands for any text?
pub(crate) fn matches(pattern: &str, key: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = key.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("0CG-finance-team", "0CG-finance-team"));
        assert!(matches("0CG-*-team", "0CG-finance-team"));
        assert!(matches("*", "anything"));
        assert!(matches("X-*-0AT-*", "X-NHSE-0AT-finance"));
        assert!(!matches("0CG-*-team", "0CG-finance-fixed"));
        assert!(!matches("0CG", "0CG-finance"));
    }
}
