use stability::ensemble::Chance;
use stability::sobol::{Index, Row, indices};
use stability::watch::{Stage, Watch, in_order};
use vocabulary::Findings;

use super::{Bench, Depth, stopped};
use crate::input::{Appraisal, RankBy};
use crate::points::{drawn, first};
use crate::run::Money;

/// How firmly the order of the options stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Firmness {
    /// By option: in what share of the draws it comes first, in the order that counts; empty without draws.
    pub first_in_draws: Vec<Chance>,
    /// By option: in what share of the draws it is worth most in money.
    pub first_by_money: Vec<Chance>,
    /// What each uncertain input does to the net present social value of the preferred option, the widest first.
    pub drivers: Vec<Driver>,
    /// Sensitivity indices of the same, where they were asked for.
    pub indices: Vec<SobolRow>,
}

/// What one input does, alone, from its low to its high end.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// The input, by its position.
    pub input: usize,
    /// Its name.
    pub name: String,
    /// As people read it.
    pub title: String,
    /// Net present social value of the preferred option at its low end, pence.
    pub low: f64,
    /// And at its high end.
    pub high: f64,
    /// Lead over the next best option by money, at its low and its high end.
    pub lead: (f64, f64),
}

/// First-order and total index of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolRow {
    /// Its name.
    pub name: String,
    /// As people read it.
    pub title: String,
    /// The indices.
    pub index: Index,
}

pub(super) fn firmness(
    appraisal: &Appraisal,
    bench: &Bench<'_>,
    draws: &[Vec<Money>],
    preferred: usize,
    depth: Depth,
    watch: &dyn Watch,
) -> Result<Firmness, Findings> {
    let count = bench.runs.len();
    let by_money: Vec<Option<usize>> = draws.iter().map(|draw| first(&worth(draw))).collect();
    let in_order: Vec<Option<usize>> = draws
        .iter()
        .enumerate()
        .map(|(index, draw)| match appraisal.order() {
            RankBy::Money => first(&worth(draw)),
            RankBy::Points => first(&drawn(appraisal, index as u64)),
        })
        .collect();
    Ok(Firmness {
        first_in_draws: (0..count).filter_map(|option| chance(&in_order, option)).collect(),
        first_by_money: (0..count).filter_map(|option| chance(&by_money, option)).collect(),
        drivers: drivers(bench, preferred),
        indices: sobol(appraisal, bench, preferred, depth.samples, watch)?,
    })
}

fn worth(money: &[Money]) -> Vec<Option<f64>> {
    money.iter().map(|money| Some(money.net_present)).collect()
}

fn chance(firsts: &[Option<usize>], option: usize) -> Option<Chance> {
    let count = firsts.len() as f64;
    let share = firsts.iter().filter(|first| **first == Some(option)).count() as f64 / count;
    (!firsts.is_empty()).then(|| Chance { share, standard_error: (share * (1.0 - share) / count).sqrt() })
}

/// The lead of an option over the best of the others by money, and its own worth.
pub(super) fn lead(bench: &Bench<'_>, option: usize, point: &crate::run::Point) -> (f64, f64) {
    let own = bench.money(option, point).net_present;
    let others = (0..bench.runs.len()).filter(|other| *other != option);
    let best = others.map(|other| bench.money(other, point).net_present).fold(f64::NEG_INFINITY, f64::max);
    (own - best, own)
}

fn drivers(bench: &Bench<'_>, preferred: usize) -> Vec<Driver> {
    let likely = bench.inputs.likely();
    let inputs = bench.inputs.all.iter().enumerate().filter(|(_, input)| !input.value.is_fixed());
    let mut drivers: Vec<Driver> = inputs
        .map(|(index, input)| {
            let at = |value: f64| {
                let mut point = likely.clone();
                point[index] = value;
                lead(bench, preferred, &point)
            };
            let (low, high) = (at(input.value.low()), at(input.value.high()));
            Driver {
                input: index,
                name: input.name.clone(),
                title: input.title.clone(),
                low: low.1,
                high: high.1,
                lead: (low.0, high.0),
            }
        })
        .collect();
    let width = |driver: &Driver| (driver.high - driver.low).abs().max((driver.lead.1 - driver.lead.0).abs());
    drivers.sort_by(|a, b| width(b).total_cmp(&width(a)).then(a.input.cmp(&b.input)));
    drivers
}

fn sobol(
    appraisal: &Appraisal,
    bench: &Bench<'_>,
    preferred: usize,
    samples: u32,
    watch: &dyn Watch,
) -> Result<Vec<SobolRow>, Findings> {
    if samples == 0 {
        return Ok(Vec::new());
    }
    let rows = in_order(watch, Stage::Samples, u64::from(samples), |draw| {
        let shares = |is_second| bench.inputs.shares(appraisal.seed, draw, is_second);
        Row::of(&shares(false), &shares(true), |shares| {
            [bench.money(preferred, &bench.inputs.at_shares(shares)).net_present]
        })
    });
    if rows.len() < samples as usize {
        return Err(vec![stopped(rows.len(), samples, "base samples")]);
    }
    let found = indices(&rows, 0).unwrap_or_default();
    let rows = bench.inputs.all.iter().zip(found).filter(|(input, _)| !input.value.is_fixed());
    let mut rows: Vec<SobolRow> = rows
        .map(|(input, index)| SobolRow { name: input.name.clone(), title: input.title.clone(), index })
        .collect();
    rows.sort_by(|a, b| b.index.total.value.total_cmp(&a.index.total.value));
    Ok(rows)
}
