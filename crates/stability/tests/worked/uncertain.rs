use std::collections::BTreeMap;

use stability::draw::{Pert, Stream};
use stability::ensemble::{Draw, Ensemble, Examples};
use stability::sobol::{Row, indices};
use vocabulary::Estimate;

use crate::case::Case;

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

fn near(seen: f64, expected: f64, what: &str) {
    assert!((seen - expected).abs() < 1e-9, "{what}: {seen}, by hand {expected}");
}

/// Draws of which only one number matters.
fn draws(values: &[i64]) -> Ensemble {
    let draw = |value: &i64| Draw {
        changes: Vec::new(),
        system: *value,
        lowest_reserve: Vec::new(),
        spread: 0,
        moved_anyway: 0,
    };
    Ensemble { draws: values.iter().map(draw).collect() }
}

/// docs/worked/13-uncertainty.md
#[test]
fn worked_13_uncertainty() {
    let case = Case::of("13-uncertainty", "");
    for row in case.rows("expect-pert") {
        let estimate = Estimate::new(number(&row, "low"), number(&row, "likely"), number(&row, "high"));
        let pert = Pert::of(estimate.expect("in order"));
        near(pert.quantile(number(&row, "share")), number(&row, "value"), "quantile");
    }
    for row in case.rows("expect-uniform") {
        let stream = Stream::of(row["seed"].parse().expect("a seed"), &row["name"]);
        near(stream.uniform(row["draw"].parse().expect("a draw")), number(&row, "uniform"), "uniform");
    }
    let four = draws(&[10, 40, 20, 80]);
    let range = four.range(|draw| draw.system as f64).expect("draws");
    for row in case.rows("expect-range") {
        for (column, seen) in
            [("mean", range.mean), ("p10", range.p10), ("p50", range.p50), ("p90", range.p90)]
        {
            near(seen, number(&row, column), column);
        }
    }
    let by = |draw: &Draw| draw.system as f64;
    assert_eq!(four.examples(|draw| draw.system > 15, by), Some(Examples { so: 1, not: 0 }));
    assert_eq!(four.examples(|draw| draw.system > 5, by), None);
    let many = draws(&[vec![1; 50], vec![0; 150]].concat());
    let chance = many.chance(|draw| draw.system == 1).expect("draws");
    assert!((chance.share, (chance.standard_error - 0.030619).abs() < 1e-6) == (0.25, true), "{chance:?}");

    let function = |x: &[f64]| [10.0 * x[0] + 5.0 * x[1]];
    let rows = [Row::of(&[0.2, 0.6], &[0.8, 0.4], function), Row::of(&[0.4, 0.2], &[0.6, 0.8], function)];
    let found = indices(&rows, 0).expect("it varies");
    for row in case.rows("expect-sobol") {
        let index = found[row["input"].parse::<usize>().expect("an input")];
        near(index.first_order.value, number(&row, "first_order"), "first order");
        near(index.first_order.standard_error, number(&row, "first_error"), "its error");
        near(index.total.value, number(&row, "total"), "total");
        near(index.total.standard_error, number(&row, "total_error"), "its error");
    }
}
