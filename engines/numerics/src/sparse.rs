//! Sparse matrices by rows: in memory as a whole, or seen block by block.

/// Rows of a sparse matrix, owned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparse {
    columns: usize,
    starts: Vec<usize>,
    indices: Vec<u32>,
    values: Vec<f32>,
}

/// Some consecutive rows, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    starts: &'a [usize],
    indices: &'a [u32],
    values: &'a [f32],
}

/// A matrix that can be read row by row as often as needed, from memory or from wherever the caller keeps it.
pub trait RowSource: Sync {
    /// How many columns there are.
    fn columns(&self) -> usize;
    /// Calls `each` with all rows in their order, in blocks that are the same each time. Stops early on `false`.
    fn visit(&self, each: &mut dyn FnMut(Rows<'_>) -> bool);
}

/// Rows in one block of [`Sparse`]; large enough that handing out work costs nothing.
const BLOCK: usize = 8192;

impl Sparse {
    /// No rows yet.
    pub fn new(columns: usize) -> Self {
        Sparse { columns, starts: vec![0], indices: Vec::new(), values: Vec::new() }
    }

    /// Appends a row; its columns must ascend.
    ///
    /// # Panics
    /// When a column is out of range or out of order.
    pub fn push(&mut self, row: impl IntoIterator<Item = (u32, f32)>) {
        let start = self.indices.len();
        for (index, value) in row {
            let ascends = self.indices.len() == start || self.indices.last().is_some_and(|last| *last < index);
            assert!(ascends && (index as usize) < self.columns, "column {index} is out of order or range");
            self.indices.push(index);
            self.values.push(value);
        }
        self.starts.push(self.indices.len());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Are there no rows?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many entries are stored.
    pub fn entries(&self) -> usize {
        self.indices.len()
    }

    /// Columns and values of a row.
    pub fn row(&self, row: usize) -> (&[u32], &[f32]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.indices[range.clone()], &self.values[range])
    }

    /// The values of a row, to be changed.
    pub fn values_mut(&mut self, row: usize) -> (&[u32], &mut [f32]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.indices[range.clone()], &mut self.values[range])
    }

    /// Rows `from..to`, borrowed.
    pub fn rows(&self, from: usize, to: usize) -> Rows<'_> {
        Rows { starts: &self.starts[from..=to], indices: &self.indices, values: &self.values }
    }

    /// Columns become rows. O(entries + columns).
    pub fn transposed(&self) -> Sparse {
        let mut starts = vec![0; self.columns + 1];
        for index in &self.indices {
            starts[*index as usize + 1] += 1;
        }
        for column in 0..self.columns {
            starts[column + 1] += starts[column];
        }
        let mut next = starts.clone();
        let (mut indices, mut values) = (vec![0; self.entries()], vec![0.0; self.entries()]);
        for row in 0..self.len() {
            let (columns, row_values) = self.row(row);
            for (column, value) in columns.iter().zip(row_values) {
                let place = &mut next[*column as usize];
                indices[*place] = row as u32;
                values[*place] = *value;
                *place += 1;
            }
        }
        Sparse { columns: self.len(), starts, indices, values }
    }
}

impl RowSource for Sparse {
    fn columns(&self) -> usize {
        self.columns
    }

    fn visit(&self, each: &mut dyn FnMut(Rows<'_>) -> bool) {
        let mut from = 0;
        while from < self.len() {
            let to = (from + BLOCK).min(self.len());
            if !each(self.rows(from, to)) {
                return;
            }
            from = to;
        }
    }
}

impl<'a> Rows<'a> {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Columns and values of a row, counted from the first of these rows.
    pub fn row(&self, row: usize) -> (&'a [u32], &'a [f32]) {
        let range = self.starts[row]..self.starts[row + 1];
        (&self.indices[range.clone()], &self.values[range])
    }
}

/// The inner product of two rows whose columns ascend. O(entries of both).
pub fn dot(a: (&[u32], &[f32]), b: (&[u32], &[f32])) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.0.len() && j < b.0.len() {
        let (left, right) = (a.0[i], b.0[j]);
        if left == right {
            sum += a.1[i] * b.1[j];
        }
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{Sparse, dot};

    #[test]
    fn transposing_twice_gives_the_same_matrix() {
        let mut matrix = Sparse::new(4);
        matrix.push([(0, 1.0), (3, 2.0)]);
        matrix.push([]);
        matrix.push([(1, 3.0), (3, 4.0)]);
        assert_eq!(matrix.transposed().row(3), (&[0, 2][..], &[2.0, 4.0][..]));
        assert_eq!(matrix.transposed().transposed(), matrix);
    }

    #[test]
    fn the_product_of_rows_counts_common_columns() {
        assert_eq!(dot((&[0, 2, 5], &[1.0, 2.0, 3.0]), (&[2, 3, 5], &[10.0, 9.0, 100.0])), 320.0);
    }
}
