//! Sobol indices against functions whose indices are known exactly.
#![allow(clippy::expect_used, missing_docs)]

use std::f64::consts::PI;

use proptest::prelude::*;
use stability::draw::Stream;
use stability::sobol::{Index, Row, indices};

/// The indices of a function of `inputs` independent uniform numbers, from keyed streams.
fn estimated(inputs: usize, rows: u64, function: impl Fn(&[f64]) -> f64) -> Vec<Index> {
    let streams: Vec<(Stream, Stream)> = (0..inputs)
        .map(|i| (Stream::of(7, &format!("x{i}")), Stream::of(7, &format!("x{i} (second sample)"))))
        .collect();
    let rows: Vec<Row<1>> = (0..rows)
        .map(|row| {
            let a: Vec<f64> = streams.iter().map(|(a, _)| a.uniform(row)).collect();
            let b: Vec<f64> = streams.iter().map(|(_, b)| b.uniform(row)).collect();
            Row::of(&a, &b, |x| [function(x)])
        })
        .collect();
    indices(&rows, 0).expect("it varies")
}

/// Within an absolute tolerance, and within four of the estimate's own standard errors.
fn hold(found: &[Index], first: &[f64], total: &[f64], within: f64) {
    for (input, index) in found.iter().enumerate() {
        for (seen, exact) in [(index.first_order, first[input]), (index.total, total[input])] {
            let off = (seen.value - exact).abs();
            assert!(off < within, "input {input}: {seen:?}, exactly {exact}");
            assert!(off <= 4.0 * seen.standard_error + 1e-12, "input {input}: {seen:?}, exactly {exact}");
        }
    }
}

/// Ishigami and Homma (1990), a = 7, b = 0.1.
#[test]
fn the_ishigami_function() {
    let (a, b) = (7.0, 0.1);
    let function = |x: &[f64]| {
        let x: Vec<f64> = x.iter().map(|x| PI * (2.0 * x - 1.0)).collect();
        x[0].sin() + a * x[1].sin().powi(2) + b * x[2].powi(4) * x[0].sin()
    };
    let variance = a * a / 8.0 + b * PI.powi(4) / 5.0 + b * b * PI.powi(8) / 18.0 + 0.5;
    let first_1 = (1.0 + b * PI.powi(4) / 5.0).powi(2) / 2.0 / variance;
    let first_2 = a * a / 8.0 / variance;
    let both_1_3 = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0) / variance;
    for (exact, published) in
        [(first_1, 0.3139), (first_2, 0.4424), (first_1 + both_1_3, 0.5576), (both_1_3, 0.2437)]
    {
        assert!((exact - published).abs() < 5e-5, "{exact} {published}");
    }
    let found = estimated(3, 1 << 16, function);
    hold(&found, &[first_1, first_2, 0.0], &[first_1 + both_1_3, first_2, both_1_3], 0.015);
}

/// Sobol's g function: the product of (|4x − 2| + a) ÷ (1 + a).
#[test]
fn the_g_function() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
    let function =
        |x: &[f64]| x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product::<f64>();
    let alone: Vec<f64> = a.iter().map(|a| 1.0 / 3.0 / (1.0 + a).powi(2)).collect();
    let all: f64 = alone.iter().map(|v| 1.0 + v).product();
    let variance = all - 1.0;
    let first: Vec<f64> = alone.iter().map(|v| v / variance).collect();
    let total: Vec<f64> = alone.iter().map(|v| v * all / (1.0 + v) / variance).collect();
    assert!((first[0] - 0.7162).abs() < 1e-4 && (total[0] - 0.7871).abs() < 1e-4, "{first:?} {total:?}");
    hold(&estimated(8, 1 << 16, function), &first, &total, 0.015);
}

#[test]
fn an_input_that_changes_nothing_has_exactly_nothing() {
    let found = estimated(3, 64, |x| 3.0 * x[0] + x[2] * x[2]);
    assert_eq!((found[1].first_order.value, found[1].total.value), (0.0, 0.0));
    assert_eq!((found[1].first_order.standard_error, found[1].total.standard_error), (0.0, 0.0));
    let still: Vec<Row<1>> = (0..9).map(|_| Row::of(&[0.3], &[0.6], |_| [0.1 + 0.2])).collect();
    assert_eq!(indices(&still, 0), None);
    assert_eq!(indices(&still[..1], 0), None);
    assert_eq!(indices(&still, 1), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// A sum of inputs: shares of the variance are those of the squares of the weights, and nothing is joint.
    #[test]
    fn a_sum_has_no_joint_effects(weights in prop::collection::vec(0.0f64..10.0, 2..6), far in -1e6f64..1e6) {
        let squares: f64 = weights.iter().map(|w| w * w).sum();
        prop_assume!(squares > 1.0);
        let found = estimated(weights.len(), 8192, |x| far + x.iter().zip(&weights).map(|(x, w)| x * w).sum::<f64>());
        for (index, weight) in found.iter().zip(&weights) {
            let exact = weight * weight / squares;
            for seen in [index.first_order, index.total] {
                let within = 5.0 * seen.standard_error + 1e-9;
                prop_assert!((seen.value - exact).abs() <= within, "{:?} {}", seen, exact);
            }
        }
    }

    /// Where an output is counted from, and in what it is counted, changes no index.
    #[test]
    fn an_index_has_no_unit(shift in -100.0f64..100.0, scale in 0.1f64..50.0) {
        let function = |x: &[f64]| x[0] * x[1] + x[1].powi(3);
        let (one, other) = (estimated(2, 256, function), estimated(2, 256, |x| shift + scale * function(x)));
        for (one, other) in one.iter().zip(&other) {
            prop_assert!((one.first_order.value - other.first_order.value).abs() < 1e-9);
            prop_assert!((one.total.value - other.total.value).abs() < 1e-9);
            prop_assert!((one.total.standard_error - other.total.standard_error).abs() < 1e-9);
        }
    }
}
