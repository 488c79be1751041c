//! Papers a year for each gene, and for all genes together.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use crate::gene2pubmed::Link;

/// Yearly counts.
#[derive(Clone, Debug, PartialEq)]
pub struct GeneSeries {
    /// First year of all series.
    pub first_year: i32,
    /// Papers a year for each gene that has any; genes in the order of their ids.
    pub counts: BTreeMap<u32, Vec<f64>>,
    /// Papers a year that speak of any gene, each counted once.
    pub totals: Vec<f64>,
    /// Links left out, because their paper has no year, one outside, or too many genes.
    pub left_out: usize,
}

/// Counts the papers of `years`. A link given twice counts once. Papers that speak of more than `most_genes` genes are left
/// out: they are screens and genome projects, which say nothing of a single gene. Costs O(n log n).
pub fn build(
    links: impl IntoIterator<Item = Link>,
    years: RangeInclusive<i32>,
    most_genes: usize,
    year_of: impl Fn(u32) -> Option<i32>,
) -> GeneSeries {
    let mut links: Vec<(u32, u32)> = links.into_iter().map(|link| (link.pmid, link.gene)).collect();
    links.sort_unstable();
    links.dedup();
    let (first_year, length) = (*years.start(), (years.end() - years.start() + 1).max(0) as usize);
    let mut counts: HashMap<u32, Vec<f64>> = HashMap::new();
    let mut totals = vec![0.0; length];
    let mut left_out = 0;
    for paper in links.chunk_by(|a, b| a.0 == b.0) {
        let year = year_of(paper[0].0).filter(|year| years.contains(year));
        let (Some(year), true) = (year, paper.len() <= most_genes) else {
            left_out += paper.len();
            continue;
        };
        let at = (year - first_year) as usize;
        totals[at] += 1.0;
        for (_, gene) in paper {
            counts.entry(*gene).or_insert_with(|| vec![0.0; length])[at] += 1.0;
        }
    }
    GeneSeries { first_year, counts: counts.into_iter().collect(), totals, left_out }
}
