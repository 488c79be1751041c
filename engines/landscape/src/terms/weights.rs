//! Weights: how much a term says of a document. BM25 (Robertson), with rows of length one.
//!
//! Chosen by measurement among TF-IDF with logarithm or root, log-entropy and BM25; ADR 51 says more.

use bellwether_numerics::sparse::Sparse;

/// The constants of BM25.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// How soon more of the same word says nothing new.
    pub saturation: f32,
    /// How far a long text must say more to be as near: 0 not at all, 1 in proportion to its length.
    pub by_length: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { saturation: 1.2, by_length: 0.75 }
    }
}

/// What is known of a corpus' terms: for weighting its documents and later ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// How rare each term is, as a factor.
    pub rarity: Vec<f32>,
    /// How long a text is, on the average.
    pub mean_length: f32,
    /// The constants.
    pub options: Options,
}

impl Weights {
    /// Learns from the counts of a corpus. O(entries).
    pub fn learn(counts: &Sparse, options: Options) -> Weights {
        let mut documents = vec![0_u32; counts.columns()];
        let mut length = 0.0;
        for row in 0..counts.len() {
            let (columns, values) = counts.row(row);
            columns.iter().for_each(|column| documents[*column as usize] += 1);
            length += values.iter().map(|value| f64::from(*value)).sum::<f64>();
        }
        let all = counts.len() as f64;
        let rarity = documents.iter().map(|with| {
            let with = f64::from(*with);
            (1.0 + (all - with + 0.5) / (with + 0.5)).ln() as f32
        });
        Weights { rarity: rarity.collect(), mean_length: (length / all.max(1.0)).max(1e-9) as f32, options }
    }

    /// Weighs all documents. O(entries).
    pub fn weigh(&self, mut counts: Sparse) -> Sparse {
        for row in 0..counts.len() {
            let (columns, values) = counts.values_mut(row);
            self.weigh_row(columns, values);
        }
        counts
    }

    /// Weighs one document in place; its length becomes one, unless it has no terms.
    pub fn weigh_row(&self, columns: &[u32], values: &mut [f32]) {
        let Options { saturation, by_length } = self.options;
        let length: f32 = values.iter().sum();
        let damping = saturation * (1.0 - by_length + by_length * length / self.mean_length);
        for (column, value) in columns.iter().zip(values.iter_mut()) {
            *value = *value / (*value + damping) * self.rarity[*column as usize];
        }
        let norm = values.iter().map(|value| value * value).sum::<f32>().sqrt();
        if norm > 0.0 {
            values.iter_mut().for_each(|value| *value /= norm);
        }
    }
}
