//! Did you mean: for words that no record holds, the most frequent similar word.

use bellwether_query::Query as Tree;
use bellwether_query::ast::{Like, Word};
use tantivy::query::{FuzzyTermQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{TantivyError, Term};

use crate::index::analyzer::English;
use crate::search::best::best;
use crate::search::engine::{self, Engine};
use crate::search::request::SearchError;
use crate::search::terms::whole_words;

/// Shorter words are too alike each other.
const SHORTEST: usize = 4;
/// Words that are looked up for one query.
const MOST_WORDS: usize = 8;

/// The query with misspelt words put right; `None` if every word is known or nothing similar is.
pub fn suggest(engine: &Engine, query: &Tree) -> Result<Option<Tree>, SearchError> {
    let mut english = engine.warm.english();
    let mut left = MOST_WORDS;
    let corrected = correct(engine, query, &mut english, &mut left)?;
    Ok(Some(corrected).filter(|corrected| corrected != query))
}

fn correct(engine: &Engine, query: &Tree, english: &mut English, left: &mut usize) -> Result<Tree, SearchError> {
    Ok(match query {
        Tree::Words(words) => {
            let words = words.iter().map(|word| correct_word(engine, word, english, left));
            Tree::Words(words.collect::<Result<_, _>>()?)
        }
        Tree::And(parts) => {
            Tree::And(parts.iter().map(|part| correct(engine, part, english, left)).collect::<Result<_, _>>()?)
        }
        other => other.clone(),
    })
}

fn correct_word(engine: &Engine, word: &Word, english: &mut English, left: &mut usize) -> Result<Word, SearchError> {
    let stems = whole_words(&word.text, english);
    let [(_, stem)] = stems.as_slice() else { return Ok(word.clone()) };
    let usable = word.like == Like::Itself && stem.chars().count() >= SHORTEST && *left > 0;
    if !usable || engine.searcher.doc_freq(&Term::from_field_text(engine.fields.text, stem))? > 0 {
        return Ok(word.clone());
    }
    *left -= 1;
    for typos in 1..=2 {
        if let Some(similar) = most_frequent(engine, stem, typos)?
            && let Some(text) = as_written(engine, &similar, english)?
        {
            return Ok(Word { text, like: Like::Itself });
        }
    }
    Ok(word.clone())
}

/// The most frequent stem with so many wrong letters and the same first letter.
fn most_frequent(engine: &Engine, stem: &str, typos: u8) -> Result<Option<String>, SearchError> {
    let field = engine.fields.text;
    let automaton = FuzzyTermQuery::new(Term::from_field_text(field, stem), typos, true).automaton()?;
    let mut best: Option<(u32, String)> = None;
    for segment in engine.searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut similar = index.terms().search(&automaton).into_stream()?;
        while similar.advance() {
            let frequency = similar.value().doc_freq;
            let text = std::str::from_utf8(similar.key())
                .map_err(|_| TantivyError::InternalError("a word is not UTF-8".into()))?;
            let better = best.as_ref().is_none_or(|(known, _)| frequency > *known);
            if better && text.chars().next() == stem.chars().next() {
                best = Some((frequency, text.to_owned()));
            }
        }
    }
    Ok(best.map(|(_, text)| text))
}

/// A stem as some record writes it.
fn as_written(engine: &Engine, stem: &str, english: &mut English) -> Result<Option<String>, SearchError> {
    let query = TermQuery::new(Term::from_field_text(engine.fields.text, stem), IndexRecordOption::WithFreqs);
    let found = best(&engine.searcher, &query, 1)?;
    let Some(first) = found.first() else { return Ok(None) };
    let shown = engine::shown(&engine.searcher, &engine.fields, first.address)?;
    for text in [&shown.title, &shown.summary] {
        if let Some(word) = english.words(text).into_iter().find(|word| word.text == stem) {
            return Ok(Some(text[word.offset_from..word.offset_to].to_lowercase()));
        }
    }
    Ok(None)
}
