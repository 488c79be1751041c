//! Labels that a person would choose: what a topic's documents say more often than others do.
//!
//! A term's worth for a topic is its share of the topic's documents, times the square of the logarithm of how many times
//! larger that is than among all: so what is special goes before what is frequent. Phrases and headings go before words.
//! Within a level no two topics have the same leading term, and none leads with its parent's.

use bellwether_numerics::sparse::Sparse;
use rustc_hash::FxHashSet;

use crate::progress::{Step, Stopped, Watch, tell};
use crate::terms::stop_words::EMPTY_IN_LABELS;
use crate::terms::vocabulary::{Kind, Term};

/// How labels are chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Terms in a label.
    pub terms_in_label: usize,
    /// Terms kept for each topic.
    pub terms_kept: usize,
    /// How much more a phrase or heading is worth than a word with the same figures.
    pub favour_of_phrases: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { terms_in_label: 3, terms_kept: 12, favour_of_phrases: 1.6 }
    }
}

/// A term of a topic, with what it was chosen by.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Column of the term.
    pub term: u32,
    /// Share of the topic's documents that have it.
    pub share: f64,
    /// Share of all documents that have it.
    pub share_of_all: f64,
    /// What the terms are ordered by.
    pub worth: f64,
}

/// A topic's label.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Label {
    /// The first terms as they stand in texts, with commas between.
    pub text: String,
    /// The most telling terms, the leading one first.
    pub terms: Vec<Telling>,
}

/// The topic of each document at each level, from coarse to fine; `None` for documents without topic.
pub type Topics = [Vec<Option<u32>>];

/// Labels for all topics of all levels. O(levels × entries).
///
/// # Errors
/// [`Stopped`] when the watcher says so.
pub fn labels(
    counts: &Sparse,
    terms: &[Term],
    levels: &Topics,
    options: &Options,
    watch: &mut dyn Watch,
) -> Result<Vec<Vec<Label>>, Stopped> {
    let telling_terms = can_tell(terms);
    let mut all: Vec<Vec<Label>> = Vec::new();
    for (level, topics) in levels.iter().enumerate() {
        tell(watch, Step::Labels, level, levels.len())?;
        let parents = level.checked_sub(1).map(|coarser| parents(&levels[coarser], topics));
        let mut led: FxHashSet<String> = FxHashSet::default();
        let mut found: Vec<Label> = Vec::new();
        for (topic, ranked) in ranked(counts, terms, topics, &telling_terms, options).into_iter().enumerate() {
            let parent = parents.as_ref().and_then(|parents| parents[topic]);
            let parent_leads = parent.and_then(|parent| all[level - 1].get(parent as usize)?.terms.first());
            let parents_lead = parent_leads.map(|leading| folded(&terms[leading.term as usize]));
            found.push(label(terms, ranked, parents_lead.as_deref(), &mut led, options));
        }
        all.push(found);
    }
    Ok(all)
}

/// Which terms may stand in a label.
fn can_tell(terms: &[Term]) -> Vec<bool> {
    let empty: FxHashSet<&str> = EMPTY_IN_LABELS.iter().copied().collect();
    let can = |term: &Term| {
        let mut stems = term.stems.split(' ');
        let first = stems.next().unwrap_or_default();
        let last = stems.next_back().unwrap_or(first);
        let says = |stem: &str| !empty.contains(stem) && stem.chars().nth(2).is_some();
        term.kind == Kind::Heading || (says(first) && says(last) && !empty.contains(term.stems.as_str()))
    };
    terms.iter().map(can).collect()
}

fn parents(coarse: &[Option<u32>], fine: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut parents = vec![None; count(fine)];
    for (coarse, fine) in coarse.iter().zip(fine) {
        if let Some(fine) = fine {
            parents[*fine as usize] = *coarse;
        }
    }
    parents
}

fn count(topics: &[Option<u32>]) -> usize {
    topics.iter().flatten().max().map_or(0, |last| *last as usize + 1)
}

/// The terms of each topic, the most telling first.
fn ranked(
    counts: &Sparse,
    terms: &[Term],
    topics: &[Option<u32>],
    can_tell: &[bool],
    options: &Options,
) -> Vec<Vec<Telling>> {
    let topic_count = count(topics);
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); topic_count];
    for (document, topic) in topics.iter().enumerate() {
        if let Some(topic) = topic {
            members[*topic as usize].push(document as u32);
        }
    }
    let documents = counts.len().max(1) as f64;
    let mut present = vec![0_u32; terms.len()];
    let mut touched: Vec<u32> = Vec::new();
    let rank = |members: &Vec<u32>| {
        for document in members {
            for column in counts.row(*document as usize).0 {
                if present[*column as usize] == 0 {
                    touched.push(*column);
                }
                present[*column as usize] += 1;
            }
        }
        let mut ranked: Vec<Telling> = Vec::new();
        for column in touched.drain(..) {
            let with = std::mem::take(&mut present[column as usize]);
            let term = &terms[column as usize];
            if !can_tell[column as usize] || (with < 2 && members.len() > 2) {
                continue;
            }
            let share = f64::from(with) / members.len() as f64;
            let share_of_all = f64::from(term.documents) / documents;
            let favour = if term.kind == Kind::Word { 1.0 } else { options.favour_of_phrases };
            let worth = share * (share / share_of_all).max(1.0).ln().powi(2) * favour;
            ranked.push(Telling { term: column, share, share_of_all, worth });
        }
        // Of equals the term that comes first among all terms.
        ranked.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.term.cmp(&b.term)));
        ranked.truncate(options.terms_kept * 4);
        ranked
    };
    members.iter().map(rank).collect()
}

/// Chooses from ranked terms: each says something of its own, and the first leads no other topic of the level.
fn label(
    terms: &[Term],
    ranked: Vec<Telling>,
    parents_lead: Option<&str>,
    led: &mut FxHashSet<String>,
    options: &Options,
) -> Label {
    let mut chosen: Vec<Telling> = Vec::new();
    for telling in ranked {
        let new = |other: &Telling| !overlap(&terms[telling.term as usize], &terms[other.term as usize]);
        if chosen.len() < options.terms_kept && chosen.iter().all(new) {
            chosen.push(telling);
        }
    }
    let free = |telling: &Telling| {
        let term = folded(&terms[telling.term as usize]);
        !led.contains(&term) && parents_lead != Some(term.as_str())
    };
    if let Some(place) = chosen.iter().position(free) {
        let leading = chosen.remove(place);
        led.insert(folded(&terms[leading.term as usize]));
        chosen.insert(0, leading);
    }
    let forms: Vec<&str> =
        chosen.iter().take(options.terms_in_label).map(|telling| terms[telling.term as usize].form.as_str()).collect();
    Label { text: forms.join(", "), terms: chosen }
}

/// Words of a term without endings and capitals, for comparing.
fn folded(term: &Term) -> String {
    term.stems.to_lowercase()
}

/// Would both in one label say the same twice?
fn overlap(a: &Term, b: &Term) -> bool {
    let words = |term: &Term| -> FxHashSet<String> {
        let folded = folded(term);
        let words = folded.split([' ', ',', '-']).filter(|word| word.chars().nth(2).is_some());
        words.map(|word| word.chars().take(5).collect()).collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    common > 0 && common * 2 >= a.len().min(b.len())
}
