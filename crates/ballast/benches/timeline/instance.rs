//! Writes a question with its draws for the peer; `tools/peers/timeline.py` says what the arrays are.

use costing::{RedundancyTerms, payer_shares, redundancy_for_one};
use register::rules::CostKind;
use register::tables::{DestinationKind, PoolKind, Tier};
use stability::model::{Model, Numbers, Slot};

use super::Ready;

/// A header and the arrays that it lists.
#[derive(Default)]
struct Arrays {
    header: Vec<serde_json::Value>,
    bytes: Vec<u8>,
}

impl Arrays {
    fn floats(&mut self, name: &str, shape: &[usize], values: impl IntoIterator<Item = f64>) {
        self.header.push(serde_json::json!([name, "<f8", shape]));
        values.into_iter().for_each(|value| self.bytes.extend(value.to_le_bytes()));
    }

    fn whole(&mut self, name: &str, shape: &[usize], values: impl IntoIterator<Item = i64>) {
        self.header.push(serde_json::json!([name, "<i8", shape]));
        values.into_iter().for_each(|value| self.bytes.extend(value.to_le_bytes()));
    }
}

fn index(at: Option<usize>) -> i64 {
    at.map_or(-1, |at| at as i64)
}

/// Lists of different lengths as the rows of a table, -1 where nothing is.
fn padded(lists: &[Vec<usize>]) -> (usize, Vec<i64>) {
    let width = lists.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let row = |list: &Vec<usize>| (0..width).map(|i| index(list.get(i).copied())).collect::<Vec<_>>();
    (width, lists.iter().flat_map(row).collect())
}

/// The bytes of an instance. Errors: what the peer doesn't know.
pub fn write(ready: &Ready, draws: usize) -> Result<Vec<u8>, String> {
    let model = &ready.setup.model;
    let other = |kind| matches!(kind, DestinationKind::Unit | DestinationKind::Shared);
    if model.alternatives.iter().any(|row| other(row.kind))
        || ready.setup.plan.exits.iter().any(|exit| other(exit.target.to.kind))
        || model.lines.iter().any(|line| line.from_month > 0)
    {
        return Err("a line that starts later, or goes to a unit or a shared host".to_string());
    }
    let mut arrays = Arrays::default();
    structure(&mut arrays, model);
    fixed_numbers(&mut arrays, model);
    posts(&mut arrays, ready);
    exits(&mut arrays, ready);
    shares(&mut arrays, ready);
    drawn(&mut arrays, ready, draws)?;
    let header = serde_json::json!({
        "months": model.months,
        "first_month": model.month(0).month_of_year(),
        "arrays": arrays.header,
    });
    let header = header.to_string().into_bytes();
    let mut bytes = (header.len() as i64).to_le_bytes().to_vec();
    bytes.extend(header);
    bytes.extend(arrays.bytes);
    Ok(bytes)
}

fn structure(arrays: &mut Arrays, model: &Model) {
    let (lines, pools) = (model.lines.len(), model.pools.len());
    arrays.whole("line_cell", &[lines], model.lines.iter().map(|line| index(line.cell)));
    let until = model.lines.iter().map(|line| line.fixed_until.map_or(i64::from(i32::MAX), i64::from));
    arrays.whole("line_fixed_until", &[lines], until);
    let options: Vec<Vec<usize>> = model.lines.iter().map(|line| line.alternatives.clone()).collect();
    let (width, options) = padded(&options);
    arrays.whole("line_options", &[lines, width], options);
    arrays.whole("cell_unit", &[model.cells.len()], model.cells.iter().map(|cell| cell.unit as i64));
    let review = model.units.iter().map(|unit| i64::from(unit.review_month));
    arrays.whole("unit_review", &[model.units.len()], review);
    let mut cell_of = vec![None; pools];
    for (cell, row) in model.cells.iter().enumerate() {
        row.pools.iter().for_each(|pool| cell_of[*pool] = Some(cell));
    }
    arrays.whole("pool_cell", &[pools], cell_of.into_iter().map(index));
    arrays.whole("pool_unit", &[pools], model.pools.iter().map(|pool| pool.unit as i64));
    let kind = |kind| match kind {
        PoolKind::Variable => 0,
        PoolKind::Step => 1,
        PoolKind::Fixed => 2,
    };
    arrays.whole("pool_kind", &[pools], model.pools.iter().map(|pool| kind(pool.kind)));
    arrays.whole("pool_staff", &[pools], model.pools.iter().map(|pool| i64::from(pool.is_staff)));
    let own = model.alternatives.iter().map(|row| i64::from(row.own));
    arrays.whole("curve_own", &[model.alternatives.len()], own);
}

fn fixed_numbers(arrays: &mut Arrays, model: &Model) {
    let numbers = &model.numbers;
    let mut add = |name: &str, values: &[f64]| arrays.floats(name, &[values.len()], values.iter().copied());
    add("line_annual", &numbers.line_annual);
    add("line_volume", &numbers.line_volume);
    add("line_notice", &numbers.line_notice);
    add("unit_reserve", &numbers.unit_reserve);
    add("pool_annual", &numbers.pool_annual);
    add("pool_step", &numbers.pool_step);
    add("pool_delay", &numbers.pool_delay);
    add("pool_over", &numbers.pool_over);
    let curves = |of: fn(&costing::CostCurve) -> f64| numbers.curves.iter().map(of).collect::<Vec<_>>();
    add("curve_fixed", &curves(|curve| curve.fixed));
    add("curve_per_volume", &curves(|curve| curve.per_volume));
    add("curve_step", &curves(|curve| curve.step));
    add("curve_step_volume", &curves(|curve| curve.step_volume));
    add("curve_vat", &curves(|curve| curve.vat_share));
    add("curve_switching", &curves(|curve| curve.switching));
    add("curve_spread", &curves(|curve| curve.spread_years));
}

fn posts(arrays: &mut Arrays, ready: &Ready) {
    let model = &ready.setup.model;
    let groups = model.posts.len();
    let mut cell_of = vec![None; groups];
    for (cell, row) in model.cells.iter().enumerate() {
        row.posts.iter().for_each(|group| cell_of[*group] = Some(cell));
    }
    arrays.whole("post_cell", &[groups], cell_of.into_iter().map(index));
    arrays.floats("post_wte", &[groups], model.numbers.posts_wte.iter().copied());
    let frontline = model.posts.iter().map(|posts| i64::from(posts.tier == Tier::Frontline));
    arrays.whole("post_frontline", &[groups], frontline);
    let tables = RedundancyTerms { terms: &ready.rulebook.redundancy, pay: &ready.rulebook.pay };
    let each = |group: usize, month: u32| {
        let (band, years) = (&model.posts[group].band, model.numbers.posts_years[group]);
        redundancy_for_one(tables, band, years, model.date(month)).map_or(0.0, |found| found.cost)
    };
    let all = (0..groups).flat_map(|group| (0..model.months).map(move |month| (group, month)));
    let months = model.months as usize;
    arrays.floats("post_redundancy", &[groups, months], all.map(|(group, month)| each(group, month)));
}

fn exits(arrays: &mut Arrays, ready: &Ready) {
    let exits = &ready.setup.plan.exits;
    let count = exits.len();
    arrays.whole("exit_line", &[count], exits.iter().map(|exit| exit.line as i64));
    arrays.whole("exit_month", &[count], exits.iter().map(|exit| i64::from(exit.month)));
    arrays.whole("exit_phase", &[count], exits.iter().map(|exit| i64::from(exit.phase)));
    let stops = exits.iter().map(|exit| i64::from(exit.target.to.kind == DestinationKind::Stop));
    arrays.whole("exit_stop", &[count], stops);
    arrays.floats("exit_transfer", &[count], exits.iter().map(|exit| exit.transfer.unwrap_or(f64::NAN)));
    arrays.floats("exit_redeploy", &[count], exits.iter().map(|exit| exit.redeploy));
    let options: Vec<Vec<usize>> = exits.iter().map(|exit| exit.target.candidates.clone()).collect();
    let (width, options) = padded(&options);
    arrays.whole("exit_options", &[count, width], options);
}

/// The shares of the payer rule by kind of cost and month, for work that is done in house: the shipped rules make
/// no difference by destination.
fn shares(arrays: &mut Arrays, ready: &Ready) {
    let model = &ready.setup.model;
    let (rules, rule) = (&ready.rulebook.payer_rules, &ready.scenario.payer_rule);
    let mut values = Vec::new();
    for cost in [CostKind::Residual, CostKind::Redundancy, CostKind::Transition] {
        for month in 0..model.months {
            let found = payer_shares(rules, rule, cost, DestinationKind::InHouse, model.date(month));
            values.extend(
                found.map_or([0.0, 0.0, 1.0, 0.0], |of| [of.leaver, of.remaining, of.unit, of.centre]),
            );
        }
    }
    arrays.floats("shares", &[3, model.months as usize, 4], values);
}

/// A number of a draw, by table and place.
fn value(numbers: &Numbers, table: usize, at: usize) -> f64 {
    match table {
        0 => numbers.pool_annual[at],
        1 => numbers.pool_delay[at],
        2 => numbers.pool_over[at],
        3 => numbers.curves[at].fixed,
        _ => numbers.curves[at].per_volume,
    }
}

fn drawn(arrays: &mut Arrays, ready: &Ready, draws: usize) -> Result<(), String> {
    let names = ["pool_annual", "pool_delay", "pool_over", "curve_fixed", "curve_per_volume"];
    let mut columns: [Vec<usize>; 5] = Default::default();
    let slots = ready.setup.drawn.iter().filter_map(|drawn| drawn.slots.as_ref());
    for slot in slots.flat_map(|slots| &slots.slots) {
        let (table, at) = match *slot {
            Slot::PoolAnnual(at) => (0, at),
            Slot::PoolDelay(at) => (1, at),
            Slot::PoolOver(at) => (2, at),
            Slot::Curve(at, 0) => (3, at),
            Slot::Curve(at, 1) => (4, at),
            _ => return Err(format!("an assumption about {slot:?}")),
        };
        columns[table].push(at);
    }
    let numbers: Vec<Numbers> = (0..draws as u64).map(|draw| ready.setup.numbers_of(draw)).collect();
    arrays.floats("reluctance", &[draws], numbers.iter().map(|numbers| numbers.reluctance));
    for (table, columns) in columns.iter_mut().enumerate() {
        columns.sort_unstable();
        columns.dedup();
        if columns.is_empty() {
            continue;
        }
        let name = names[table];
        arrays.whole(&format!("{name}_columns"), &[columns.len()], columns.iter().map(|at| *at as i64));
        let all = numbers.iter().flat_map(|numbers| columns.iter().map(move |at| value(numbers, table, *at)));
        arrays.floats(&format!("{name}_values"), &[draws, columns.len()], all);
    }
    Ok(())
}
