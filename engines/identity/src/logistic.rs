//! Logistic regression: small, dense, with a penalty; fitted by Newton steps.
//!
//! Used to weigh the features of a match; the fitted numbers stand as constants beside the features, and the
//! examples of this crate fit them anew.

/// Weights of the features; the first feature is usually the constant 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(pub Vec<f64>);

/// The probability that belongs to a sum of weighted features.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The log-odds of a probability, kept within ±13.8 (one in a million).
pub fn log_odds(probability: f64) -> f64 {
    let kept = probability.clamp(1e-6, 1.0 - 1e-6);
    (kept / (1.0 - kept)).ln()
}

/// Weighted sum of the features.
pub fn dot(weights: &[f64], features: &[f64]) -> f64 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

/// Fits weights that maximise the penalised likelihood: `ridge` times half the squared weights is taken off.
///
/// Costs O(rows · features²) for each of at most 25 Newton steps. Rows must all have as many features as the first.
pub fn fit(rows: &[Vec<f64>], truths: &[bool], ridge: f64) -> Weights {
    let width = rows.first().map_or(0, Vec::len);
    let mut weights = vec![0.0; width];
    for _ in 0..25 {
        let (gradient, hessian) = slopes(rows, truths, &weights, ridge);
        let Some(step) = solve(hessian, gradient) else { break };
        let size = step.iter().map(|part| part.abs()).fold(0.0, f64::max);
        // A long step overshoots where classes are nearly separable.
        let scale = if size > 2.0 { 2.0 / size } else { 1.0 };
        for (weight, part) in weights.iter_mut().zip(&step) {
            *weight += scale * part;
        }
        if size < 1e-8 {
            break;
        }
    }
    Weights(weights)
}

fn slopes(rows: &[Vec<f64>], truths: &[bool], weights: &[f64], ridge: f64) -> (Vec<f64>, Vec<Vec<f64>>) {
    let width = weights.len();
    let mut gradient: Vec<f64> = weights.iter().map(|weight| -ridge * weight).collect();
    let mut hessian = vec![vec![0.0; width]; width];
    for (at, line) in hessian.iter_mut().enumerate() {
        line[at] = ridge;
    }
    for (row, truth) in rows.iter().zip(truths) {
        let expected = probability(dot(weights, row));
        let error = f64::from(u8::from(*truth)) - expected;
        let curve = expected * (1.0 - expected);
        for at in 0..width {
            gradient[at] += error * row[at];
            for other in 0..width {
                hessian[at][other] += curve * row[at] * row[other];
            }
        }
    }
    (gradient, hessian)
}

/// Gaussian elimination with row exchange; `None` where the matrix is singular.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for column in 0..size {
        let pivot = (column..size).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))?;
        if matrix[pivot][column].abs() < 1e-12 {
            return None;
        }
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..size {
            let factor = matrix[row][column] / matrix[column][column];
            let (above, below) = matrix.split_at_mut(row);
            for (value, pivot) in below[0].iter_mut().zip(&above[column]).skip(column) {
                *value -= factor * pivot;
            }
            right[row] -= factor * right[column];
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_feature_recovers_the_log_odds_of_the_table() {
        // 30 of 40 true where the feature is 1, 10 of 50 where it is 0: intercept ln(1/4), slope ln(3) + ln(4).
        let mut rows = Vec::new();
        let mut truths = Vec::new();
        for (feature, yes, no) in [(1.0, 30, 10), (0.0, 10, 40)] {
            for at in 0..yes + no {
                rows.push(vec![1.0, feature]);
                truths.push(at < yes);
            }
        }
        let Weights(found) = fit(&rows, &truths, 1e-9);
        assert!((found[0] - 0.25_f64.ln()).abs() < 1e-6, "{found:?}");
        assert!((found[1] - 12.0_f64.ln()).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn separable_classes_stay_finite() {
        let rows = vec![vec![1.0, 0.0], vec![1.0, 1.0]];
        let Weights(found) = fit(&rows, &[false, true], 0.1);
        assert!(found.iter().all(|weight| weight.is_finite()));
    }
}
