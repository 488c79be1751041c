//! Citations that can be compared across fields and years: MNCS, top shares, the relative citation ratio, disruption.

use std::collections::{BTreeMap, HashSet};

use crate::estimate::{Bootstrap, Estimate, Explanation, bootstrap, mean};

/// A paper with its citations within a fixed window after publication (four years is usual).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cited {
    /// Field.
    pub field: u32,
    /// Year of publication.
    pub year: i32,
    /// Citations in the window.
    pub citations: f64,
}

/// What is usual in each field and year, learnt from all papers of the corpus.
#[derive(Clone, Debug, Default)]
pub struct Norms {
    sorted: BTreeMap<(u32, i32), Vec<f64>>,
}

impl Norms {
    /// Learns from all papers. Costs O(n log n).
    pub fn learn(papers: &[Cited]) -> Norms {
        let mut sorted: BTreeMap<(u32, i32), Vec<f64>> = BTreeMap::new();
        for paper in papers {
            sorted.entry((paper.field, paper.year)).or_default().push(paper.citations);
        }
        for citations in sorted.values_mut() {
            citations.sort_by(f64::total_cmp);
        }
        Norms { sorted }
    }

    /// Citations over the mean of the field and year; `None` where that is 0 or unknown.
    pub fn normalised(&self, paper: &Cited) -> Option<f64> {
        let expected = mean(self.sorted.get(&(paper.field, paper.year))?);
        (expected > 0.0).then(|| paper.citations / expected)
    }

    /// How far the paper is among the top `share` of its field and year: 1, 0, or between for ties at the border, so that
    /// exactly `share` of all papers are on top (Waltman and Schreiber 2013).
    pub fn top(&self, paper: &Cited, share: f64) -> Option<f64> {
        let sorted = self.sorted.get(&(paper.field, paper.year))?;
        let below = sorted.partition_point(|citations| *citations < paper.citations);
        let up_to = sorted.partition_point(|citations| *citations <= paper.citations);
        if up_to == below {
            return None;
        }
        let border = (1.0 - share) * sorted.len() as f64;
        Some(((up_to as f64 - border) / (up_to - below) as f64).clamp(0.0, 1.0))
    }
}

/// Mean normalised citation score of `papers`. `None` when none has an expected value.
pub fn mean_normalised(papers: &[Cited], norms: &Norms, how: Bootstrap) -> Option<Estimate> {
    let scores: Vec<f64> = papers.iter().filter_map(|paper| norms.normalised(paper)).collect();
    let explanation = Explanation::Impact { papers: scores.len(), left_out: papers.len() - scores.len() };
    averaged(&scores, how, explanation)
}

/// Share of `papers` among the top `share` of their field and year, ties counted in part.
pub fn top_share(papers: &[Cited], norms: &Norms, share: f64, how: Bootstrap) -> Option<Estimate> {
    let scores: Vec<f64> = papers.iter().filter_map(|paper| norms.top(paper, share)).collect();
    averaged(&scores, how, Explanation::Top { papers: scores.len(), share })
}

fn averaged(scores: &[f64], how: Bootstrap, explanation: Explanation) -> Option<Estimate> {
    let interval = bootstrap(scores.len(), how, |places| {
        places.iter().map(|place| scores[*place]).sum::<f64>() / places.len() as f64
    });
    (!scores.is_empty()).then(|| Estimate { value: mean(scores), interval, explanation })
}

/// Citations a year: those so far over the years since publication, at least one (Hutchins et al. 2016).
pub fn citation_rate(citations: f64, published: i32, now: i32) -> f64 {
    citations / f64::from((now - published).max(1))
}

/// The line that benchmark papers of one year follow: rate = intercept + slope * field rate, by median regression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Benchmark {
    /// Rate at a field rate of 0.
    pub intercept: f64,
    /// Rise with the field rate.
    pub slope: f64,
}

impl Benchmark {
    /// Fits the line to pairs of field rate and rate: the median regression line passes through two of the points, and
    /// iteratively reweighted least squares comes as near as `rounds` allow (100 is plenty). `None` without two distinct
    /// field rates.
    pub fn fit(pairs: &[(f64, f64)], rounds: usize) -> Option<Benchmark> {
        let mut line: Option<Benchmark> = None;
        for _ in 0..rounds.max(1) {
            let (mut w, mut wx, mut wy, mut wxx, mut wxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (x, y) in pairs {
                let weight = line.map_or(1.0, |line| 1.0 / (y - line.at(*x)).abs().max(1e-6));
                w += weight;
                wx += weight * x;
                wy += weight * y;
                wxx += weight * x * x;
                wxy += weight * x * y;
            }
            let determinant = w * wxx - wx * wx;
            if determinant <= 1e-12 * w * wxx {
                return None;
            }
            let slope = (w * wxy - wx * wy) / determinant;
            line = Some(Benchmark { intercept: (wy - slope * wx) / w, slope });
        }
        line
    }

    fn at(&self, field_rate: f64) -> f64 {
        self.intercept + self.slope * field_rate
    }
}

/// Relative citation ratio: the paper's rate over what the benchmark expects of its field. The field rate is the mean of
/// the journal rates of the unique papers that were cited together with it, and its own. `None` where nothing is expected.
pub fn relative_citation_ratio(rate: f64, field_rates: &[f64], benchmark: Benchmark) -> Option<Estimate> {
    let expected = benchmark.at(mean(field_rates));
    // NaN for an empty field is not above 0 either.
    (expected > 0.0).then(|| Estimate {
        value: rate / expected,
        interval: None,
        explanation: Explanation::Relative { rate, expected },
    })
}

/// Disruption CD of a paper (Funk and Owen-Smith 2017): 1 when those that cite it cite nothing it builds on, -1 when all do.
/// `citing` holds the references of each later paper that cites the focal one or any of its references. The interval is
/// a bootstrap over the later papers. `None` when there are none.
pub fn disruption(focal: u64, references: &[u64], citing: &[Vec<u64>], how: Bootstrap) -> Option<Estimate> {
    let references: HashSet<u64> = references.iter().copied().collect();
    let kinds: Vec<(bool, bool)> = citing
        .iter()
        .map(|cited| (cited.contains(&focal), cited.iter().any(|one| *one != focal && references.contains(one))))
        .filter(|(of_focal, of_references)| *of_focal || *of_references)
        .collect();
    let value = |kinds: &mut dyn Iterator<Item = (bool, bool)>| {
        let (mut sum, mut count) = (0.0, 0.0);
        for (of_focal, of_references) in kinds {
            sum += match (of_focal, of_references) {
                (true, true) => -1.0,
                (true, false) => 1.0,
                _ => 0.0,
            };
            count += 1.0;
        }
        sum / count
    };
    let of = |kind: (bool, bool)| kinds.iter().filter(|other| **other == kind).count();
    let explanation = Explanation::Disruption {
        only_focal: of((true, false)),
        both: of((true, true)),
        only_references: of((false, true)),
    };
    let interval = bootstrap(kinds.len(), how, |places| value(&mut places.iter().map(|place| kinds[*place])));
    (!kinds.is_empty()).then(|| Estimate { value: value(&mut kinds.iter().copied()), interval, explanation })
}
