//! Laws of the small algebra: what a decomposition promises, on random matrices.

use bellwether_numerics::dense::{Dense, cholesky, inverse_of_upper, qr};
use bellwether_numerics::eigen::symmetric;
use proptest::prelude::*;

fn matrix(rows: usize, columns: usize) -> impl Strategy<Value = Dense> {
    prop::collection::vec(-3.0..3.0_f64, rows * columns)
        .prop_map(move |values| Dense::from_fn(rows, columns, |row, column| values[row * columns + column]))
}

fn distance(a: &Dense, b: &Dense) -> f64 {
    let rows = 0..a.rows();
    rows.flat_map(|row| a.row(row).iter().zip(b.row(row))).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}

fn identity(n: usize) -> Dense {
    Dense::from_fn(n, n, |row, column| f64::from(u8::from(row == column)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn qr_gives_the_matrix_back_from_orthonormal_columns((rows, columns) in (1..9_usize, 1..6_usize), seed in matrix(9, 6)) {
        let rows = rows.max(columns);
        let a = Dense::from_fn(rows, columns, |row, column| seed.at(row, column));
        let (q, r) = qr(&a);
        prop_assert!(distance(&q.times(&r), &a) < 1e-12);
        prop_assert!(distance(&q.transposed().times(&q), &identity(columns)) < 1e-12);
    }

    #[test]
    fn eigenvectors_are_orthogonal_and_give_the_matrix_back(n in 1..12_usize, seed in matrix(12, 12)) {
        let a = Dense::from_fn(n, n, |row, column| seed.at(row.max(column), row.min(column)));
        let eigen = symmetric(&a);
        let scaled = Dense::from_fn(n, n, |row, column| eigen.vectors.at(row, column) * eigen.values[column]);
        prop_assert!(distance(&scaled.times(&eigen.vectors.transposed()), &a) < 1e-10);
        prop_assert!(distance(&eigen.vectors.transposed().times(&eigen.vectors), &identity(n)) < 1e-12);
        prop_assert!(eigen.values.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn the_inverse_of_the_cholesky_factor_makes_columns_orthonormal(seed in matrix(9, 4)) {
        let gram = seed.transposed().times(&seed);
        let r = cholesky(&gram);
        prop_assume!((0..4).all(|i| r.at(i, i) > 0.1 && r.at(i, i).is_finite()));
        prop_assert!(distance(&r.transposed().times(&r), &gram) < 1e-10);
        let q = seed.times(&inverse_of_upper(&r));
        prop_assert!(distance(&q.transposed().times(&q), &identity(4)) < 1e-8);
    }
}

#[test]
fn a_direction_without_length_becomes_zeros() {
    let a = Dense::from_fn(3, 2, |row, _| row as f64);
    let q = a.times(&inverse_of_upper(&cholesky(&a.transposed().times(&a))));
    assert!((0..3).all(|row| q.at(row, 1) == 0.0));
}

#[test]
fn equal_eigenvalues_do_no_harm() {
    let eigen = symmetric(&identity(5));
    assert_eq!(eigen.values, [1.0; 5]);
    assert_eq!(symmetric(&Dense::zeros(0, 0)).values, [0.0; 0]);
}
