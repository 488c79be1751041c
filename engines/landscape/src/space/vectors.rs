//! Vectors of documents, by rows; and as whole numbers, whose products are quick and the same in any order.

/// Vectors of equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct Vectors {
    dimensions: usize,
    values: Vec<f32>,
}

impl Vectors {
    /// From all values in a row.
    ///
    /// # Panics
    /// When the values do not fill whole vectors.
    pub fn new(dimensions: usize, values: Vec<f32>) -> Vectors {
        assert!(dimensions > 0 && values.len().is_multiple_of(dimensions), "values must fill whole vectors");
        Vectors { dimensions, values }
    }

    /// How many vectors.
    pub fn len(&self) -> usize {
        self.values.len() / self.dimensions
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many numbers each has.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// One vector.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.dimensions..][..self.dimensions]
    }

    /// Is this vector all zeros, so that it lies nowhere?
    pub fn is_zero(&self, row: usize) -> bool {
        self.row(row).iter().all(|value| *value == 0.0)
    }
}

/// Vectors of length one as 16-bit whole numbers, filled up with zeros to a multiple of [`LANES`].
#[derive(Clone, Debug)]
pub(crate) struct WholeVectors {
    width: usize,
    values: Vec<i16>,
}

/// Numbers multiplied at a time.
const LANES: usize = 32;
/// One, as a whole number: its square, the largest product, still fits 32 bits after pairs are added.
const ONE: f32 = 16_384.0;

impl WholeVectors {
    pub fn of(vectors: &Vectors) -> WholeVectors {
        let width = vectors.dimensions().div_ceil(LANES) * LANES;
        let mut values = vec![0_i16; vectors.len() * width];
        for (row, target) in values.chunks_mut(width).enumerate() {
            for (value, target) in vectors.row(row).iter().zip(target) {
                *target = (value * ONE).round() as i16;
            }
        }
        WholeVectors { width, values }
    }

    pub fn len(&self) -> usize {
        self.values.len() / self.width
    }

    pub fn row(&self, row: usize) -> &[i16] {
        &self.values[row * self.width..][..self.width]
    }

    pub fn product(&self, a: usize, b: usize) -> i32 {
        product(self.row(a), self.row(b))
    }
}

/// The inner product; both as long as a whole number of lanes.
pub(crate) fn product(a: &[i16], b: &[i16]) -> i32 {
    let mut sum = 0_i32;
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sum += i32::from(a[lane]) * i32::from(b[lane]);
        }
    }
    sum
}

/// A product of whole numbers as a cosine.
pub(crate) fn cosine(product: i32) -> f32 {
    product as f32 / (ONE * ONE)
}
