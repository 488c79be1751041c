//! The year of a paper from its PMID, where nothing else is known.
//!
//! PMIDs are given out in the order of entry, so papers with neighbouring ids are mostly of one year; old literature that was
//! entered late has ranges of its own. Ranges are learnt from papers whose year is known: the records of the corpus, and their
//! cited references, which print a year beside a PMID. Each estimate says how sure it is.

/// Known papers that make one range. Large enough for a steady median, small enough to part the months around a new year.
const IN_RANGE: usize = 40;

/// Citations print page numbers beside years; before this one there are few cited papers and many such pages.
const EARLIEST: i32 = 1940;

/// What is known of a stretch of PMIDs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range {
    first: u32,
    last: u32,
    year: i32,
    /// Share of its papers that are of `year`, and within a year of it.
    exact: f64,
    near: f64,
}

/// An estimated year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimated {
    /// The year.
    pub year: i32,
    /// Share of known papers with neighbouring ids that are of this year.
    pub exact: f64,
    /// Share that is within one year.
    pub near: f64,
}

/// Ranges of PMIDs with their years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Years {
    ranges: Vec<Range>,
}

/// How far off estimates are on papers that were not learnt from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Papers judged.
    pub papers: usize,
    /// Share with the right year.
    pub exact: f64,
    /// Share within one year.
    pub near: f64,
    /// Mean absolute error in years.
    pub error: f64,
}

impl Years {
    /// Learns from pairs of PMID and year; years before 1800 or after 2200 are misprints and are left out. Of a PMID given
    /// several years, all count. Costs O(n log n).
    pub fn learn(known: impl IntoIterator<Item = (u32, i32)>) -> Years {
        let mut known: Vec<(u32, i32)> = known.into_iter().filter(|(_, year)| (1800..=2200).contains(year)).collect();
        known.sort_unstable();
        known.dedup();
        let ranges = known.chunks(IN_RANGE).map(|chunk| {
            let mut years: Vec<i32> = chunk.iter().map(|(_, year)| *year).collect();
            years.sort_unstable();
            let year = most_common(&years);
            let share = |within: i32| {
                years.iter().filter(|other| (*other - year).abs() <= within).count() as f64 / years.len() as f64
            };
            Range { first: chunk[0].0, last: chunk[chunk.len() - 1].0, year, exact: share(0), near: share(1) }
        });
        Years { ranges: ranges.collect() }
    }

    /// The year of `pmid`: that of its range, or of the nearer neighbour between two ranges. `None` when nothing was learnt, or
    /// `pmid` lies beyond the last range by more than the ranges are wide: such papers are newer than all that is known.
    pub fn estimate(&self, pmid: u32) -> Option<Estimated> {
        let after = self.ranges.partition_point(|range| range.last < pmid);
        let before = after.checked_sub(1).and_then(|at| self.ranges.get(at));
        let range = match (before, self.ranges.get(after)) {
            (_, Some(range)) if range.first <= pmid => range,
            (Some(before), Some(range)) => {
                if pmid - before.last <= range.first - pmid {
                    before
                } else {
                    range
                }
            }
            (None, Some(range)) => range,
            (Some(before), None) if pmid - before.last <= before.last - before.first => before,
            _ => return None,
        };
        Some(Estimated { year: range.year, exact: range.exact, near: range.near })
    }

    /// The last year whose papers are all known of: the one before that of the newest range, because a year whose papers are
    /// still being learnt about is not over. `None` when nothing was learnt.
    pub fn last_whole(&self) -> Option<i32> {
        self.ranges.last().map(|range| range.year - 1)
    }

    /// How far off the estimates are on other papers; `None` where none of them has an estimate.
    pub fn judge(&self, papers: impl IntoIterator<Item = (u32, i32)>) -> Option<Accuracy> {
        let off: Vec<i32> =
            papers.into_iter().filter_map(|(pmid, year)| Some((self.estimate(pmid)?.year - year).abs())).collect();
        let share = |within: i32| off.iter().filter(|off| **off <= within).count() as f64 / off.len() as f64;
        (!off.is_empty()).then(|| Accuracy {
            papers: off.len(),
            exact: share(0),
            near: share(1),
            error: off.iter().map(|off| f64::from(*off)).sum::<f64>() / off.len() as f64,
        })
    }
}

/// The year that a citation prints: its first number that is one, as in "Nature. 2014 Mar 5;507:62". Years after `latest`
/// cannot be.
pub fn printed(citation: &str, latest: i32) -> Option<i32> {
    let numbers = citation.split(|letter: char| !letter.is_ascii_digit()).filter(|word| word.len() == 4);
    numbers.filter_map(|word| word.parse().ok()).find(|year| (EARLIEST..=latest).contains(year))
}

/// The most common of sorted values; of equally common ones the earliest.
fn most_common(sorted: &[i32]) -> i32 {
    let mut best = (0, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > best.0 {
            best = (run.len(), run[0]);
        }
    }
    best.1
}
