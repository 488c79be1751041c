//! Where points are at first: on the two directions in which the vectors vary most.

use bellwether_numerics::dense::Dense;
use bellwether_numerics::eigen::symmetric;
use bellwether_numerics::pool::{Pool, map, parts};

use crate::map::Place;
use crate::space::vectors::Vectors;

/// The spread of the first coordinate: so small that groups form by attraction alone (Kobak and Berens 2019).
const SPREAD: f64 = 1e-4;
/// Vectors of one task.
const ROWS: usize = 4096;

/// Principal components, scaled. O(documents × dimensions²).
pub fn by_principal_components(vectors: &Vectors, pool: &dyn Pool) -> Vec<Place> {
    let (count, dimensions) = (vectors.len(), vectors.dimensions());
    let tasks = parts(count, ROWS);
    let rows = |task: usize| task * ROWS..((task + 1) * ROWS).min(count);
    let sums = map(pool, tasks, |task| {
        let mut sum = vec![0.0_f64; dimensions];
        for row in rows(task) {
            sum.iter_mut().zip(vectors.row(row)).for_each(|(sum, value)| *sum += f64::from(*value));
        }
        sum
    });
    let mut mean = vec![0.0_f64; dimensions];
    for sum in sums {
        mean.iter_mut().zip(sum).for_each(|(mean, sum)| *mean += sum / count.max(1) as f64);
    }
    let products = map(pool, tasks, |task| {
        let mut product = vec![0.0_f32; dimensions * dimensions];
        let mut centered = vec![0.0_f32; dimensions];
        for row in rows(task) {
            let values = vectors.row(row).iter().zip(&mean);
            centered.iter_mut().zip(values).for_each(|(target, (value, mean))| *target = value - *mean as f32);
            for (left, target) in centered.iter().zip(product.chunks_mut(dimensions)) {
                target.iter_mut().zip(&centered).for_each(|(sum, right)| *sum += left * right);
            }
        }
        product
    });
    let mut covariance = Dense::zeros(dimensions, dimensions);
    for product in products {
        for (at, value) in product.into_iter().enumerate() {
            *covariance.at_mut(at / dimensions, at % dimensions) += f64::from(value);
        }
    }
    let eigen = symmetric(&covariance);
    let direction = |which: usize| -> Vec<f64> {
        (0..dimensions).map(|row| if which < dimensions { eigen.vectors.at(row, which) } else { 0.0 }).collect()
    };
    let directions = [direction(0), direction(1)];
    let scale = SPREAD / (eigen.values[0] / count.max(1) as f64).sqrt().max(1e-12);
    let place = |row: usize| {
        [0, 1].map(|axis: usize| {
            let along = vectors.row(row).iter().zip(&mean).zip(&directions[axis]);
            let sum: f64 = along.map(|((value, mean), share)| (f64::from(*value) - mean) * share).sum();
            // Equal vectors would stay one point for ever; a trace of their number tells them apart.
            let trace = ((row * (axis + 1)).wrapping_mul(0x9e37_79b9) % 1009) as f64 / 1009.0 - 0.5;
            (sum * scale + trace * SPREAD * 1e-2) as f32
        })
    };
    map(pool, tasks, |task| rows(task).map(place).collect::<Vec<_>>()).concat()
}
