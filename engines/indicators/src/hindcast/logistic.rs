//! Logistic regression with a ridge, on standardised columns, by Newton's method.

use crate::hindcast::score::best_share;

/// A fitted combination of indicators.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    means: Vec<f64>,
    deviations: Vec<f64>,
    intercept: f64,
    weights: Vec<f64>,
    /// The share of topics to answer yes, most probable first, that has the best threat score on the examples. A share,
    /// because from one period to the next probabilities shift more than ranks.
    pub yes_share: f64,
}

impl Model {
    /// Fits the weights; `ridge` is the weight of one prior example for each column. `None` when there are no examples, or all
    /// have the same outcome, because nothing can be learnt from them. Costs `rounds` passes of n times columns squared.
    pub fn fit(rows: &[Vec<f64>], outcomes: &[bool], ridge: f64, rounds: usize) -> Option<Model> {
        let columns = rows.first()?.len();
        let positives = outcomes.iter().filter(|outcome| **outcome).count();
        if positives == 0 || positives == outcomes.len() {
            return None;
        }
        let count = rows.len() as f64;
        let means: Vec<f64> = (0..columns).map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / count).collect();
        let deviations: Vec<f64> = (0..columns)
            .map(|at| (rows.iter().map(|row| (row[at] - means[at]).powi(2)).sum::<f64>() / count).sqrt().max(1e-9))
            .collect();
        let rate = positives as f64 / count;
        let mut model = Model {
            means,
            deviations,
            intercept: (rate / (1.0 - rate)).ln(),
            weights: vec![0.0; columns],
            yes_share: 0.5,
        };
        let standard: Vec<Vec<f64>> = rows.iter().map(|row| model.standardised(row)).collect();
        for _ in 0..rounds {
            if model.improve(&standard, outcomes, ridge) < 1e-8 {
                break;
            }
        }
        let scores: Vec<f64> = rows.iter().map(|row| model.probability(row)).collect();
        model.yes_share = best_share(&scores, outcomes);
        Some(model)
    }

    /// Probability that the answer is yes.
    pub fn probability(&self, row: &[f64]) -> f64 {
        let sum: f64 = self.contributions(row).iter().sum::<f64>() + self.intercept;
        1.0 / (1.0 + (-sum).exp())
    }

    /// What each indicator adds to the log odds, against the average topic: the reasons for a probability.
    pub fn contributions(&self, row: &[f64]) -> Vec<f64> {
        self.standardised(row).iter().zip(&self.weights).map(|(value, weight)| value * weight).collect()
    }

    /// Weights of the standardised indicators, comparable with each other.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    fn standardised(&self, row: &[f64]) -> Vec<f64> {
        row.iter().zip(self.means.iter().zip(&self.deviations)).map(|(value, (mean, by))| (value - mean) / by).collect()
    }

    /// One step of Newton's method; how far it went.
    fn improve(&mut self, rows: &[Vec<f64>], outcomes: &[bool], ridge: f64) -> f64 {
        let size = self.weights.len() + 1;
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for (row, outcome) in rows.iter().zip(outcomes) {
            let sum = self.intercept + row.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum::<f64>();
            let probability = 1.0 / (1.0 + (-sum).exp());
            let (error, curve) = (f64::from(u8::from(*outcome)) - probability, probability * (1.0 - probability));
            let term = |at: usize| if at == 0 { 1.0 } else { row[at - 1] };
            for i in 0..size {
                gradient[i] += error * term(i);
                for (j, cell) in hessian[i].iter_mut().enumerate().take(i + 1) {
                    *cell += curve * term(i) * term(j);
                }
            }
        }
        for at in 1..size {
            gradient[at] -= ridge * self.weights[at - 1];
            hessian[at][at] += ridge;
        }
        hessian[0][0] += 1e-9;
        let step = solve(hessian, gradient);
        self.intercept += step[0];
        for (weight, step) in self.weights.iter_mut().zip(&step[1..]) {
            *weight += step;
        }
        step.iter().map(|step| step.abs()).fold(0.0, f64::max)
    }
}

/// Solves a symmetric system given by its lower half, by Cholesky's factors.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - known;
            matrix[i][j] = if i == j { rest.max(1e-12).sqrt() } else { rest / matrix[j][j] };
        }
        let known: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right
}
