//! Words that the first hits have in common tell what a search is about.
//!
//! A relevance model (RM3; Lavrenko and Croft 2001, Abdul-Jaleel and others 2004). Its cost does not grow with the index.

use rustc_hash::FxHashMap;

use crate::search::engine;
use crate::search::rank::{Asked, Candidate, Statistics, Weighted};
use crate::search::request::SearchError;
use crate::search::terms::each_whole_word;

/// First hits that are read.
const READ_HITS: usize = 10;
/// Words that are added.
const ADDED_WORDS: usize = 30;
/// Words in more than one of so many documents say nothing.
const TOO_COMMON_ONE_IN: u64 = 8;
/// What the added words count together, beside a search of one word. A search of one or two words says little and is
/// helped most; one of many describes itself, so the added words count less the more were typed.
const TOGETHER: f32 = 1.0;
/// Half as much at so many words more.
const FADES_OVER: f32 = 4.0;

/// The words that the first of these hits, which are best first, have in common; weighted.
pub fn common_words(
    asked: &Asked<'_>,
    statistics: &Statistics,
    hits: &[Candidate],
) -> Result<Vec<Weighted>, SearchError> {
    let best = &hits[..hits.len().min(READ_HITS)];
    let all: f32 = best.iter().map(|hit| hit.score).sum();
    if all <= 0.0 {
        return Ok(Vec::new());
    }
    let mut english = asked.warm.english();
    let mut model = FxHashMap::<String, f32>::default();
    let mut own = FxHashMap::<String, f32>::default();
    for hit in best {
        let shown = engine::shown(asked.searcher, asked.fields, hit.address)?;
        let mut length = 0.0;
        // The title twice, as in the index.
        for (text, times) in [(&shown.title, 2.0), (&shown.summary, 1.0)] {
            each_whole_word(text, &mut english, |_, stem| {
                length += times;
                match own.get_mut(stem) {
                    Some(count) => *count += times,
                    None => {
                        own.insert(stem.to_owned(), times);
                    }
                }
            });
        }
        let share = hit.score / all / length.max(1.0);
        own.drain().for_each(|(stem, count)| *model.entry(stem).or_default() += share * count);
    }
    choose(asked, statistics, model)
}

fn choose(
    asked: &Asked<'_>,
    statistics: &Statistics,
    model: FxHashMap<String, f32>,
) -> Result<Vec<Weighted>, SearchError> {
    let typed = &asked.needles.stems;
    let mut model: Vec<(String, f32)> = model.into_iter().filter(|(stem, _)| tells(stem)).collect();
    model.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    model.truncate(ADDED_WORDS * 2);
    let rare = statistics.idf(statistics.documents / TOO_COMMON_ONE_IN);
    let mut added = Vec::with_capacity(ADDED_WORDS);
    for (stem, weight) in model {
        if added.len() == ADDED_WORDS {
            break;
        }
        let word = statistics.weigh(asked, &stem, weight)?;
        added.extend(word.filter(|word| word.idf >= rare || typed.contains(&stem)));
    }
    let sum: f32 = added.iter().map(|word| word.weight).sum();
    let together = TOGETHER * FADES_OVER / (FADES_OVER - 1.0 + typed.len().max(1) as f32);
    for word in &mut added {
        word.weight *= together / sum;
    }
    Ok(added)
}

/// Numbers and single letters tell nothing.
fn tells(stem: &str) -> bool {
    stem.len() >= 2 && stem.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.')
}
