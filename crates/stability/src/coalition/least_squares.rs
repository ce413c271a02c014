//! Small dense problems: at most 21 rows, some hundred columns.

/// The solution of least length of error, for few independent columns; by orthogonalising twice.
pub(super) fn solve(columns: &[&[f64]], target: &[f64]) -> Vec<f64> {
    let count = columns.len();
    let mut basis: Vec<Vec<f64>> = Vec::with_capacity(count);
    let mut upper = vec![vec![0.0; count]; count];
    for (j, column) in columns.iter().enumerate() {
        let mut rest = column.to_vec();
        for _ in 0..2 {
            for (i, known) in basis.iter().enumerate() {
                let part = dot(known, &rest);
                upper[i][j] += part;
                add(&mut rest, known, -part);
            }
        }
        let length = dot(&rest, &rest).sqrt();
        let dependent = length < 1e-11 * dot(column, column).sqrt();
        upper[j][j] = if dependent { 0.0 } else { length };
        rest.iter_mut().for_each(|entry| *entry = if dependent { 0.0 } else { *entry / length });
        basis.push(rest);
    }
    let mut rest = target.to_vec();
    let mut solution = vec![0.0; count];
    for (j, known) in basis.iter().enumerate() {
        solution[j] = dot(known, &rest);
        add(&mut rest, known, -solution[j]);
    }
    for j in (0..count).rev() {
        for i in j + 1..count {
            solution[j] -= upper[j][i] * solution[i];
        }
        solution[j] = if upper[j][j] == 0.0 { 0.0 } else { solution[j] / upper[j][j] };
    }
    solution
}

/// Weights of at least zero that bring a mix of columns as near as can be to a target (Lawson and Hanson), with
/// the length of the error that is left.
pub(crate) fn nonnegative(columns: &[Vec<f64>], target: &[f64]) -> (Vec<f64>, f64) {
    let mut weights = vec![0.0; columns.len()];
    let mut taken: Vec<usize> = Vec::new();
    let mut rest = target.to_vec();
    for _ in 0..20 * target.len() + columns.len() {
        let gain = |j: usize| dot(&columns[j], &rest);
        let best = (0..columns.len())
            .filter(|j| !taken.contains(j))
            .map(|j| (gain(j), j))
            .fold((1e-12, None), |best, (gain, j)| if gain > best.0 { (gain, Some(j)) } else { best });
        let Some(next) = best.1 else { break };
        taken.push(next);
        if !settle(columns, target, &mut weights, &mut taken) {
            break;
        }
        rest = error(columns, target, &weights);
        if dot(&rest, &rest) < 1e-26 {
            break;
        }
    }
    let left = dot(&rest, &rest).sqrt();
    (weights, left)
}

/// Moves to the best mix of the columns taken, giving back those whose weight would fall below zero. False when
/// the newest had to be given back at once: round-off, no gain is left.
fn settle(columns: &[Vec<f64>], target: &[f64], weights: &mut [f64], taken: &mut Vec<usize>) -> bool {
    let newest = taken.last().copied();
    loop {
        let used: Vec<&[f64]> = taken.iter().map(|j| columns[*j].as_slice()).collect();
        let wanted = solve(&used, target);
        let step = taken
            .iter()
            .zip(&wanted)
            .filter(|(_, wanted)| **wanted <= 1e-14)
            .map(|(j, wanted)| weights[*j] / (weights[*j] - wanted).max(f64::MIN_POSITIVE))
            .fold(1.0, f64::min);
        let done = wanted.iter().all(|wanted| *wanted > 1e-14);
        for (j, wanted) in taken.iter().zip(&wanted) {
            weights[*j] = if done { *wanted } else { weights[*j] + step * (wanted - weights[*j]) };
        }
        if done {
            return true;
        }
        taken.retain(|j| weights[*j] > 1e-14);
        weights.iter_mut().enumerate().for_each(|(j, weight)| {
            if !taken.contains(&j) {
                *weight = 0.0;
            }
        });
        if taken.is_empty() || newest.is_some_and(|newest| !taken.contains(&newest) && step == 0.0) {
            return false;
        }
    }
}

fn error(columns: &[Vec<f64>], target: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut rest = target.to_vec();
    for (column, weight) in columns.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
        add(&mut rest, column, -weight);
    }
    rest
}

/// An orthonormal basis of the space that vectors span.
pub(super) fn orthonormal(vectors: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for vector in vectors {
        let mut rest = project_out(&basis, vector);
        let length = dot(&rest, &rest).sqrt();
        if length > 1e-9 {
            rest.iter_mut().for_each(|entry| *entry /= length);
            basis.push(rest);
        }
    }
    basis
}

/// What is left of a vector outside of the space of an orthonormal basis.
pub(super) fn project_out(basis: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    let mut rest = vector.to_vec();
    for _ in 0..2 {
        for known in basis {
            let part = dot(known, &rest);
            add(&mut rest, known, -part);
        }
    }
    rest
}

/// The sum of products.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], other: &[f64], times: f64) {
    to.iter_mut().zip(other).for_each(|(to, other)| *to += times * other);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_never_below_zero() {
        let columns = vec![vec![1.0, 0.0, 1.0], vec![0.0, 1.0, 1.0], vec![1.0, 1.0, 0.0]];
        let (weights, left) = nonnegative(&columns, &[1.0, 1.0, 1.0]);
        assert!(left < 1e-12 && weights.iter().all(|weight| (weight - 0.5).abs() < 1e-12), "{weights:?}");
        let (weights, left) = nonnegative(&columns, &[-1.0, 0.0, 0.0]);
        assert!(weights.iter().all(|weight| *weight == 0.0) && (left - 1.0).abs() < 1e-12);
    }
}
