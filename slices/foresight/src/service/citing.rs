//! What citations between the records tell of a topic, where there are enough of them: impact against what is usual in field and
//! year, how many of its records are among the most cited, disruption of its most cited record, and the main path.

use std::collections::HashMap;

use bellwether_indicators::citations::{Cited, Norms, disruption, mean_normalised, top_share};
use bellwether_indicators::estimate::{Bootstrap, Estimate, Explanation};
use bellwether_indicators::main_path::main_path;
use bellwether_landscape::build::Landscape;

use crate::model::topic::{CITATIONS_NEEDED, Indicator};
use crate::service::indicate::told;
use crate::service::reading::Read;

/// Citations count in the year of publication and so many after it, so that old and new records compare.
const WINDOW: u16 = 4;
/// Later records that a record's disruption is read from.
const LATER_NEEDED: usize = 10;
/// What counts as the most cited.
const TOP: f64 = 0.1;
/// Records of a main path that are shown.
const PATH: usize = 12;

/// Citations of the whole corpus, with what is usual.
pub struct Citing {
    /// Records that cite a record, in order.
    cited_by: HashMap<u32, Vec<u32>>,
    /// Records that a record cites.
    cites: HashMap<u32, Vec<u32>>,
    /// Each record's citations in its window; `None` without a year or a topic.
    papers: Vec<Option<Cited>>,
    norms: Norms,
}

impl Citing {
    /// Counts once for all topics. A record's field is its broadest topic.
    pub fn of(read: &Read, landscape: &Landscape) -> Citing {
        let mut cited_by: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut cites: HashMap<u32, Vec<u32>> = HashMap::new();
        for (citing, cited) in &read.citations {
            cited_by.entry(*cited).or_default().push(*citing);
            cites.entry(*citing).or_default().push(*cited);
        }
        let year = |record: u32| read.facts[record as usize].year;
        let paper = |record: u32| {
            let field = landscape.topics.first()?.get(record as usize).copied().flatten()?;
            let own = year(record);
            let within = |citing: &&u32| (own..=own.saturating_add(WINDOW)).contains(&year(**citing));
            let citations = cited_by.get(&record).map_or(0, |citing| citing.iter().filter(within).count());
            (own > 0).then_some(Cited { field, year: i32::from(own), citations: citations as f64 })
        };
        let papers: Vec<Option<Cited>> = (0..read.facts.len() as u32).map(paper).collect();
        let known: Vec<Cited> = papers.iter().flatten().copied().collect();
        Citing { norms: Norms::learn(&known), papers, cites, cited_by }
    }

    /// Citations that these records got from records of the corpus.
    pub fn received(&self, members: &[u32]) -> u32 {
        members.iter().map(|record| self.cited_by.get(record).map_or(0, Vec::len) as u32).sum()
    }

    /// The indicators that the citations of these records allow.
    pub fn indicators(&self, members: &[u32], how: Bootstrap) -> Vec<Indicator> {
        let received = self.received(members);
        if received < CITATIONS_NEEDED {
            return Vec::new();
        }
        let papers: Vec<Cited> = members.iter().filter_map(|record| self.papers[*record as usize]).collect();
        let impact = mean_normalised(&papers, &self.norms, how);
        let top = top_share(&papers, &self.norms, TOP, how);
        let count = |estimate: &Estimate| match estimate.explanation {
            Explanation::Impact { papers, .. } | Explanation::Top { papers, .. } => papers as f64,
            _ => 0.0,
        };
        let with = |name: &str, estimate: Option<Estimate>| {
            let because = vec![estimate.as_ref().map(count)?, f64::from(received)];
            told(name, estimate?).map(|indicator| Indicator { because, ..indicator })
        };
        [with("impact", impact), with("top", top), self.most_cited(members, how)].into_iter().flatten().collect()
    }

    /// Disruption of the most cited of these records.
    fn most_cited(&self, members: &[u32], how: Bootstrap) -> Option<Indicator> {
        let cited = |record: &u32| self.cited_by.get(record).map_or(0, Vec::len);
        let focal = *members.iter().max_by_key(|record| (cited(record), std::cmp::Reverse(**record)))?;
        let references: Vec<u32> = self.cites.get(&focal).cloned().unwrap_or_default();
        let of = |record: &u32| self.cited_by.get(record).into_iter().flatten().copied();
        let mut later: Vec<u32> =
            of(&focal).chain(references.iter().flat_map(of)).filter(|one| *one != focal).collect();
        later.sort_unstable();
        later.dedup();
        if references.is_empty() || later.len() < LATER_NEEDED {
            return None;
        }
        let wide = |records: &[u32]| records.iter().map(|record| u64::from(*record)).collect::<Vec<u64>>();
        let citing: Vec<Vec<u64>> =
            later.iter().map(|one| wide(self.cites.get(one).map_or(&[][..], Vec::as_slice))).collect();
        let estimate = disruption(u64::from(focal), &wide(&references), &citing, how)?;
        let Explanation::Disruption { only_focal, both, only_references } = estimate.explanation else { return None };
        let because = vec![only_focal as f64, both as f64, only_references as f64];
        told("disruption", estimate).map(|indicator| Indicator { because, ..indicator })
    }

    /// The chain of citations within these records that most paths run through, oldest first; empty where they cite each
    /// other too little.
    pub fn path(&self, read: &Read, members: &[u32]) -> Vec<u32> {
        let places: HashMap<u32, usize> = members.iter().enumerate().map(|(at, record)| (*record, at)).collect();
        let when = |record: u32| (read.facts[record as usize].year, record);
        let mut arcs = Vec::new();
        for citing in members {
            for cited in self.cites.get(citing).into_iter().flatten() {
                // Records of one time may cite each other in a circle; a path goes forward.
                if let (Some(from), Some(to)) = (places.get(cited), places.get(citing))
                    && when(*cited) < when(*citing)
                {
                    arcs.push((*from, *to));
                }
            }
        }
        if (arcs.len() as u32) < CITATIONS_NEEDED {
            return Vec::new();
        }
        let path = main_path(members.len(), &arcs).map(|path| path.papers).unwrap_or_default();
        path.into_iter().take(PATH).map(|at| members[at]).collect()
    }
}
