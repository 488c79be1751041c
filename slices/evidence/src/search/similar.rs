//! More like this: records that share the telling words of one.

use bellwether_sources::record::Key;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use crate::index::document::Shown;
use crate::search::best::best;
use crate::search::engine::{self, Engine};
use crate::search::rank::{Asked, Statistics};
use crate::search::request::SearchError;
use crate::search::terms::{Needles, whole_words};

/// Words that speak for a record.
const TELLING_WORDS: usize = 16;
/// A word of the title counts as so many of the abstract.
const TITLE_WEIGHT: f32 = 3.0;

/// The records most like the one with this key, best first; nothing if it is not there.
pub fn similar(engine: &Engine, key: &Key, most: usize) -> Result<Vec<Shown>, SearchError> {
    let Some(address) = find(engine, key)? else { return Ok(Vec::new()) };
    let shown = engine::shown(&engine.searcher, &engine.fields, address)?;
    let words = telling_words(engine, &shown)?;
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let clauses = words.into_iter().map(|(stem, weight)| {
        let term = Term::from_field_text(engine.fields.text, &stem);
        let word = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
        (Occur::Should, Box::new(BoostQuery::new(word, weight)) as Box<dyn Query>)
    });
    let query = BooleanQuery::new(clauses.collect());
    let found = best(&engine.searcher, &query, most + 1)?;
    let others = found.into_iter().map(|other| other.address).filter(|other| *other != address).take(most);
    others.map(|other| engine::shown(&engine.searcher, &engine.fields, other)).collect()
}

/// The live document with this key.
fn find(engine: &Engine, key: &Key) -> Result<Option<DocAddress>, SearchError> {
    let query = TermQuery::new(engine.fields.key_term(key), IndexRecordOption::Basic);
    Ok(best(&engine.searcher, &query, 1)?.first().map(|found| found.address))
}

/// The words with the most weight by frequency here and rarity elsewhere.
fn telling_words(engine: &Engine, shown: &Shown) -> Result<Vec<(String, f32)>, SearchError> {
    let mut english = engine.warm.english();
    let mut words: Vec<(String, f32)> = Vec::new();
    for (text, weight) in [(&shown.title, TITLE_WEIGHT), (&shown.summary, 1.0)] {
        for (_, stem) in whole_words(text, &mut english) {
            words.push((stem, weight));
        }
    }
    words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    words.dedup_by(|later, first| {
        later.0 == first.0 && {
            first.1 += later.1;
            true
        }
    });
    let needles = Needles::default();
    let asked = Asked { searcher: &engine.searcher, fields: &engine.fields, needles: &needles, warm: &engine.warm };
    let mut weighted = Statistics::of(&engine.searcher, &engine.fields)?.weigh_all(&asked, words)?;
    weighted.sort_by(|a, b| {
        (b.weight.sqrt() * b.idf).total_cmp(&(a.weight.sqrt() * a.idf)).then_with(|| a.stem.cmp(&b.stem))
    });
    weighted.truncate(TELLING_WORDS);
    Ok(weighted.into_iter().map(|word| (word.stem, word.weight.sqrt())).collect())
}
