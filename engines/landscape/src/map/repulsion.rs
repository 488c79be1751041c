//! Repulsion of all points by all points, on a grid (after Linderman et al. 2019, FIt-SNE).
//!
//! Points become charges on a grid by cubic interpolation. The field of all charges is a convolution with the kernel,
//! so a product after Fourier's transform; points read their force off the grid by the same interpolation.
//! O(points + grid log grid), whatever the number of pairs.

use bellwether_numerics::pool::{Pool, for_each, for_each_part, map, parts};

use crate::map::fft::{Complex, Fft, LANES, ZERO};

/// The grid's finest spacing. Forces change over distances of one; a third keeps them within three hundredths of their
/// size where points lie as densely as on real maps. Where few lie far apart, errors of the nearest pairs show more.
const SPACING: f32 = 1.0 / 3.0;
const SPACING_STEP: f32 = 1.15;
/// At least so many grid points across the map.
const FEWEST: usize = 100;
/// At most so many: a few points far outside make the grid coarser, not the work endless.
const MOST: usize = 1000;
/// Empty grid points at each side, for the interpolation of points at the rim.
const RIM: usize = 2;
/// Into so many parts the points are cut when they become charges.
const CHARGE_PARTS: usize = 8;
/// Columns transformed by one task, in strips of as many as go side by side.
const COLUMNS: usize = 4 * LANES;
/// Points that are compared with all others in one task.
const POINTS_BY_PAIRS: usize = 128;
/// Points that read their force in one task.
const POINTS: usize = 2048;

/// Up to so many points all pairs take no longer than the smallest grid.
const PAIRS_UP_TO: usize = 2000;

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
    /// Transformed along one axis, along both and back along one, and back along both: kept from round to round.
    once: Vec<(f32, f32)>,
    half: Vec<(f32, f32)>,
    field: Vec<(f32, f32)>,
}

/// Where the grid lies.
struct Frame {
    origin: [f32; 2],
    spacing: f32,
    /// Grid points along a side.
    side: usize,
}

impl Field {
    /// Forces on all points, by whatever is quicker for so many. At least one point.
    pub fn repulsion(&mut self, points: &[[f32; 2]], pool: &dyn Pool) -> Repulsion {
        if points.len() <= PAIRS_UP_TO { by_pairs(points, pool) } else { self.by_grid(points, pool) }
    }

    fn by_grid(&mut self, points: &[[f32; 2]], pool: &dyn Pool) -> Repulsion {
        let frame = Frame::around(points);
        let size = Fft::new(frame.side * 2).size();
        let fits = |plan: &Plan| plan.fft.size() == size && plan.spacing == frame.spacing;
        if !self.plan.as_ref().is_some_and(fits) {
            self.plan = None;
        }
        let charges = charges(points, &frame, pool);
        let plan = self.plan.get_or_insert_with(|| Plan::new(size, frame.spacing, pool));
        let total = plan.convolve(&charges, frame.side, pool);
        let field = &plan.field;
        let mut forces = vec![[0.0; 2]; points.len()];
        for_each_part(pool, &mut forces, POINTS, |part, forces| {
            for (force, point) in forces.iter_mut().zip(&points[part * POINTS..]) {
                *force = frame.read(field, *point);
            }
        });
        // A point is no pair with itself.
        Repulsion { forces, total: (total - points.len() as f64).max(1e-9) }
    }
}

/// The sum over all pairs. O(points²).
fn by_pairs(points: &[[f32; 2]], pool: &dyn Pool) -> Repulsion {
    let parts = map(pool, parts(points.len(), POINTS_BY_PAIRS), |part| {
        let own = &points[part * POINTS_BY_PAIRS..((part + 1) * POINTS_BY_PAIRS).min(points.len())];
        let one = |a: &[f32; 2]| {
            let (mut force, mut total) = ([0.0_f32; 2], 0.0_f32);
            for b in points {
                let difference = [a[0] - b[0], a[1] - b[1]];
                let closeness = 1.0 / (1.0 + difference[0] * difference[0] + difference[1] * difference[1]);
                total += closeness;
                force[0] += difference[0] * closeness * closeness;
                force[1] += difference[1] * closeness * closeness;
            }
            (force, f64::from(total))
        };
        own.iter().map(one).collect::<Vec<_>>()
    });
    let (forces, totals): (Vec<[f32; 2]>, Vec<f64>) = parts.into_iter().flatten().unzip();
    Repulsion { forces, total: (totals.iter().sum::<f64>() - points.len() as f64).max(1e-9) }
}

impl Frame {
    fn around(points: &[[f32; 2]]) -> Frame {
        let bound = |axis: usize, start: f32, choose: fn(f32, f32) -> f32| {
            points.iter().map(|point| point[axis]).fold(start, choose)
        };
        let low = [0, 1].map(|axis| bound(axis, f32::INFINITY, f32::min));
        let high = [0, 1].map(|axis| bound(axis, f32::NEG_INFINITY, f32::max));
        let range = (high[0] - low[0]).max(high[1] - low[1]).max(1e-3);
        // In steps, so that the kernels serve for many rounds.
        let mut spacing = SPACING;
        while spacing * FEWEST as f32 > range {
            spacing /= SPACING_STEP;
        }
        while spacing * (MOST as f32) < range {
            spacing *= SPACING_STEP;
        }
        let side = ((range / spacing) as usize + 2 * RIM + 2).next_multiple_of(LANES);
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

    /// The force at a point, from a field by columns.
    fn read(&self, field: &[(f32, f32)], point: [f32; 2]) -> [f32; 2] {
        let ((row, by_row), (column, by_column)) = (self.weights(point[0], 0), self.weights(point[1], 1));
        let mut force = [0.0; 2];
        for (j, column_weight) in by_column.iter().enumerate() {
            let cells = &field[(column + j) * self.side + row..][..4];
            for (cell, row_weight) in cells.iter().zip(&by_row) {
                let weight = row_weight * column_weight;
                force[0] += weight * cell.0;
                force[1] += weight * cell.1;
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
            let (mut once, mut twice) = (vec![(0.0, 0.0); size * size], vec![(0.0, 0.0); size * size]);
            transform_columns(&fft, &values, (size, size), &mut once, pool);
            transform_columns(&fft, &once, (size, size), &mut twice, pool);
            twice
        };
        // The point halfway around has no side, so its force is zero.
        let half = size as f64 * f64::from(spacing) / 2.0;
        let force = kernel(&|x, y| {
            let square = (1.0 + x * x + y * y).powi(2);
            let part = |along: f64| if along.abs() >= half * (1.0 - 1e-9) { 0.0 } else { (along / square) as f32 };
            (part(x), part(y))
        });
        let closeness = kernel(&|x, y| ((1.0 / (1.0 + x * x + y * y)) as f32, 0.0));
        let closeness = closeness.into_iter().map(|(re, _)| re).collect();
        Plan { fft, spacing, force, closeness, once: Vec::new(), half: Vec::new(), field: Vec::new() }
    }

    /// The force at each grid point, by columns, and the sum of closeness over all pairs of charges.
    fn convolve(&mut self, charges: &[f32], side: usize, pool: &dyn Pool) -> f64 {
        let size = self.fft.size();
        let Plan { fft, force, closeness, once, half, field, .. } = self;
        let input: Vec<(f32, f32)> = charges.iter().map(|charge| (*charge, 0.0)).collect();
        // Rows of `once` are columns of the grid; those beyond the charges would be zeros and are left out.
        once.resize(side * size, (0.0, 0.0));
        transform_columns(fft, &input, (side, side), once, pool);
        // Forward along the other axis, times the kernels, and back again, one strip of columns after the other.
        half.resize(size * side, (0.0, 0.0));
        let mut totals = vec![0.0; parts(size, COLUMNS)];
        let tasks = half.chunks_mut(COLUMNS * side).zip(&mut totals).collect();
        for_each(pool, tasks, |part, (target, total): (&mut [(f32, f32)], &mut f64)| {
            let (mut data, mut spare) = (vec![ZERO; size], vec![ZERO; size]);
            for (strip, target) in target.chunks_mut(LANES * side).enumerate() {
                let first = part * COLUMNS + strip * LANES;
                let lanes = LANES.min(size - first);
                load(once, size, side, first, lanes, &mut data);
                fft.forward(&mut data, &mut spare);
                *total += multiply(&mut data, lanes, &closeness[first * size..], &force[first * size..]);
                fft.backward(&mut data, &mut spare);
                store(&data, lanes, 1.0, target, side);
            }
        });
        // Now rows are frequencies of the first axis, columns are places of the second.
        field.resize(side * side, (0.0, 0.0));
        let scale = 1.0 / (size * size) as f32;
        for_each_part(pool, field, COLUMNS * side, |part, target| {
            let (mut data, mut spare) = (vec![ZERO; size], vec![ZERO; size]);
            for (strip, target) in target.chunks_mut(LANES * side).enumerate() {
                let first = part * COLUMNS + strip * LANES;
                let lanes = LANES.min(side - first);
                load(half, side, size, first, lanes, &mut data);
                fft.backward(&mut data, &mut spare);
                store(&data, lanes, scale, target, side);
            }
        });
        totals.iter().sum::<f64>() / (size * size) as f64
    }
}

/// Some columns of the transformed charges times those of the kernels, which lie by rows of the first axis'
/// frequencies. Gives the sum of closeness over these columns.
fn multiply(data: &mut [Complex], lanes: usize, closeness: &[f32], force: &[(f32, f32)]) -> f64 {
    let (size, mut total) = (data.len(), 0.0);
    for lane in 0..lanes {
        let kernels = closeness[lane * size..].iter().zip(&force[lane * size..]);
        for (value, (closeness, (force_re, force_im))) in data.iter_mut().zip(kernels) {
            let (re, im) = (value.re[lane], value.im[lane]);
            total += f64::from((re * re + im * im) * closeness);
            value.re[lane] = re * force_re - im * force_im;
            value.im[lane] = re * force_im + im * force_re;
        }
    }
    total
}

/// Loads some columns of a matrix by rows; rows beyond `rows` become zeros.
fn load(values: &[(f32, f32)], width: usize, rows: usize, first: usize, lanes: usize, data: &mut [Complex]) {
    for (row, target) in data.iter_mut().enumerate() {
        *target = ZERO;
        if row < rows {
            for (lane, (re, im)) in values[row * width + first..][..lanes].iter().enumerate() {
                (target.re[lane], target.im[lane]) = (*re, *im);
            }
        }
    }
}

/// Stores columns as rows of `length`.
fn store(data: &[Complex], lanes: usize, scale: f32, target: &mut [(f32, f32)], length: usize) {
    for (lane, target) in target.chunks_mut(length).enumerate().take(lanes) {
        for (value, target) in data.iter().zip(target) {
            *target = (value.re[lane] * scale, value.im[lane] * scale);
        }
    }
}

/// Transforms each column of a matrix of some width and rows, filled up with zeros; the result lies by columns, so each
/// becomes a row.
fn transform_columns(
    fft: &Fft,
    values: &[(f32, f32)],
    (width, rows): (usize, usize),
    target: &mut [(f32, f32)],
    pool: &dyn Pool,
) {
    let size = fft.size();
    for_each_part(pool, target, COLUMNS * size, |part, target| {
        let (mut data, mut spare) = (vec![ZERO; size], vec![ZERO; size]);
        for (strip, target) in target.chunks_mut(LANES * size).enumerate() {
            let first = part * COLUMNS + strip * LANES;
            let lanes = LANES.min(width - first);
            load(values, width, rows, first, lanes, &mut data);
            fft.forward(&mut data, &mut spare);
            store(&data, lanes, 1.0, target, size);
        }
    });
}

#[cfg(test)]
mod tests {
    use bellwether_numerics::pool::Serial;
    use bellwether_numerics::random::Random;

    use super::{Field, by_pairs};

    #[test]
    fn the_grid_gives_nearly_the_sum_over_all_pairs() {
        for spread in [0.01, 1.0, 5.0, 12.0] {
            let mut random = Random::new(5);
            let points: Vec<[f32; 2]> = (0..600).map(|_| [0, 1].map(|_| (random.normal() * spread) as f32)).collect();
            let found = Field::default().by_grid(&points, &Serial);
            let exact = by_pairs(&points, &Serial);
            let square = |force: [f32; 2]| f64::from(force[0] * force[0] + force[1] * force[1]);
            let pairs = found.forces.iter().zip(&exact.forces);
            let error: f64 = pairs.map(|(a, b)| square([a[0] - b[0], a[1] - b[1]])).sum();
            let length: f64 = exact.forces.iter().map(|force| square(*force)).sum();
            let total = exact.total;
            assert!((found.total / total - 1.0).abs() < 0.01, "spread {spread}: {} for {total}", found.total);
            assert!((error / length).sqrt() < 0.03, "spread {spread}: error {}", (error / length).sqrt());
        }
    }
}
