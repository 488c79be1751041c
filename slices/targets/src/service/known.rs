//! The years of papers: exact where the evidence holds the record, otherwise from ranges of PubMed ids that its records and the
//! references they print have taught.

use std::collections::HashMap;
use std::ops::ControlFlow;

use bellwether_evidence::api::Snapshot;
use bellwether_jobs::Watch;
use bellwether_sources::record::{Record, Source};
use bellwether_targets::years::{Years, printed};

use crate::model::status::Accuracy;
use crate::service::build::BuildError;

/// Records between two words to whoever watches.
const TELL_EVERY: u64 = 1_000;

/// What the evidence tells of years.
pub struct Known {
    /// Records by PubMed id, with their year where they have one.
    records: HashMap<u32, Option<i32>>,
    years: Years,
    /// How well years are told from ids.
    pub accuracy: Option<Accuracy>,
}

impl Known {
    /// Reads all records. `since` is the first year whose accuracy matters.
    pub fn read(snapshot: &Snapshot, since: i32, watch: &dyn Watch) -> Result<Known, BuildError> {
        let mut records = HashMap::new();
        let mut cited: Vec<(u32, i32)> = Vec::new();
        let (mut done, mut stopped) = (0, false);
        snapshot.for_each_record(&mut |record| {
            let year = record.date.as_ref().map(|date| i32::from(date.year)).filter(|year| *year > 0);
            if record.key.source == Source::PubMed
                && let Ok(pmid) = record.key.id.parse()
            {
                records.insert(pmid, year);
            }
            if let Some(year) = year {
                cited.extend(references(&record, year));
            }
            done += 1;
            if done % TELL_EVERY == 0 {
                watch.on_progress("reading years", done, snapshot.count());
                stopped = watch.cancelled();
            }
            if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if stopped {
            return Err(BuildError::Stopped);
        }
        cited.extend(records.iter().filter_map(|(pmid, year)| Some((*pmid, (*year)?))));
        cited.sort_unstable();
        cited.dedup();
        let accuracy = accuracy(&cited, since);
        Ok(Known { records, years: Years::learn(cited), accuracy })
    }

    /// The year of a paper, as exactly as it can be told.
    pub fn year(&self, pmid: u32) -> Option<i32> {
        self.exact(pmid).or_else(|| self.estimated(pmid))
    }

    /// The year that the paper's id tells.
    pub fn estimated(&self, pmid: u32) -> Option<i32> {
        Some(self.years.estimate(pmid)?.year)
    }

    /// The year that the paper's record says.
    pub fn exact(&self, pmid: u32) -> Option<i32> {
        *self.records.get(&pmid)?
    }

    /// Is there a record of the paper?
    pub fn holds(&self, pmid: u32) -> bool {
        self.records.contains_key(&pmid)
    }

    /// The last year whose papers are all known of.
    pub fn last_whole(&self) -> Option<i32> {
        self.years.last_whole()
    }
}

fn references(record: &Record, latest: i32) -> impl Iterator<Item = (u32, i32)> + '_ {
    record.references.iter().filter_map(move |reference| {
        let pmid = reference.identifiers.iter().find(|identifier| identifier.scheme == "pubmed")?.value.parse().ok()?;
        Some((pmid, printed(&reference.citation, latest)?))
    })
}

/// Learnt from one half, judged on the other.
fn accuracy(known: &[(u32, i32)], since: i32) -> Option<Accuracy> {
    let years = Years::learn(known.iter().copied().filter(|(pmid, _)| is_learnt(*pmid)));
    let others = known.iter().copied().filter(|(pmid, year)| !is_learnt(*pmid) && *year >= since);
    let judged = years.judge(others)?;
    Some(Accuracy { papers: u32::try_from(judged.papers).ok()?, exact: judged.exact, near: judged.near })
}

/// By a hash of the id, so that no paper is on both sides.
fn is_learnt(pmid: u32) -> bool {
    (u64::from(pmid).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).is_multiple_of(2)
}
