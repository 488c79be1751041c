//! Reading: a corpus as sequences of word numbers, in parallel and numbered in the order of first use.

use std::ops::Range;

use bellwether_numerics::pool::{Pool, map};
use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::progress::{Step, Stopped, Watch, tell};
use crate::terms::document::{Corpus, Document};
use crate::terms::stop_words::{STOP_HEADINGS, STOP_WORDS};
use crate::terms::tokens::{Piece, pieces};

/// In a sequence: phrases do not reach across.
pub(crate) const BREAK: u32 = u32::MAX;
/// In a sequence: the body begins after the first, the keywords after the second.
pub(crate) const NEXT_PART: u32 = u32::MAX - 1;
/// Documents read by one task.
const DOCUMENTS: usize = 1000;
/// Tasks between two words with the watcher.
const TASKS: usize = 32;

/// Words of all documents.
pub(crate) struct Read {
    /// Each word in small letters.
    pub words: Vec<String>,
    /// Of words that also stand with several capitals: that form, and how often.
    pub capitals: FxHashMap<u32, (String, u32)>,
    /// The stem of each word.
    pub stem_of: Vec<u32>,
    /// Each stem.
    pub stems: Vec<String>,
    /// Word numbers, breaks and parts of each document, by blocks of documents.
    pub blocks: Vec<Block>,
    /// Each heading.
    pub headings: Vec<String>,
}

/// Documents in a row.
#[derive(Default)]
pub(crate) struct Block {
    pub starts: Vec<usize>,
    pub sequence: Vec<u32>,
    pub heading_starts: Vec<usize>,
    pub headings: Vec<u32>,
}

impl Block {
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn document(&self, index: usize) -> &[u32] {
        &self.sequence[self.starts[index]..self.starts[index + 1]]
    }

    pub fn headings(&self, index: usize) -> &[u32] {
        &self.headings[self.heading_starts[index]..self.heading_starts[index + 1]]
    }
}

/// Numbers for strings, in the order of first use.
#[derive(Default)]
pub(crate) struct Numbers {
    of: FxHashMap<String, u32>,
    pub strings: Vec<String>,
}

impl Numbers {
    pub fn number(&mut self, string: &str) -> u32 {
        if let Some(number) = self.of.get(string) {
            return *number;
        }
        let number = self.strings.len() as u32;
        self.of.insert(string.to_owned(), number);
        self.strings.push(string.to_owned());
        number
    }
}

/// What a walk through a document meets.
pub(crate) enum Met<'a> {
    /// A word in small letters, and as it stands.
    Word(&'a str, &'a str),
    /// [`BREAK`] or [`NEXT_PART`].
    Mark(u32),
}

/// Walks through title, body and keywords.
pub(crate) fn walk(document: &Document<'_>, each: &mut dyn FnMut(Met<'_>)) {
    let parts: [&[&str]; 3] = [&[document.title], &document.body, &document.keywords];
    for (index, texts) in parts.into_iter().enumerate() {
        if index > 0 {
            each(Met::Mark(NEXT_PART));
        }
        for text in texts {
            pieces(text, &mut |piece| match piece {
                Piece::Word(word, original) => each(Met::Word(word, original)),
                Piece::Break => each(Met::Mark(BREAK)),
            });
            each(Met::Mark(BREAK));
        }
    }
}

/// Reads all documents. Words are numbered as if one thread had read them in order.
pub(crate) fn read(corpus: &dyn Corpus, pool: &dyn Pool, watch: &mut dyn Watch) -> Result<Read, Stopped> {
    let (mut words, mut headings) = (Numbers::default(), Numbers::default());
    let mut blocks = Vec::new();
    let mut capitals: FxHashMap<(u32, String), u32> = FxHashMap::default();
    let stop_words = stop_words();
    let mut from = 0;
    while from < corpus.len() {
        tell(watch, Step::Terms, from, corpus.len())?;
        let tasks = TASKS.min((corpus.len() - from).div_ceil(DOCUMENTS));
        let read = map(pool, tasks, |task| {
            let start = from + task * DOCUMENTS;
            read_block(corpus, start..(start + DOCUMENTS).min(corpus.len()), &stop_words)
        });
        for mut read in read {
            renumber(&mut read.block.sequence, &read.words, &mut words);
            renumber(&mut read.block.headings, &read.headings, &mut headings);
            blocks.push(read.block);
            for ((word, form), count) in read.capitals {
                *capitals.entry((words.number(&read.words[word as usize]), form)).or_default() += count;
            }
        }
        from += tasks * DOCUMENTS;
    }
    let (stem_of, stems) = stemmed(&words.strings);
    Ok(Read {
        words: words.strings,
        capitals: most_frequent(capitals),
        stem_of,
        stems,
        blocks,
        headings: headings.strings,
    })
}

/// What one task has read, with numbers of its own.
struct ReadBlock {
    block: Block,
    words: Vec<String>,
    headings: Vec<String>,
    capitals: FxHashMap<(u32, String), u32>,
}

fn read_block(corpus: &dyn Corpus, range: Range<usize>, stop_words: &FxHashSet<&str>) -> ReadBlock {
    let mut block = Block { starts: vec![0], heading_starts: vec![0], ..Block::default() };
    let (mut words, mut headings) = (Numbers::default(), Numbers::default());
    let mut capitals: FxHashMap<(u32, String), u32> = FxHashMap::default();
    corpus.read(range, &mut |document| {
        walk(document, &mut |met| match met {
            Met::Word(word, _) if stop_words.contains(word) => block.sequence.push(BREAK),
            Met::Word(word, original) => {
                let number = words.number(word);
                block.sequence.push(number);
                if original.chars().filter(|character| character.is_uppercase()).nth(1).is_some() {
                    *capitals.entry((number, original.to_owned())).or_default() += 1;
                }
            }
            Met::Mark(mark) => block.sequence.push(mark),
        });
        let telling = document.headings.iter().filter(|heading| !STOP_HEADINGS.contains(heading));
        block.headings.extend(telling.map(|heading| headings.number(heading)));
        block.starts.push(block.sequence.len());
        block.heading_starts.push(block.headings.len());
    });
    ReadBlock { block, words: words.strings, headings: headings.strings, capitals }
}

/// The form that stands most often; of equals the first by letters.
fn most_frequent(forms: FxHashMap<(u32, String), u32>) -> FxHashMap<u32, (String, u32)> {
    let mut best: FxHashMap<u32, (String, u32)> = FxHashMap::default();
    for ((word, form), count) in forms {
        let entry = best.entry(word).or_default();
        if (count, &entry.0) > (entry.1, &form) {
            *entry = (form, count);
        }
    }
    best
}

/// From the numbers of a block to those of the corpus.
fn renumber(numbers: &mut [u32], strings: &[String], all: &mut Numbers) {
    let new: Vec<u32> = strings.iter().map(|string| all.number(string)).collect();
    for number in numbers {
        if let Some(new) = new.get(*number as usize) {
            *number = *new;
        }
    }
}

fn stemmed(words: &[String]) -> (Vec<u32>, Vec<String>) {
    let stemmer = stemmer();
    let mut stems = Numbers::default();
    let stem_of = words.iter().map(|word| stems.number(&stemmer.stem(word))).collect();
    (stem_of, stems.strings)
}

pub(crate) fn stop_words() -> FxHashSet<&'static str> {
    STOP_WORDS.iter().copied().collect()
}

pub(crate) fn stemmer() -> Stemmer {
    Stemmer::new(Algorithm::English)
}
