//! Eigenvalues and eigenvectors of a symmetric matrix of some hundred rows.
//!
//! Householder's reduction to three diagonals and then QL steps with implicit shifts (Golub and Van Loan, *Matrix
//! Computations*, 8.3). O(n³).

use crate::dense::Dense;

/// Steps for one eigenvalue; two or three are usual.
const STEPS: usize = 60;

/// Eigenvalues in descending order, and the eigenvectors as the columns of an orthogonal matrix.
#[derive(Clone, Debug)]
pub struct Eigen {
    /// Descending.
    pub values: Vec<f64>,
    /// Column `i` belongs to value `i`. Its largest entry is positive, so that signs do not depend on the method.
    pub vectors: Dense,
}

/// Decomposes a symmetric matrix; only its lower triangle is read.
pub fn symmetric(matrix: &Dense) -> Eigen {
    let n = matrix.rows();
    let mut rows: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| if j <= i { matrix.at(i, j) } else { matrix.at(j, i) }).collect()).collect();
    // Rows of `basis` are the vectors: rotations then touch two neighbouring stretches of memory.
    let mut basis: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    reduce(&mut rows, &mut basis);
    let mut diagonal: Vec<f64> = (0..n).map(|i| rows[i][i]).collect();
    let mut beside: Vec<f64> = (0..n).map(|i| if i + 1 < n { rows[i + 1][i] } else { 0.0 }).collect();
    for at in 0..n {
        settle(at, &mut diagonal, &mut beside, &mut basis);
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| diagonal[*b].total_cmp(&diagonal[*a]).then(a.cmp(b)));
    let signs: Vec<f64> = basis.iter().map(|vector| sign_of_largest(vector)).collect();
    Eigen {
        values: order.iter().map(|i| diagonal[*i]).collect(),
        vectors: Dense::from_fn(n, n, |row, column| basis[order[column]][row] * signs[order[column]]),
    }
}

fn sign_of_largest(vector: &[f64]) -> f64 {
    let largest = vector.iter().fold(0.0_f64, |best, x| if x.abs() > best.abs() * (1.0 + 1e-9) { *x } else { best });
    if largest < 0.0 { -1.0 } else { 1.0 }
}

/// Makes all but three diagonals zero by reflections from both sides, and applies them to the basis.
fn reduce(a: &mut [Vec<f64>], basis: &mut [Vec<f64>]) {
    let n = a.len();
    for k in 0..n.saturating_sub(2) {
        let mut v: Vec<f64> = (k + 1..n).map(|i| a[i][k]).collect();
        let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
        v[0] += if v[0] < 0.0 { -length } else { length };
        let norm = v.iter().map(|x| x * x).sum::<f64>().sqrt();
        if norm == 0.0 {
            continue;
        }
        v.iter_mut().for_each(|x| *x /= norm);
        reflect_rows(a, &v, k + 1);
        for row in a.iter_mut() {
            let product: f64 = v.iter().zip(&row[k + 1..]).map(|(x, y)| x * y).sum();
            row[k + 1..].iter_mut().zip(&v).for_each(|(y, x)| *y -= 2.0 * product * x);
        }
        reflect_rows(basis, &v, k + 1);
    }
}

fn reflect_rows(a: &mut [Vec<f64>], v: &[f64], from: usize) {
    let mut products = vec![0.0; a.len()];
    for (x, row) in v.iter().zip(&a[from..]) {
        products.iter_mut().zip(row).for_each(|(sum, y)| *sum += x * y);
    }
    for (x, row) in v.iter().zip(&mut a[from..]) {
        row.iter_mut().zip(&products).for_each(|(y, product)| *y -= 2.0 * product * x);
    }
}

/// QL steps until the diagonal at `at` is an eigenvalue.
fn settle(at: usize, d: &mut [f64], e: &mut [f64], basis: &mut [Vec<f64>]) {
    let n = d.len();
    for _ in 0..STEPS {
        let end = (at..n - 1).find(|m| e[*m].abs() <= f64::EPSILON * (d[*m].abs() + d[*m + 1].abs())).unwrap_or(n - 1);
        if end == at {
            return;
        }
        let g = (d[at + 1] - d[at]) / (2.0 * e[at]);
        let r = (g * g + 1.0).sqrt();
        let mut g = d[end] - d[at] + e[at] / (g + if g < 0.0 { -r } else { r });
        let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
        let mut split = false;
        for i in (at..end).rev() {
            let (f, b) = (s * e[i], c * e[i]);
            let r = (f * f + g * g).sqrt();
            e[i + 1] = r;
            if r == 0.0 {
                d[i + 1] -= p;
                e[end] = 0.0;
                split = true;
                break;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            let t = (d[i] - g) * s + 2.0 * c * b;
            p = s * t;
            d[i + 1] = g + p;
            g = c * t - b;
            rotate(basis, i, c, s);
        }
        if !split {
            d[at] -= p;
            e[at] = g;
            e[end] = 0.0;
        }
    }
}

fn rotate(basis: &mut [Vec<f64>], i: usize, c: f64, s: f64) {
    let (left, right) = basis.split_at_mut(i + 1);
    for (x, y) in left[i].iter_mut().zip(&mut right[0]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
}
