//! A tall matrix cut into panels of a few columns, so that a row of a panel fits the processor's registers.

use bellwether_numerics::dense::Dense;
use bellwether_numerics::pool::{Pool, for_each, map};
use bellwether_numerics::random::Random;

/// Columns of a panel: one cache line.
pub(crate) const WIDTH: usize = 16;
/// Rows whose products are summed in single precision before they are added to the rest.
const SHORT_SUM: usize = 256;

type Row = [f32; WIDTH];

/// Panels, each with all rows.
#[derive(Clone, Debug)]
pub(crate) struct Panels {
    panels: Vec<Vec<Row>>,
    rows: usize,
}

impl Panels {
    /// Normal random numbers in the first `width` columns, zeros in the rest.
    pub fn random(rows: usize, width: usize, seed: u64) -> Panels {
        let panels = (0..width.div_ceil(WIDTH)).map(|panel| {
            let mut random = Random::of_part(seed, panel as u64);
            let columns = (width - panel * WIDTH).min(WIDTH);
            let row = |random: &mut Random| {
                std::array::from_fn(|lane| if lane < columns { random.normal() as f32 } else { 0.0 })
            };
            (0..rows).map(|_| row(&mut random)).collect()
        });
        Panels { panels: panels.collect(), rows }
    }

    /// These values in the first `width` columns, zeros in the rest.
    pub fn of(rows: usize, width: usize, at: impl Fn(usize, usize) -> f32) -> Panels {
        let value = |row, column| if column < width { at(row, column) } else { 0.0 };
        let panel = |panel| {
            (0..rows).map(|row| std::array::from_fn(|lane| value(row, panel * WIDTH + lane))).collect::<Vec<Row>>()
        };
        Panels { panels: (0..width.div_ceil(WIDTH)).map(panel).collect(), rows }
    }

    pub fn zeros_like(&self) -> Panels {
        Panels { panels: vec![vec![[0.0; WIDTH]; self.rows]; self.panels.len()], rows: self.rows }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn panels(&self) -> usize {
        self.panels.len()
    }

    /// Columns with those that fill the last panel.
    pub fn padded_width(&self) -> usize {
        self.panels.len() * WIDTH
    }

    pub fn at(&self, row: usize, column: usize) -> f32 {
        self.panels[column / WIDTH][row][column % WIDTH]
    }

    /// A sparse row times a panel.
    pub fn gather(&self, panel: usize, (columns, values): (&[u32], &[f32])) -> Row {
        let panel = &self.panels[panel];
        let mut sum = [0.0; WIDTH];
        for (column, value) in columns.iter().zip(values) {
            let row = &panel[*column as usize];
            for lane in 0..WIDTH {
                sum[lane] += value * row[lane];
            }
        }
        sum
    }

    /// Lets each panel be changed by a task of its own.
    pub fn each_panel(&mut self, pool: &dyn Pool, change: impl Fn(usize, &mut Vec<Row>) + Sync) {
        for_each(pool, self.panels.iter_mut().collect(), |panel, target: &mut Vec<Row>| change(panel, target));
    }

    /// `selfᵀ other`, small.
    pub fn products(&self, other: &Panels, pool: &dyn Pool) -> Dense {
        let (mine, others) = (self.panels.len(), other.panels.len());
        let tiles =
            map(pool, mine * others, |tile| tile_products(&self.panels[tile / others], &other.panels[tile % others]));
        Dense::from_fn(mine * WIDTH, others * WIDTH, |row, column| {
            tiles[row / WIDTH * others + column / WIDTH][row % WIDTH][column % WIDTH]
        })
    }

    /// `self small`.
    pub fn times(&self, small: &Dense, pool: &dyn Pool) -> Panels {
        let panels = map(pool, small.columns().div_ceil(WIDTH), |target| {
            let mut result = vec![[0.0; WIDTH]; self.rows];
            for (source, panel) in self.panels.iter().enumerate() {
                let factors: [Row; WIDTH] = std::array::from_fn(|inner| {
                    std::array::from_fn(|lane| {
                        let column = target * WIDTH + lane;
                        if column < small.columns() { small.at(source * WIDTH + inner, column) as f32 } else { 0.0 }
                    })
                });
                if factors.iter().flatten().all(|factor| *factor == 0.0) {
                    continue;
                }
                for (row, sum) in panel.iter().zip(&mut result) {
                    for inner in 0..WIDTH {
                        for lane in 0..WIDTH {
                            sum[lane] += row[inner] * factors[inner][lane];
                        }
                    }
                }
            }
            result
        });
        Panels { panels, rows: self.rows }
    }
}

fn tile_products(left: &[Row], right: &[Row]) -> [[f64; WIDTH]; WIDTH] {
    let mut total = [[0.0; WIDTH]; WIDTH];
    for (left, right) in left.chunks(SHORT_SUM).zip(right.chunks(SHORT_SUM)) {
        let mut sum = [[0.0_f32; WIDTH]; WIDTH];
        for (left, right) in left.iter().zip(right) {
            for (sum, factor) in sum.iter_mut().zip(left) {
                for lane in 0..WIDTH {
                    sum[lane] += factor * right[lane];
                }
            }
        }
        for (total, sum) in total.iter_mut().flatten().zip(sum.iter().flatten()) {
            *total += f64::from(*sum);
        }
    }
    total
}
