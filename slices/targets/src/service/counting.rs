//! Papers a year of every gene.

use std::collections::{BTreeMap, HashSet};

use bellwether_targets::gene2pubmed::Link;
use bellwether_targets::series;

use crate::model::status::Settings;
use crate::service::build::BuildError;
use crate::service::known::Known;

/// The series of all genes.
pub struct Counted {
    /// First and last year.
    pub years: (u16, u16),
    /// Papers of each year that speak of any gene.
    pub totals: Vec<f64>,
    /// Papers of each year, of genes that have any.
    pub counts: BTreeMap<u32, Vec<f64>>,
    /// All papers of each gene.
    pub papers: BTreeMap<u32, u32>,
    /// Those of each gene that are counted and have their year from a record.
    pub exact: BTreeMap<u32, u32>,
    /// Counted papers that have their year from a record.
    pub exact_papers: u32,
    /// Links in no series.
    pub left_out: u32,
}

/// Counts links, which are in the order of papers, each there once.
pub fn count(links: &[Link], known: &Known, settings: &Settings) -> Result<Counted, BuildError> {
    let mut last = last_year(links, known).ok_or(BuildError::NoYears)?;
    let first = i32::from(settings.first_year);
    let most = settings.most_genes as usize;
    let mut made = series::build(links.iter().copied(), first..=last, most, |pmid| known.year(pmid));
    // A year without any paper is no part of a series: nothing can be a share of it.
    while made.totals.last() == Some(&0.0) {
        made.totals.pop();
        made.counts.values_mut().for_each(|counts| counts.truncate(made.totals.len()));
        last -= 1;
    }
    let empty = made.totals.iter().rposition(|total| *total == 0.0).map_or(0, |at| at + 1);
    made.totals.drain(..empty);
    let first = first + i32::try_from(empty).unwrap_or(i32::MAX);
    let within = |year: i32| (first..=last).contains(&year);
    let (Ok(from), Ok(to), false) = (u16::try_from(first), u16::try_from(last), made.totals.is_empty()) else {
        return Err(BuildError::NoCounted(settings.first_year));
    };
    let mut dropped = 0.0;
    for counts in made.counts.values_mut() {
        dropped += counts.drain(..empty).sum::<f64>();
    }
    made.counts.retain(|_, counts| counts.iter().any(|count| *count > 0.0));
    let mut papers: BTreeMap<u32, u32> = BTreeMap::new();
    let mut exact: BTreeMap<u32, u32> = BTreeMap::new();
    let mut exact_papers = HashSet::new();
    for paper in links.chunk_by(|a, b| a.pmid == b.pmid) {
        let is_exact = paper.len() <= most && known.exact(paper[0].pmid).is_some_and(within);
        if is_exact {
            exact_papers.insert(paper[0].pmid);
        }
        for link in paper {
            *papers.entry(link.gene).or_default() += 1;
            if is_exact {
                *exact.entry(link.gene).or_default() += 1;
            }
        }
    }
    Ok(Counted {
        years: (from, to),
        totals: made.totals,
        counts: made.counts,
        papers,
        exact,
        exact_papers: exact_papers.len() as u32,
        left_out: made.left_out as u32 + dropped as u32,
    })
}

/// The last year of which both the evidence and the links tell all papers: a source ends within some year, too.
fn last_year(links: &[Link], known: &Known) -> Option<i32> {
    let whole = known.last_whole()?;
    let newest = links.last().and_then(|link| known.estimated(link.pmid));
    // Links beyond all that is known of reach further than the evidence.
    Some(newest.map_or(whole, |newest| whole.min(newest - 1)))
}
