//! Words that the first hits have in common tell what a search is about.
//!
//! A relevance model (RM3; Lavrenko and Croft 2001, Abdul-Jaleel and others 2004) kept to the candidates: it changes
//! their order, never which records are hits. Its cost does not grow with the index.

use rustc_hash::FxHashMap;

use crate::index::analyzer::English;
use crate::search::engine;
use crate::search::rank::{Asked, Candidate, Statistics, Weighted};
use crate::search::request::SearchError;
use crate::search::terms::whole_words;

/// First hits that are read.
const READ_HITS: usize = 10;
/// Words that are added.
const ADDED_WORDS: usize = 30;
/// Words in more than one of so many documents say nothing.
const TOO_COMMON_ONE_IN: u64 = 8;
/// What the added words count together: as much as half a typed word. So they help a search of one or two words, which
/// says little, and hardly touch a long one, which describes itself.
const TOGETHER: f32 = 0.5;

/// The words to add, weighted.
pub fn common_words(
    asked: &Asked<'_>,
    statistics: &Statistics,
    words: &[Weighted],
    candidates: &[Candidate],
    scores: &[f32],
) -> Result<Vec<Weighted>, SearchError> {
    let mut best: Vec<usize> = (0..candidates.len()).collect();
    best.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(candidates[a].address.cmp(&candidates[b].address)));
    best.truncate(READ_HITS);
    let all: f32 = best.iter().map(|&at| scores[at]).sum();
    if best.len() < 2 || all <= 0.0 {
        return Ok(Vec::new());
    }
    let mut english = English::default();
    let mut model = FxHashMap::<String, f32>::default();
    for at in best {
        let shown = engine::shown(asked.searcher, asked.fields, candidates[at].address)?;
        let mut stems = whole_words(&shown.title, &mut english);
        stems.extend(whole_words(&shown.title, &mut english));
        stems.extend(whole_words(&shown.summary, &mut english));
        let share = scores[at] / all / stems.len().max(1) as f32;
        for (_, stem) in stems {
            *model.entry(stem).or_default() += share;
        }
    }
    choose(asked, statistics, words, model)
}

fn choose(
    asked: &Asked<'_>,
    statistics: &Statistics,
    words: &[Weighted],
    model: FxHashMap<String, f32>,
) -> Result<Vec<Weighted>, SearchError> {
    let mut model: Vec<(String, f32)> = model.into_iter().filter(|(stem, _)| tells(stem)).collect();
    model.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    model.truncate(ADDED_WORDS * 2);
    let mut added = statistics.weigh(asked, model)?;
    let rare = statistics.idf(statistics.documents / TOO_COMMON_ONE_IN);
    added.retain(|word| word.idf >= rare || words.iter().any(|known| known.stem == word.stem));
    added.truncate(ADDED_WORDS);
    let sum: f32 = added.iter().map(|word| word.weight).sum();
    for word in &mut added {
        word.weight *= TOGETHER / sum;
    }
    Ok(added)
}

/// Numbers and single letters tell nothing.
fn tells(stem: &str) -> bool {
    stem.len() >= 2 && stem.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.')
}
