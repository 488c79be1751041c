//! Small dense matrices of `f64`, by rows: products and orthonormal bases.
//!
//! For matrices of some hundred rows or columns, and for tall ones with few columns; not a general algebra library.

/// A matrix by rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Dense {
    /// All zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Dense { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// The value of each place by a function of row and column.
    pub fn from_fn(rows: usize, columns: usize, mut value: impl FnMut(usize, usize) -> f64) -> Self {
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        Dense { rows, columns, values: places.map(|(row, column)| value(row, column)).collect() }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// One value.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.columns + column]
    }

    /// One value, to be changed.
    pub fn at_mut(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.values[row * self.columns + column]
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.columns..][..self.columns]
    }

    /// The product with another matrix. O(rows × columns × other's columns).
    ///
    /// # Panics
    /// When the sizes do not fit.
    pub fn times(&self, other: &Dense) -> Dense {
        assert_eq!(self.columns, other.rows, "sizes of a product must fit");
        let mut product = Dense::zeros(self.rows, other.columns);
        for row in 0..self.rows {
            for inner in 0..self.columns {
                let factor = self.at(row, inner);
                let target = &mut product.values[row * other.columns..][..other.columns];
                target.iter_mut().zip(other.row(inner)).for_each(|(sum, value)| *sum += factor * value);
            }
        }
        product
    }

    /// Rows become columns.
    pub fn transposed(&self) -> Dense {
        Dense::from_fn(self.columns, self.rows, |row, column| self.at(column, row))
    }
}

/// The factor `r` of the Cholesky decomposition `gram = rᵀ r`, upper triangular, of a symmetric positive matrix.
/// A direction without length of its own (below `1e-14` of the longest) gets an infinite diagonal, so that dividing by
/// it gives zeros.
pub fn cholesky(gram: &Dense) -> Dense {
    let n = gram.rows();
    let longest = (0..n).map(|i| gram.at(i, i)).fold(0.0, f64::max);
    let mut r = Dense::zeros(n, n);
    for j in 0..n {
        let rest = gram.at(j, j) - (0..j).map(|k| r.at(k, j).powi(2)).sum::<f64>();
        let diagonal = if rest > longest * 1e-14 { rest.sqrt() } else { f64::INFINITY };
        *r.at_mut(j, j) = diagonal;
        for i in j + 1..n {
            let rest = gram.at(j, i) - (0..j).map(|k| r.at(k, j) * r.at(k, i)).sum::<f64>();
            *r.at_mut(j, i) = if diagonal.is_finite() { rest / diagonal } else { 0.0 };
        }
    }
    r
}

/// The inverse of an upper triangular matrix; columns with an infinite diagonal become zeros.
pub fn inverse_of_upper(r: &Dense) -> Dense {
    let n = r.rows();
    let mut inverse = Dense::zeros(n, n);
    for column in (0..n).filter(|column| r.at(*column, *column).is_finite()) {
        *inverse.at_mut(column, column) = 1.0 / r.at(column, column);
        for row in (0..column).rev() {
            let sum: f64 = (row + 1..=column).map(|k| r.at(row, k) * inverse.at(k, column)).sum();
            let diagonal = r.at(row, row);
            *inverse.at_mut(row, column) = if diagonal.is_finite() { -sum / diagonal } else { 0.0 };
        }
    }
    inverse
}

/// Householder's decomposition of a matrix with at least as many rows as columns: orthonormal columns and the upper
/// triangle. O(rows × columns²).
pub fn qr(matrix: &Dense) -> (Dense, Dense) {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    let mut r = matrix.clone();
    let mut reflectors: Vec<Vec<f64>> = Vec::with_capacity(columns);
    for column in 0..columns.min(rows) {
        let mut v: Vec<f64> = (column..rows).map(|row| r.at(row, column)).collect();
        let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
        v[0] += if v[0] < 0.0 { -length } else { length };
        let norm = v.iter().map(|x| x * x).sum::<f64>().sqrt();
        if norm > 0.0 {
            v.iter_mut().for_each(|x| *x /= norm);
        }
        reflect(&mut r, &v, column);
        reflectors.push(v);
    }
    let mut q = Dense::from_fn(rows, columns, |row, column| f64::from(u8::from(row == column)));
    for (column, v) in reflectors.iter().enumerate().rev() {
        reflect(&mut q, v, column);
    }
    (q, Dense::from_fn(columns, columns, |row, column| if row <= column { r.at(row, column) } else { 0.0 }))
}

fn reflect(matrix: &mut Dense, v: &[f64], from: usize) {
    for column in 0..matrix.columns() {
        let product: f64 = v.iter().enumerate().map(|(i, x)| x * matrix.at(from + i, column)).sum();
        for (i, x) in v.iter().enumerate() {
            *matrix.at_mut(from + i, column) -= 2.0 * product * x;
        }
    }
}
