//! Which input drives a number, and how far: first-order and total Sobol indices of any function of
//! independent uniform numbers.
//!
//! Two samples A and B of the inputs, and for each input i the sample A with only that input taken from B:
//! n·(k + 2) values of the function. First order by Saltelli and others (2010), with outputs less their mean;
//! total by Jansen (1999). Both give an input that changes nothing exactly
//! 0. Standard errors by the delta method for a ratio of means. Worked by hand in `docs/worked/13-uncertainty.md`.

/// An estimate with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimated {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// What one input does to the variance of an output, as shares of that variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Index {
    /// What would go if this input alone were known: its own effect.
    pub first_order: Estimated,
    /// What would be left if all others were known: its own effect and all that it does together with others.
    pub total: Estimated,
}

/// The values of a function with `M` outputs at one pair of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<const M: usize> {
    a: [f64; M],
    b: [f64; M],
    /// At the first point with one input taken from the second, by input.
    mixed: Vec<[f64; M]>,
}

impl<const M: usize> Row<M> {
    /// Evaluates a function at a pair of points of as many inputs each: k + 2 times.
    pub fn of(a: &[f64], b: &[f64], function: impl Fn(&[f64]) -> [f64; M]) -> Self {
        let mut point = a.to_vec();
        let mut mixed = Vec::with_capacity(a.len());
        for (input, (from_a, from_b)) in a.iter().zip(b).enumerate() {
            point[input] = *from_b;
            mixed.push(function(&point));
            point[input] = *from_a;
        }
        Row { a: function(a), b: function(b), mixed }
    }
}

/// The indices of every input for one output, in the order of the inputs. None with fewer than two rows, or
/// when the output never changes.
pub fn indices<const M: usize>(rows: &[Row<M>], output: usize) -> Option<Vec<Index>> {
    if rows.len() < 2 || output >= M {
        return None;
    }
    let count = rows.len() as f64;
    let mean = rows.iter().map(|row| row.a[output] + row.b[output]).sum::<f64>() / (2.0 * count);
    let spread = |row: &Row<M>| {
        let (a, b) = (row.a[output] - mean, row.b[output] - mean);
        (a * a + b * b) / 2.0
    };
    let spreads: Vec<f64> = rows.iter().map(spread).collect();
    let variance = spreads.iter().sum::<f64>() / count;
    // A rounding error of equal outputs is no variance.
    if variance <= (mean * 1e-12).powi(2) {
        return None;
    }
    let inputs = rows[0].mixed.len();
    let index = |input: usize| {
        let first: Vec<f64> = rows
            .iter()
            .map(|row| (row.b[output] - mean) * (row.mixed[input][output] - row.a[output]))
            .collect();
        let total: Vec<f64> =
            rows.iter().map(|row| (row.a[output] - row.mixed[input][output]).powi(2) / 2.0).collect();
        Index { first_order: ratio(&first, &spreads, variance), total: ratio(&total, &spreads, variance) }
    };
    Some((0..inputs).map(index).collect())
}

/// The mean of some terms over the mean of others, with the standard error of the ratio (delta method).
fn ratio(terms: &[f64], spreads: &[f64], variance: f64) -> Estimated {
    let count = terms.len() as f64;
    let value = terms.iter().sum::<f64>() / count / variance;
    let squares: f64 = terms.iter().zip(spreads).map(|(term, spread)| (term - value * spread).powi(2)).sum();
    Estimated { value, standard_error: (squares / (count - 1.0) / count).sqrt() / variance }
}
