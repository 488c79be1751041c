//! Genes that papers speak of together.

use std::collections::BTreeMap;

use crate::gene2pubmed::Link;

/// A gene that shares papers with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// The other gene.
    pub gene: u32,
    /// Papers that speak of both.
    pub papers: u32,
    /// How many times as many as if the genes had met by chance.
    pub times: f64,
}

/// Papers with their genes and genes with their papers, for one walk after the other.
pub struct Together {
    genes: Vec<u32>,
    /// Genes of each paper, by place in `genes`.
    of_papers: Vec<Vec<u32>>,
    /// Papers of each gene, by place in `of_papers`.
    of_genes: Vec<Vec<u32>>,
}

impl Together {
    /// Links of papers that speak of at most `most_genes` genes; a link given twice counts once. Costs O(n log n).
    pub fn of(links: impl IntoIterator<Item = Link>, most_genes: usize) -> Together {
        let mut links: Vec<(u32, u32)> = links.into_iter().map(|link| (link.pmid, link.gene)).collect();
        links.sort_unstable();
        links.dedup();
        let papers: Vec<&[(u32, u32)]> =
            links.chunk_by(|a, b| a.0 == b.0).filter(|paper| paper.len() <= most_genes).collect();
        let mut genes: Vec<u32> = papers.iter().flat_map(|paper| paper.iter().map(|(_, gene)| *gene)).collect();
        genes.sort_unstable();
        genes.dedup();
        let place: BTreeMap<u32, u32> = (0..).zip(&genes).map(|(at, gene)| (*gene, at)).collect();
        let of_papers: Vec<Vec<u32>> =
            papers.iter().map(|paper| paper.iter().map(|(_, gene)| place[gene]).collect()).collect();
        let mut of_genes = vec![Vec::new(); genes.len()];
        for (at, paper) in (0..).zip(&of_papers) {
            for gene in paper {
                of_genes[*gene as usize].push(at);
            }
        }
        Together { genes, of_papers, of_genes }
    }

    /// The genes that share at least two papers with `gene`, and more than chance would give; at most `kept` of them. First come
    /// those that speak most against chance (shared papers times the logarithm of how many times as many). Costs the links of
    /// the gene's papers.
    pub fn with(&self, gene: u32, kept: usize) -> Vec<Shared> {
        let Ok(own) = self.genes.binary_search(&gene) else { return Vec::new() };
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for paper in &self.of_genes[own] {
            for other in self.of_papers[*paper as usize].iter().filter(|other| **other as usize != own) {
                *counts.entry(*other).or_default() += 1;
            }
        }
        let all = self.of_papers.len() as f64;
        let own_papers = self.of_genes[own].len() as f64;
        let shared = |(other, papers): (u32, u32)| Shared {
            gene: self.genes[other as usize],
            papers,
            times: f64::from(papers) * all / (own_papers * self.of_genes[other as usize].len() as f64),
        };
        let mut found: Vec<Shared> =
            counts.into_iter().map(shared).filter(|shared| shared.papers >= 2 && shared.times > 1.0).collect();
        let weight = |shared: &Shared| f64::from(shared.papers) * shared.times.ln();
        found.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.gene.cmp(&b.gene)));
        found.truncate(kept);
        found
    }
}
