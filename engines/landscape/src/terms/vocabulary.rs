//! The terms of a corpus: which there are, how they read, and how a document is counted by them.

use bellwether_numerics::pool::{Pool, fold};
use bellwether_numerics::sparse::Sparse;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::progress::{Step, Stopped, Watch, tell};
use crate::terms::document::Document;
use crate::terms::phrases::{Phrases, stems_of};
use crate::terms::reading::{self, BREAK, Met, NEXT_PART, Read};
use crate::terms::{Options, Terms};

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One word, with all its endings.
    Word,
    /// Several words that hold together.
    Phrase,
    /// A subject heading.
    Heading,
}

/// A term: a column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub kind: Kind,
    /// The stems, with spaces between; the name of a heading.
    pub stems: String,
    /// As it stands in texts most often.
    pub form: String,
    /// In how many documents.
    pub documents: u32,
}

/// The terms of a corpus, by which documents are counted: those of the corpus, and later ones.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Columns, by kind and then by stems, so that they do not depend on the order of documents.
    pub terms: Vec<Term>,
    /// Counts later documents by them.
    pub lexicon: Lexicon,
}

/// What a document is counted by: stems, phrases and headings with their columns, without how they read.
#[derive(Clone, Debug)]
pub struct Lexicon {
    options: Options,
    phrases: Phrases,
    stems: FxHashMap<String, u32>,
    column_of_unit: Vec<u32>,
    column_of_heading: FxHashMap<String, u32>,
}

/// Blocks whose results are in memory at a time.
const AT_ONCE: usize = 32;
/// A corpus of fewer documents is small.
const SMALL: u32 = 50;
/// No column.
const NONE: u32 = u32::MAX;

/// Adds up what stands in one document.
#[derive(Default)]
struct Counter {
    units: Vec<u32>,
    found: Vec<(u32, f32)>,
}

impl Counter {
    /// Columns with counts, ascending. `units` holds stems, breaks and parts.
    fn count(&mut self, phrases: &Phrases, column_of_unit: &[u32], options: &Options) -> Vec<(u32, f32)> {
        let weight = |part: usize| if part == 0 { options.title_weight } else { 1.0 };
        let mut add = |unit: u32, weight: f32| {
            if let Some(column) = column_of_unit.get(unit as usize).filter(|column| **column != NONE) {
                self.found.push((*column, weight));
            }
        };
        let mut part = 0;
        for unit in &self.units {
            part += usize::from(*unit == NEXT_PART);
            add(*unit, weight(part));
        }
        phrases.join(&mut self.units);
        part = 0;
        for unit in &self.units {
            part += usize::from(*unit == NEXT_PART);
            if *unit >= phrases.stems && options.phrase_weight > 0.0 {
                add(*unit, weight(part) * options.phrase_weight);
            }
        }
        self.summed()
    }

    fn summed(&mut self) -> Vec<(u32, f32)> {
        self.found.sort_unstable_by_key(|(column, _)| *column);
        let mut row: Vec<(u32, f32)> = Vec::new();
        for (column, weight) in self.found.drain(..) {
            match row.last_mut() {
                Some(last) if last.0 == column => last.1 += weight,
                _ => row.push((column, weight)),
            }
        }
        row
    }
}

/// A lexicon as plain lists in an order of their own, for whoever keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct LexiconParts {
    /// How terms are counted.
    pub options: Options,
    /// The first number that is a phrase's and no stem's.
    pub first_phrase: u32,
    /// Stems with their numbers; those that stand in no term are left out.
    pub stems: Vec<(String, u32)>,
    /// Two numbers as `first << 32 | second`, the number of the phrase of both, and how firmly they hold together.
    pub joins: Vec<(u64, u32, f32)>,
    /// Columns of stems and phrases, by their numbers.
    pub columns: Vec<(u32, u32)>,
    /// Columns of headings.
    pub headings: Vec<(String, u32)>,
}

impl Lexicon {
    /// What there is to keep. O(stems + phrases).
    pub fn parts(&self) -> LexiconParts {
        let columns = (0_u32..).zip(&self.column_of_unit).filter(|(_, column)| **column != NONE);
        let columns: Vec<(u32, u32)> = columns.map(|(unit, column)| (unit, *column)).collect();
        let mut joins: Vec<(u64, u32, f32)> =
            self.phrases.joins.iter().map(|(key, (unit, firmness))| (*key, *unit, *firmness)).collect();
        joins.sort_unstable_by_key(|(key, _, _)| *key);
        let halves = joins.iter().flat_map(|(key, _, _)| [(key >> 32) as u32, *key as u32]);
        let needed: FxHashSet<u32> = columns.iter().map(|(unit, _)| *unit).chain(halves).collect();
        // A stem in no term and no phrase ends phrases as an unknown word does.
        let stems = self.stems.iter().filter(|(_, number)| needed.contains(*number));
        let mut stems: Vec<(String, u32)> = stems.map(|(stem, number)| (stem.clone(), *number)).collect();
        stems.sort_unstable_by_key(|(_, number)| *number);
        let mut headings: Vec<(String, u32)> =
            self.column_of_heading.iter().map(|(name, column)| (name.clone(), *column)).collect();
        headings.sort_unstable();
        let options = self.options.clone();
        LexiconParts { options, first_phrase: self.phrases.stems, stems, joins, columns, headings }
    }

    /// A lexicon that counts as the one that the parts were taken of.
    pub fn of_parts(parts: LexiconParts) -> Lexicon {
        let units = parts.columns.iter().map(|(unit, _)| *unit as usize + 1).max().unwrap_or(0);
        let mut column_of_unit = vec![NONE; units];
        parts.columns.iter().for_each(|(unit, column)| column_of_unit[*unit as usize] = *column);
        let joins = parts.joins.into_iter().map(|(key, unit, firmness)| (key, (unit, firmness))).collect();
        Lexicon {
            options: parts.options,
            phrases: Phrases { joins, halves: Vec::new(), stems: parts.first_phrase },
            stems: parts.stems.into_iter().collect(),
            column_of_unit,
            column_of_heading: parts.headings.into_iter().collect(),
        }
    }

    /// A document's terms and their counts, as for the documents of the corpus: for placing what came later.
    pub fn count(&self, document: &Document<'_>) -> Vec<(u32, f32)> {
        let (stop_words, stemmer) = (reading::stop_words(), reading::stemmer());
        let mut counter = Counter::default();
        reading::walk(document, &mut |met| {
            counter.units.push(match met {
                Met::Mark(mark) => mark,
                Met::Word(word, _) if stop_words.contains(word) => BREAK,
                // An unknown word takes its place, so that no phrase reaches across it.
                Met::Word(word, _) => self.stems.get(&*stemmer.stem(word)).copied().unwrap_or(BREAK),
            });
        });
        let mut row = counter.count(&self.phrases, &self.column_of_unit, &self.options);
        for heading in &document.headings {
            if let Some(column) = self.column_of_heading.get(*heading) {
                row.push((*column, self.options.heading_weight));
            }
        }
        row.sort_unstable_by_key(|(column, _)| *column);
        row.dedup_by_key(|(column, _)| *column);
        row
    }
}

/// Chooses the terms and counts the documents by them.
pub(crate) fn gather(
    read: Read,
    phrases: Phrases,
    options: &Options,
    pool: &dyn Pool,
    watch: &mut dyn Watch,
) -> Result<Terms, Stopped> {
    tell(watch, Step::Terms, 0, read.blocks.len())?;
    let documents: usize = read.blocks.iter().map(reading::Block::len).sum();
    let frequency = document_frequency(&read, &phrases, pool);
    // In a small corpus two documents must do, and a term of many may still tell them from the rest.
    let fewest = options.fewest_documents.min(2 + documents as u32 / SMALL);
    let most = (documents as f64 * options.largest_share).max((documents as f64 - 1.0).min(100.0));
    let chosen = |with: u32| with >= fewest && f64::from(with) <= most;
    let forms = forms(&read, &phrases, pool);
    let mut terms: Vec<(Term, u32)> = Vec::new();
    for (unit, documents) in frequency.units.iter().enumerate().filter(|(_, documents)| chosen(**documents)) {
        let unit = unit as u32;
        let mut stems = Vec::new();
        phrases.stems_of(unit, &mut stems);
        let kind = if stems.len() == 1 { Kind::Word } else { Kind::Phrase };
        let stems: Vec<&str> = stems.iter().map(|stem| read.stems[*stem as usize].as_str()).collect();
        let form = forms.get(&unit).cloned().unwrap_or_default();
        terms.push((Term { kind, stems: stems.join(" "), form, documents: *documents }, unit));
    }
    for (heading, documents) in frequency.headings.iter().enumerate().filter(|(_, documents)| chosen(**documents)) {
        if options.heading_weight > 0.0 {
            let name = read.headings[heading].clone();
            let form = in_reading_order(&name);
            let term = Term { kind: Kind::Heading, stems: name, form, documents: *documents };
            terms.push((term, heading as u32));
        }
    }
    terms.sort_by(|(a, _), (b, _)| (a.kind, &a.stems).cmp(&(b.kind, &b.stems)));
    let mut column_of_unit = vec![NONE; phrases.units()];
    let mut column_of_heading = vec![NONE; read.headings.len()];
    for (column, (term, number)) in terms.iter().enumerate() {
        let columns = if term.kind == Kind::Heading { &mut column_of_heading } else { &mut column_of_unit };
        columns[*number as usize] = column as u32;
    }
    let mut counts = Sparse::new(terms.len());
    let rows = |block| block_rows(&read, block, &phrases, &column_of_unit, &column_of_heading, options);
    fold(pool, read.blocks.len(), AT_ONCE, rows, |rows| rows.into_iter().for_each(|row| counts.push(row)));
    let numbered = |strings: Vec<String>| strings.into_iter().zip(0..).collect::<FxHashMap<String, u32>>();
    let headings = numbered(read.headings).into_iter();
    let column_of_heading = headings
        .map(|(name, number)| (name, column_of_heading[number as usize]))
        .filter(|(_, column)| *column != NONE)
        .collect();
    let lexicon =
        Lexicon { options: options.clone(), phrases, stems: numbered(read.stems), column_of_unit, column_of_heading };
    let vocabulary = Vocabulary { terms: terms.into_iter().map(|(term, _)| term).collect(), lexicon };
    Ok(Terms { vocabulary, counts })
}

/// `Anemia, Sickle Cell` as people say it.
fn in_reading_order(heading: &str) -> String {
    let parts: Vec<&str> = heading.split(", ").collect();
    parts.into_iter().rev().collect::<Vec<_>>().join(" ")
}

fn block_rows(
    read: &Read,
    block: usize,
    phrases: &Phrases,
    column_of_unit: &[u32],
    column_of_heading: &[u32],
    options: &Options,
) -> Vec<Vec<(u32, f32)>> {
    let block = &read.blocks[block];
    let mut counter = Counter::default();
    let rows = (0..block.len()).map(|document| {
        stems_of(block.document(document), &read.stem_of, &mut counter.units);
        let mut row = counter.count(phrases, column_of_unit, options);
        let columns = block.headings(document).iter().map(|heading| column_of_heading[*heading as usize]);
        row.extend(columns.filter(|column| *column != NONE).map(|column| (column, options.heading_weight)));
        row.sort_unstable_by_key(|(column, _)| *column);
        row.dedup_by_key(|(column, _)| *column);
        row
    });
    rows.collect()
}

struct Frequency {
    units: Vec<u32>,
    headings: Vec<u32>,
}

/// In how many documents each unit and heading stands.
fn document_frequency(read: &Read, phrases: &Phrases, pool: &dyn Pool) -> Frequency {
    let mut frequency = Frequency { units: vec![0; phrases.units()], headings: vec![0; read.headings.len()] };
    let present = |block: usize| present_in_block(&read.blocks[block], read, phrases);
    fold(pool, read.blocks.len(), AT_ONCE, present, |(units, headings)| {
        units.iter().for_each(|unit: &u32| frequency.units[*unit as usize] += 1);
        headings.iter().for_each(|heading: &u32| frequency.headings[*heading as usize] += 1);
    });
    frequency
}

/// The units and headings of each document, once for each document.
fn present_in_block(block: &reading::Block, read: &Read, phrases: &Phrases) -> (Vec<u32>, Vec<u32>) {
    let (mut units, mut present) = (Vec::new(), Vec::new());
    let (mut all, mut all_headings) = (Vec::new(), Vec::new());
    for document in 0..block.len() {
        stems_of(block.document(document), &read.stem_of, &mut units);
        present.clear();
        present.extend_from_slice(&units);
        phrases.join(&mut units);
        present.extend(units.iter().filter(|unit| **unit >= phrases.stems));
        distinct(&mut present);
        all.extend(present.iter().filter(|unit| **unit < NEXT_PART));
        let mut headings = block.headings(document).to_vec();
        distinct(&mut headings);
        all_headings.extend(headings);
    }
    (all, all_headings)
}

fn distinct(numbers: &mut Vec<u32>) {
    numbers.sort_unstable();
    numbers.dedup();
}

/// How each unit stands in texts most often; of equals the first by letters.
fn forms(read: &Read, phrases: &Phrases, pool: &dyn Pool) -> FxHashMap<u32, String> {
    let mut occurrences = vec![0_u32; read.words.len()];
    for number in read.blocks.iter().flat_map(|block| &block.sequence) {
        if let Some(count) = occurrences.get_mut(*number as usize) {
            *count += 1;
        }
    }
    let mut of_phrases: FxHashMap<(u32, Vec<u32>), u32> = FxHashMap::default();
    fold(
        pool,
        read.blocks.len(),
        AT_ONCE,
        |block| count_phrases(&read.blocks[block], read, phrases),
        |counted| {
            for (form, count) in counted {
                *of_phrases.entry(form).or_default() += count;
            }
        },
    );
    let words = read.stem_of.iter().zip(&occurrences).enumerate();
    let words = words.map(|(word, (stem, count))| ((*stem, vec![word as u32]), *count));
    let mut best: FxHashMap<u32, (u32, String)> = FxHashMap::default();
    for ((unit, words), count) in words.chain(of_phrases) {
        let entry = best.entry(unit).or_default();
        if count < entry.0 {
            continue;
        }
        let words: Vec<&str> = words.iter().map(|word| shown(read, *word, &occurrences)).collect();
        let form = words.join(" ");
        if (count, &entry.1) > (entry.0, &form) {
            *entry = (count, form);
        }
    }
    best.into_iter().map(|(unit, (_, form))| (unit, form)).collect()
}

/// A word with its capitals, where it mostly has several.
fn shown<'a>(read: &'a Read, word: u32, occurrences: &[u32]) -> &'a str {
    match read.capitals.get(&word) {
        Some((form, count)) if *count * 2 > occurrences[word as usize] => form,
        _ => &read.words[word as usize],
    }
}

/// The words of each phrase as they stand.
fn count_phrases(block: &reading::Block, read: &Read, phrases: &Phrases) -> FxHashMap<(u32, Vec<u32>), u32> {
    let mut counts: FxHashMap<(u32, Vec<u32>), u32> = FxHashMap::default();
    let (mut units, mut stems) = (Vec::new(), Vec::new());
    for document in 0..block.len() {
        let sequence = block.document(document);
        stems_of(sequence, &read.stem_of, &mut units);
        phrases.join(&mut units);
        let mut at = 0;
        for unit in &units {
            let mut length = 1;
            if *unit >= phrases.stems && *unit < NEXT_PART {
                stems.clear();
                phrases.stems_of(*unit, &mut stems);
                length = stems.len();
                *counts.entry((*unit, sequence[at..at + length].to_vec())).or_default() += 1;
            }
            at += length;
        }
    }
    counts
}
