//! Describes the topics of a landscape: who is in them, what they are called, how they grew, what stands in their middle.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use bellwether_landscape::build::Landscape;
use bellwether_numerics::pool::{self, Pool};

use crate::model::extent::Extent;
use crate::model::point::STAGES;
use crate::model::topic::{Heading, Related, Topic, WorkLine, YearCount};
use crate::service::build::{BuildError, Watch};
use crate::service::citing::Citing;
use crate::service::indicate;
use crate::service::reading::Read;

/// Key works, related topics, terms and headings kept of each topic.
const WORKS: usize = 10;
const RELATED: usize = 8;
const HEADINGS: usize = 8;
/// Headings of a smaller share of a topic's records say little about it.
const LEAST_SHARE: f64 = 0.02;
/// Colours on the map.
const COLOURS: usize = 8;
/// A year with fewer records is a gap, unless it has this share of the fullest year's: shares of a few records are chance.
const FULL: f64 = 50.0;
const FULL_SHARE: f64 = 0.01;

/// The records and their landscape, with what several steps need to know of both.
pub struct Frame<'a> {
    /// The records.
    pub read: &'a Read,
    /// Their landscape.
    pub landscape: &'a Landscape,
    /// Records of each topic, level by level.
    members: Vec<Vec<Vec<u32>>>,
    /// Place of each level's first topic in the list of all.
    starts: Vec<usize>,
    /// Records of each year.
    totals: BTreeMap<u16, u32>,
    /// Records with each heading.
    with_heading: Vec<u32>,
    extent: Extent,
    citing: Citing,
}

impl<'a> Frame<'a> {
    /// Looks at the whole once.
    pub fn of(read: &'a Read, landscape: &'a Landscape) -> Self {
        let mut members: Vec<Vec<Vec<u32>>> = Vec::new();
        let mut starts = Vec::new();
        let mut next = 0;
        for topics in &landscape.topics {
            let count = topics.iter().flatten().max().map_or(0, |last| *last as usize + 1);
            let mut level = vec![Vec::new(); count];
            for (record, topic) in topics.iter().enumerate() {
                if let Some(topic) = topic {
                    level[*topic as usize].push(record as u32);
                }
            }
            starts.push(next);
            next += count;
            members.push(level);
        }
        let mut totals = BTreeMap::new();
        for fact in read.facts.iter().filter(|fact| fact.year > 0) {
            *totals.entry(fact.year).or_default() += 1;
        }
        let mut with_heading = vec![0; read.headings.len()];
        read.texts.iter().flat_map(|text| &text.headings).for_each(|heading| with_heading[*heading as usize] += 1);
        let citing = Citing::of(read, landscape);
        Frame { read, landscape, members, starts, totals, with_heading, extent: Extent::of(&landscape.places), citing }
    }

    /// Citations between the records.
    pub fn citing(&self) -> &Citing {
        &self.citing
    }

    /// How many topics there are on all levels.
    pub fn topics(&self) -> usize {
        self.members.iter().map(Vec::len).sum()
    }

    /// The topics of each level as their records, the coarsest level first.
    pub fn levels(&self) -> impl Iterator<Item = &[Vec<u32>]> {
        self.members.iter().map(Vec::as_slice)
    }

    /// Where a record is on the map, each way 0 to 1.
    pub fn place(&self, record: usize) -> Option<[f32; 2]> {
        Some(self.extent.unit(self.landscape.places[record]?))
    }

    /// Place of a record's finest topic in the list of all.
    pub fn finest(&self, record: usize) -> Option<usize> {
        self.topic_at(self.starts.len().checked_sub(1)?, record)
    }

    /// Place of a record's topic of a level in the list of all.
    pub fn topic_at(&self, level: usize, record: usize) -> Option<usize> {
        Some(self.starts[level] + self.landscape.topics[level][record]? as usize)
    }

    /// The first place of a level in the list of all topics.
    pub fn start(&self, level: usize) -> usize {
        self.starts[level]
    }

    /// First and last year.
    pub fn years(&self) -> Option<(u16, u16)> {
        Some((*self.totals.keys().next()?, *self.totals.keys().next_back()?))
    }

    /// The last stretch of years without a gap.
    pub fn run(&self) -> Option<(u16, u16)> {
        let fullest = f64::from(*self.totals.values().max()?);
        let least = FULL.min(fullest * FULL_SHARE);
        let mut full = self.totals.iter().filter(|(_, records)| f64::from(**records) >= least).rev();
        let last = *full.next()?.0;
        let mut first = last;
        for (year, _) in full {
            if *year + 1 != first {
                break;
            }
            first = *year;
        }
        Some((first, last))
    }

    /// Records of the topic by year, for all years that the corpus has.
    fn years_of(&self, members: &[u32]) -> Vec<YearCount> {
        let mut own: BTreeMap<u16, u32> = BTreeMap::new();
        for record in members {
            *own.entry(self.read.facts[*record as usize].year).or_default() += 1;
        }
        let count = |(year, corpus): (&u16, &u32)| YearCount {
            year: *year,
            records: own.get(year).copied().unwrap_or(0),
            corpus: *corpus,
        };
        self.totals.iter().map(count).collect()
    }
}

/// All topics, level by level, as yet without ids and outlook.
pub fn describe(frame: &Frame<'_>, seed: u64, pool: &dyn Pool, watch: &dyn Watch) -> Result<Vec<Topic>, BuildError> {
    let places: Vec<(usize, usize)> = frame
        .members
        .iter()
        .enumerate()
        .flat_map(|(level, topics)| (0..topics.len()).map(move |at| (level, at)))
        .collect();
    let centres = pool::map(pool, places.len(), |at| centre(frame, &frame.members[places[at].0][places[at].1]));
    let done = AtomicUsize::new(0);
    let described = pool::map(pool, places.len(), |at| {
        if watch.cancelled() {
            return None;
        }
        let topic = one(frame, places[at], &centres, seed);
        watch.on_progress("describing", done.fetch_add(1, Ordering::Relaxed) as u64 + 1, places.len() as u64);
        Some(topic)
    });
    described.into_iter().collect::<Option<Vec<_>>>().ok_or(BuildError::Stopped)
}

fn one(frame: &Frame<'_>, (level, at): (usize, usize), centres: &[Vec<f32>], seed: u64) -> Topic {
    let members = &frame.members[level][at];
    let own = frame.starts[level] + at;
    let label = &frame.landscape.labels[level][at];
    let terms = label.terms.iter().map(|telling| frame.landscape.vocabulary.terms[telling.term as usize].form.clone());
    let top = members.first().and_then(|record| frame.landscape.topics[0][*record as usize]).unwrap_or(0);
    let [x, y] = middle(members.iter().filter_map(|record| frame.place(*record as usize)));
    let works = works(frame, members, &centres[own]);
    let mut stages = [0; STAGES];
    for record in members {
        if let Some(count) = stages.get_mut(usize::from(frame.read.facts[*record as usize].stage)) {
            *count += 1;
        }
    }
    let years = frame.years_of(members);
    let kids = (level + 1 < frame.members.len()).then_some(level + 1);
    let about = indicate::About { frame, members, years: &years, finer: kids, seed };
    Topic {
        id: String::new(),
        level: level as u8,
        parent: level
            .checked_sub(1)
            .and_then(|coarser| frame.topic_at(coarser, *members.first()? as usize))
            .map(|parent| parent as u32),
        label: if label.text.is_empty() {
            works.first().map(|work| work.title.clone()).unwrap_or_default()
        } else {
            label.text.clone()
        },
        terms: terms.collect(),
        headings: headings(frame, members),
        size: members.len() as u32,
        x,
        y,
        colour: (top as usize % COLOURS) as u8,
        outlook: None,
        indicators: indicate::all(&about),
        triangle: indicate::triangle(&about),
        years,
        stages,
        works,
        related: related(frame, level, own, centres),
        citations: frame.citing.received(members),
        main_path: frame.citing.path(frame.read, members).into_iter().map(|record| work(frame, record)).collect(),
        placed: 0,
        withdrawn: 0,
    }
}

/// The sum of the members' vectors, of length one.
fn centre(frame: &Frame<'_>, members: &[u32]) -> Vec<f32> {
    let vectors = &frame.landscape.vectors;
    let mut sum = vec![0.0_f32; vectors.dimensions()];
    for record in members {
        for (sum, value) in sum.iter_mut().zip(vectors.row(*record as usize)) {
            *sum += value;
        }
    }
    let length = dot(&sum, &sum).sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|value| *value /= length);
    }
    sum
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The median of each axis, which outliers do not move.
fn middle(places: impl Iterator<Item = [f32; 2]>) -> [f32; 2] {
    let (mut x, mut y): (Vec<f32>, Vec<f32>) = places.map(|[x, y]| (x, y)).unzip();
    let half = |values: &mut Vec<f32>| {
        values.sort_by(f32::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.5)
    };
    [half(&mut x), half(&mut y)]
}

/// The records nearest to the centre, the nearest first.
fn works(frame: &Frame<'_>, members: &[u32], centre: &[f32]) -> Vec<WorkLine> {
    let vectors = &frame.landscape.vectors;
    let mut near: Vec<(f32, u32)> =
        members.iter().map(|record| (dot(vectors.row(*record as usize), centre), *record)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.iter().take(WORKS).map(|(_, record)| work(frame, *record)).collect()
}

fn work(frame: &Frame<'_>, record: u32) -> WorkLine {
    let (fact, text) = (&frame.read.facts[record as usize], &frame.read.texts[record as usize]);
    WorkLine {
        key: fact.key.clone(),
        title: text.title.clone(),
        venue: frame.read.venues[fact.venue as usize].clone(),
        year: fact.year,
    }
}

/// The headings that tell the topic from the rest: frequent in it, and more so than among all records.
fn headings(frame: &Frame<'_>, members: &[u32]) -> Vec<Heading> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for record in members {
        for heading in &frame.read.texts[*record as usize].headings {
            *counts.entry(*heading).or_default() += 1;
        }
    }
    let (own, all) = (members.len() as f64, frame.read.texts.len() as f64);
    let told = |(heading, count): (u32, u32)| {
        let share = f64::from(count) / own;
        let worth = share * (share / (f64::from(frame.with_heading[heading as usize]) / all)).ln();
        (share >= LEAST_SHARE && worth > 0.0).then_some((worth, heading, share))
    };
    let mut found: Vec<(f64, u32, f64)> = counts.into_iter().filter_map(told).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let heading = |(_, heading, share): &(f64, u32, f64)| {
        let (id, name) = &frame.read.headings[*heading as usize];
        Heading { id: id.clone(), name: name.clone(), share: *share as f32 }
    };
    found.iter().take(HEADINGS).map(heading).collect()
}

/// The topics of the same level whose centres are nearest.
fn related(frame: &Frame<'_>, level: usize, own: usize, centres: &[Vec<f32>]) -> Vec<Related> {
    let start = frame.starts[level];
    let others = (start..start + frame.members[level].len()).filter(|other| *other != own);
    let mut near: Vec<Related> = others
        .map(|other| Related { topic: other as u32, nearness: dot(&centres[own], &centres[other]) })
        .filter(|other| other.nearness > 0.0)
        .collect();
    near.sort_by(|a, b| b.nearness.total_cmp(&a.nearness).then(a.topic.cmp(&b.topic)));
    near.truncate(RELATED);
    near
}
