//! The words of a query: which of them order the hits, and which are marked in what is shown.

use bellwether_query::Query;
use bellwether_query::ast::{Like, Value, Word};
use bellwether_query::field::Field;
use tantivy::tokenizer::{TokenStream, Tokenizer};

use crate::index::analyzer::English;

/// The words of a query, in order, as the index knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needles {
    /// Stems, in the order of the query, repeated as often as typed.
    pub stems: Vec<String>,
    /// Beginnings of words, from `immun*` and from words with typos.
    pub prefixes: Vec<String>,
}

impl Needles {
    /// The words of a query that speak of content: not those of authors, journals or dates, nor what is excluded.
    pub fn of(query: &Query, english: &mut English) -> Needles {
        let mut needles = Needles::default();
        needles.collect(query, english);
        needles
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty() && self.prefixes.is_empty()
    }

    fn collect(&mut self, query: &Query, english: &mut English) {
        match query {
            Query::All | Query::Not(_) => {}
            Query::Words(words) => words.iter().for_each(|word| self.word(word, english)),
            Query::Clause(Field::Any | Field::Title, Value::Word(word)) => self.word(word, english),
            Query::Clause(Field::Any | Field::Title, Value::Phrase { text, .. }) => self.text(text, english),
            Query::Clause(..) => {}
            Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| self.collect(part, english)),
        }
    }

    fn word(&mut self, word: &Word, english: &mut English) {
        match word.like {
            Like::Itself => self.text(&word.text, english),
            Like::Prefix => self.prefixes.push(word.text.to_lowercase()),
            Like::Typos(_) => {
                let half = word.text.chars().count().div_ceil(2);
                self.prefixes.push(word.text.to_lowercase().chars().take(half).collect());
            }
        }
    }

    fn text(&mut self, text: &str, english: &mut English) {
        self.stems.extend(whole_words(text, english).into_iter().map(|(_, stem)| stem));
    }
}

/// The words of a text with their places, compounds once.
pub fn whole_words(text: &str, english: &mut English) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    each_whole_word(text, english, |place, word| words.push((place, word.to_owned())));
    words
}

/// Calls `act` with the place and the stem of each word of a text, compounds once.
pub fn each_whole_word(text: &str, english: &mut English, mut act: impl FnMut(usize, &str)) {
    let mut last = None;
    let mut stream = english.token_stream(text);
    while stream.advance() {
        let word = stream.token();
        // The name inside a compound comes second at the same place; the compound says it better.
        if last != Some(word.position) {
            act(word.position, &word.text);
        }
        last = Some(word.position);
    }
}
