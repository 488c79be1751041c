//! Repulsion of all points by all points, on a grid (after Linderman et al. 2019, FIt-SNE).
//!
//! Points become charges on a grid by cubic interpolation. The field of all charges is a convolution with the kernel,
//! so a product after Fourier's transform; points read their force off the grid by the same interpolation.
//! O(points + grid log grid), whatever the number of pairs.

use bellwether_numerics::pool::{Pool, for_each_part, map, parts};

use crate::map::fft::{Complex, Fft, LANES, ZERO};

/// The grid's finest spacing. Forces change over distances of one; a third keeps them within three hundredths of their
/// size where points lie as densely as on real maps. Where few lie far apart, errors of the nearest pairs show more.
const SPACING: f32 = 1.0 / 3.0;
/// At least so many grid points across the map.
const FEWEST: usize = 100;
/// Empty grid points at each side, for the interpolation of points at the rim.
const RIM: usize = 2;
/// Into so many parts the points are cut when they become charges.
const CHARGE_PARTS: usize = 8;
/// Points that read their force in one task.
const POINTS: usize = 2048;

/// Forces not yet divided by `total`.
pub(crate) struct Repulsion {
    /// Sum over other points of difference / (1 + distance²)².
    pub forces: Vec<[f32; 2]>,
    /// Sum over all pairs of different points of 1 / (1 + distance²).
    pub total: f64,
}

/// A grid and the transformed kernels for it, kept while the map does not outgrow it.
#[derive(Default)]
pub(crate) struct Field {
    plan: Option<Plan>,
}

struct Plan {
    fft: Fft,
    spacing: f32,
    /// Transform of x / (1 + d²)² + i y / (1 + d²)², by columns of the transformed grid.
    force: Vec<(f32, f32)>,
    /// Transform of 1 / (1 + d²).
    closeness: Vec<f32>,
}

/// Where the grid lies.
struct Frame {
    origin: [f32; 2],
    spacing: f32,
    /// Grid points along a side.
    side: usize,
}

impl Field {
    /// Forces on all points. At least one point.
    pub fn repulsion(&mut self, points: &[[f32; 2]], pool: &dyn Pool) -> Repulsion {
        let frame = Frame::around(points);
        let size = Fft::new(frame.side * 2).size();
        let fits = |plan: &Plan| plan.fft.size() == size && plan.spacing == frame.spacing;
        if !self.plan.as_ref().is_some_and(fits) {
            self.plan = Some(Plan::new(size, frame.spacing, pool));
        }
        let charges = charges(points, &frame, pool);
        let (field, total) = match &self.plan {
            Some(plan) => plan.convolve(&charges, frame.side, pool),
            None => (Vec::new(), 0.0),
        };
        let mut forces = vec![[0.0; 2]; points.len()];
        for_each_part(pool, &mut forces, POINTS, |part, forces| {
            for (force, point) in forces.iter_mut().zip(&points[part * POINTS..]) {
                *force = frame.read(&field, *point);
            }
        });
        // A point is no pair with itself.
        Repulsion { forces, total: (total - points.len() as f64).max(1e-9) }
    }
}

impl Frame {
    fn around(points: &[[f32; 2]]) -> Frame {
        let bound = |axis: usize, start: f32, choose: fn(f32, f32) -> f32| {
            points.iter().map(|point| point[axis]).fold(start, choose)
        };
        let low = [0, 1].map(|axis| bound(axis, f32::INFINITY, f32::min));
        let high = [0, 1].map(|axis| bound(axis, f32::NEG_INFINITY, f32::max));
        let range = (high[0] - low[0]).max(high[1] - low[1]).max(1e-3);
        let spacing = SPACING.min(range / FEWEST as f32);
        // In steps, so that the kernels serve for many rounds.
        let side = ((range / spacing) as usize + 2 * RIM + 1).next_multiple_of(LANES);
        let middle = [0, 1].map(|axis| f32::midpoint(low[axis], high[axis]));
        Frame { origin: middle.map(|middle| middle - spacing * (side - 1) as f32 / 2.0), spacing, side }
    }

    /// The first of four grid points around a place, and the weights of the four (Lagrange).
    fn weights(&self, place: f32, axis: usize) -> (usize, [f32; 4]) {
        let at = (place - self.origin[axis]) / self.spacing;
        let cell = (at as usize).clamp(1, self.side - 3);
        let t = at - cell as f32;
        let (before, after, second) = (t + 1.0, t - 1.0, t - 2.0);
        let weights = [
            -t * after * second / 6.0,
            before * after * second / 2.0,
            -before * t * second / 2.0,
            before * t * after / 6.0,
        ];
        (cell - 1, weights)
    }

    fn read(&self, field: &[[f32; 2]], point: [f32; 2]) -> [f32; 2] {
        let ((row, by_row), (column, by_column)) = (self.weights(point[0], 0), self.weights(point[1], 1));
        let mut force = [0.0; 2];
        for (i, row_weight) in by_row.iter().enumerate() {
            let cells = &field[(row + i) * self.side + column..][..4];
            for (cell, column_weight) in cells.iter().zip(&by_column) {
                let weight = row_weight * column_weight;
                force[0] += weight * cell[0];
                force[1] += weight * cell[1];
            }
        }
        force
    }
}

fn charges(points: &[[f32; 2]], frame: &Frame, pool: &dyn Pool) -> Vec<f32> {
    let size = points.len().div_ceil(CHARGE_PARTS).max(1);
    let grids = map(pool, parts(points.len(), size), |part| {
        let mut grid = vec![0.0_f32; frame.side * frame.side];
        for point in &points[part * size..((part + 1) * size).min(points.len())] {
            let ((row, by_row), (column, by_column)) = (frame.weights(point[0], 0), frame.weights(point[1], 1));
            for (i, row_weight) in by_row.iter().enumerate() {
                let cells = &mut grid[(row + i) * frame.side + column..][..4];
                cells.iter_mut().zip(&by_column).for_each(|(cell, weight)| *cell += row_weight * weight);
            }
        }
        grid
    });
    let mut grids = grids.into_iter();
    let mut sum = grids.next().unwrap_or_default();
    for grid in grids {
        sum.iter_mut().zip(grid).for_each(|(sum, value)| *sum += value);
    }
    sum
}

impl Plan {
    fn new(size: usize, spacing: f32, pool: &dyn Pool) -> Plan {
        let fft = Fft::new(size);
        // Distances go both ways around: the second half of the grid is the negative side.
        let offset = |at: usize| {
            let signed = if at * 2 <= size { at as f64 } else { at as f64 - size as f64 };
            signed * f64::from(spacing)
        };
        let kernel = |value: &(dyn Fn(f64, f64) -> (f32, f32) + Sync)| {
            let values: Vec<(f32, f32)> =
                (0..size * size).map(|at| value(offset(at / size), offset(at % size))).collect();
            let once = columns_transformed(&fft, &values, size, size, pool);
            columns_transformed(&fft, &once, size, size, pool)
        };
        // The point halfway around has no side, so its force is zero.
        let half = size as f64 * f64::from(spacing) / 2.0;
        let force = kernel(&|x, y| {
            let square = (1.0 + x * x + y * y).powi(2);
            let part = |along: f64| if along.abs() >= half * (1.0 - 1e-9) { 0.0 } else { (along / square) as f32 };
            (part(x), part(y))
        });
        let closeness = kernel(&|x, y| ((1.0 / (1.0 + x * x + y * y)) as f32, 0.0));
        Plan { fft, spacing, force, closeness: closeness.into_iter().map(|(re, _)| re).collect() }
    }

    /// The force at each grid point, and the sum of closeness over all pairs of charges.
    fn convolve(&self, charges: &[f32], side: usize, pool: &dyn Pool) -> (Vec<[f32; 2]>, f64) {
        let size = self.fft.size();
        let input: Vec<(f32, f32)> = charges.iter().map(|charge| (*charge, 0.0)).collect();
        // Rows of `once` are columns of the grid; those beyond the charges would be zeros and are left out.
        let once = columns_transformed(&self.fft, &input, side, side, pool);
        // Forward along the other axis, times the kernel, and back again, one strip of columns after the other.
        let strips = map(pool, parts(size, LANES), |strip| self.strip(&once, strip * LANES, side));
        let total: f64 = strips.iter().map(|(_, total)| total).sum::<f64>() / (size * size) as f64;
        let half: Vec<(f32, f32)> = strips.into_iter().flat_map(|(values, _)| values).collect();
        // Now rows are frequencies of the first axis, columns are places of the second.
        let strips = map(pool, parts(side, LANES), |strip| self.back(&half, strip * LANES, side));
        let scale = 1.0 / (size * size) as f32;
        let mut field = vec![[0.0; 2]; side * side];
        for (strip, values) in strips.iter().enumerate() {
            for (row, value) in values.iter().enumerate() {
                for lane in 0..LANES.min(side - strip * LANES) {
                    field[row * side + strip * LANES + lane] = [value.re[lane] * scale, value.im[lane] * scale];
                }
            }
        }
        (field, total)
    }

    fn strip(&self, once: &[(f32, f32)], first: usize, side: usize) -> (Vec<(f32, f32)>, f64) {
        let size = self.fft.size();
        let lanes = LANES.min(size - first);
        let mut data = loaded(once, size, side, first, lanes, size);
        let mut spare = vec![ZERO; size];
        self.fft.forward(&mut data, &mut spare);
        let mut total = 0.0;
        for (other, value) in data.iter_mut().enumerate() {
            for lane in 0..lanes {
                // The kernel was transformed twice, so it lies by rows of the first axis' frequencies.
                let at = (first + lane) * size + other;
                let (re, im) = (value.re[lane], value.im[lane]);
                total += f64::from((re * re + im * im) * self.closeness[at]);
                let (force_re, force_im) = self.force[at];
                value.re[lane] = re * force_re - im * force_im;
                value.im[lane] = re * force_im + im * force_re;
            }
        }
        self.fft.backward(&mut data, &mut spare);
        let by_lane =
            (0..lanes).flat_map(|lane| data[..side].iter().map(move |value| (value.re[lane], value.im[lane])));
        (by_lane.collect(), total)
    }

    fn back(&self, half: &[(f32, f32)], first: usize, side: usize) -> Vec<Complex> {
        let size = self.fft.size();
        let mut data = loaded(half, side, size, first, LANES.min(side - first), size);
        let mut spare = vec![ZERO; size];
        self.fft.backward(&mut data, &mut spare);
        data.truncate(side);
        data
    }
}

/// Some columns of a matrix by rows, filled up with zeros to `size` rows.
fn loaded(values: &[(f32, f32)], width: usize, rows: usize, first: usize, lanes: usize, size: usize) -> Vec<Complex> {
    let mut data = vec![ZERO; size];
    for (row, target) in data.iter_mut().enumerate().take(rows) {
        for (lane, (re, im)) in values[row * width + first..][..lanes].iter().enumerate() {
            (target.re[lane], target.im[lane]) = (*re, *im);
        }
    }
    data
}

/// Transforms each column of a matrix of `rows` rows and `width` columns, filled up with zeros; the result lies by
/// columns, so each becomes a row.
fn columns_transformed(
    fft: &Fft,
    values: &[(f32, f32)],
    width: usize,
    rows: usize,
    pool: &dyn Pool,
) -> Vec<(f32, f32)> {
    let strips = map(pool, parts(width, LANES), |strip| {
        let first = strip * LANES;
        let lanes = LANES.min(width - first);
        let mut data = loaded(values, width, rows, first, lanes, fft.size());
        let mut spare = vec![ZERO; fft.size()];
        fft.forward(&mut data, &mut spare);
        let by_lane = (0..lanes).flat_map(|lane| data.iter().map(move |value| (value.re[lane], value.im[lane])));
        by_lane.collect::<Vec<_>>()
    });
    strips.concat()
}

#[cfg(test)]
mod tests {
    use bellwether_numerics::pool::Serial;
    use bellwether_numerics::random::Random;

    use super::Field;

    #[test]
    fn the_grid_gives_nearly_the_sum_over_all_pairs() {
        for spread in [0.01, 1.0, 5.0, 12.0] {
            let mut random = Random::new(5);
            let points: Vec<[f32; 2]> = (0..600).map(|_| [0, 1].map(|_| (random.normal() * spread) as f32)).collect();
            let found = Field::default().repulsion(&points, &Serial);
            let (mut total, mut error, mut length) = (0.0, 0.0, 0.0);
            for (a, force) in points.iter().zip(&found.forces) {
                let mut exact = [0.0_f64; 2];
                for b in &points {
                    let difference = [0, 1].map(|axis| f64::from(a[axis]) - f64::from(b[axis]));
                    let closeness = 1.0 / (1.0 + difference[0].powi(2) + difference[1].powi(2));
                    total += closeness;
                    (0..2).for_each(|axis| exact[axis] += difference[axis] * closeness * closeness);
                }
                for axis in 0..2 {
                    error += (exact[axis] - f64::from(force[axis])).powi(2);
                    length += exact[axis].powi(2);
                }
            }
            total -= points.len() as f64;
            assert!((found.total / total - 1.0).abs() < 0.01, "spread {spread}: {} for {total}", found.total);
            assert!((error / length).sqrt() < 0.03, "spread {spread}: error {}", (error / length).sqrt());
        }
    }
}
