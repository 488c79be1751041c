//! The space of documents: the directions in which a corpus varies most, found by streaming over its rows.
//!
//! Subspace iteration with a random start (Halko, Martinsson and Tropp 2011): each pass multiplies a basis with the
//! matrix and its transpose. Memory: two bases of terms by dimensions, and the block of rows at hand; the documents
//! themselves need only their vectors.

mod panels;
pub mod vectors;

use bellwether_numerics::dense::Dense;
use bellwether_numerics::eigen::symmetric;
use bellwether_numerics::pool::{Pool, for_each_part};
use bellwether_numerics::sparse::{RowSource, Rows};

use crate::progress::{Step, Stopped, Watch, tell};
use crate::space::panels::{Panels, WIDTH};
use crate::space::vectors::Vectors;

/// How vectors are found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Numbers for each document. Fewer when the corpus has fewer terms.
    pub dimensions: usize,
    /// Further dimensions while searching, which make the last ones exact; rounded up to what fits the machine.
    pub margin: usize,
    /// Passes over all rows, at least two; each makes the dimensions more exact.
    pub passes: usize,
    /// Seed of the random start.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { dimensions: 144, margin: 16, passes: 4, seed: 1 }
    }
}

/// The matrix has no entry that is not zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpaceError {
    /// There is nothing to find directions in.
    #[error("no document has a term")]
    Empty,
    /// The watcher said so.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Directions in the space of terms, the strongest first: the right singular vectors of the matrix.
#[derive(Clone, Debug)]
pub struct Space {
    /// The length of the corpus in each direction, descending.
    pub singular_values: Vec<f64>,
    basis: Panels,
}

impl Space {
    /// Learns the directions of a matrix. O(passes × entries × dimensions).
    ///
    /// # Errors
    /// [`SpaceError`] when the matrix is empty, or the watcher stops it.
    pub fn learn(
        matrix: &dyn RowSource,
        options: &Options,
        pool: &dyn Pool,
        watch: &mut dyn Watch,
    ) -> Result<Space, SpaceError> {
        let width = (options.dimensions + options.margin).min(matrix.columns()).max(1);
        let mut basis = Panels::random(matrix.columns(), width, options.seed);
        let passes = options.passes.max(2);
        for pass in 1..passes {
            tell(watch, Step::Vectors, pass - 1, passes)?;
            // Twice: the first time leaves an error that grows with the square of how unequal the columns are.
            basis = normalized(&normalized(&multiplied(matrix, &basis, pool, watch)?, pool), pool);
        }
        tell(watch, Step::Vectors, passes - 1, passes)?;
        let image = multiplied(matrix, &basis, pool, watch)?;
        let small = basis.products(&image, pool);
        let eigen =
            symmetric(&Dense::from_fn(small.rows(), small.rows(), |i, j| (small.at(i, j) + small.at(j, i)) / 2.0));
        let strongest = eigen.values[0];
        let kept = eigen.values.iter().take_while(|value| **value > strongest * 1e-9 && **value > 0.0).count();
        if kept == 0 {
            return Err(SpaceError::Empty);
        }
        let kept = kept.min(options.dimensions.max(1));
        let singular_values = eigen.values[..kept].iter().map(|value| value.sqrt()).collect();
        let columns = basis.padded_width();
        let turn =
            Dense::from_fn(
                columns,
                kept,
                |row, column| {
                    if row < eigen.vectors.rows() { eigen.vectors.at(row, column) } else { 0.0 }
                },
            );
        Ok(Space { singular_values, basis: basis.times(&turn, pool) })
    }

    /// Directions that are known: `at` gives the share of a term in a direction. There is at least one direction.
    pub fn of_directions(singular_values: Vec<f64>, terms: usize, at: impl Fn(usize, usize) -> f32) -> Space {
        let basis = Panels::of(terms, singular_values.len(), at);
        Space { singular_values, basis }
    }

    /// How many directions.
    pub fn dimensions(&self) -> usize {
        self.singular_values.len()
    }

    /// How many terms.
    pub fn terms(&self) -> usize {
        self.basis.rows()
    }

    /// The share of a term in a direction.
    pub fn at(&self, term: usize, direction: usize) -> f32 {
        self.basis.at(term, direction)
    }

    /// Where weighted documents lie: vectors of length one, or of zeros for documents without terms.
    /// O(entries × dimensions).
    ///
    /// # Errors
    /// [`Stopped`] when the watcher says so.
    pub fn place(&self, matrix: &dyn RowSource, pool: &dyn Pool, watch: &mut dyn Watch) -> Result<Vectors, Stopped> {
        let dimensions = self.dimensions();
        let mut values: Vec<f32> = Vec::new();
        let mut stopped = Ok(());
        matrix.visit(&mut |rows| {
            stopped = tell(watch, Step::Vectors, values.len() / dimensions, 0);
            let start = values.len();
            values.resize(start + rows.len() * dimensions, 0.0);
            for_each_part(pool, &mut values[start..], ROWS * dimensions, |part, target| {
                for (index, target) in target.chunks_mut(dimensions).enumerate() {
                    self.place_row(rows.row(part * ROWS + index), target);
                }
            });
            stopped.is_ok()
        });
        stopped?;
        Ok(Vectors::new(dimensions, values))
    }

    /// Where one weighted document lies.
    pub fn place_row(&self, row: (&[u32], &[f32]), target: &mut [f32]) {
        for panel in 0..self.basis.panels() {
            let sum = self.basis.gather(panel, row);
            let from = panel * WIDTH;
            let to = (from + WIDTH).min(target.len());
            target[from..to].copy_from_slice(&sum[..to - from]);
        }
        let norm = target.iter().map(|x| x * x).sum::<f32>().sqrt();
        if norm > 1e-12 {
            target.iter_mut().for_each(|x| *x /= norm);
        }
    }
}

/// Rows placed by one task.
const ROWS: usize = 256;

/// `matrixᵀ matrix basis`, in one pass over the rows. Each task has some columns of the basis and sees all rows in
/// their order, so sums do not depend on the threads.
fn multiplied(
    matrix: &dyn RowSource,
    basis: &Panels,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Panels, Stopped> {
    let mut image = basis.zeros_like();
    let mut stopped = Ok(());
    let mut done = 0;
    matrix.visit(&mut |rows: Rows<'_>| {
        stopped = tell(watch, Step::Vectors, done, 0);
        done += rows.len();
        image.each_panel(pool, |panel, target| {
            for row in 0..rows.len() {
                let row = rows.row(row);
                let sum = basis.gather(panel, row);
                for (column, value) in row.0.iter().zip(row.1) {
                    let target = &mut target[*column as usize];
                    for lane in 0..WIDTH {
                        target[lane] += value * sum[lane];
                    }
                }
            }
        });
        stopped.is_ok()
    });
    stopped?;
    Ok(image)
}

/// Columns made orthonormal by Cholesky's decomposition of their products.
fn normalized(columns: &Panels, pool: &dyn Pool) -> Panels {
    let products = columns.products(columns, pool);
    let inverse = bellwether_numerics::dense::inverse_of_upper(&bellwether_numerics::dense::cholesky(&products));
    columns.times(&inverse, pool)
}
