//! The tree that a query becomes.

use crate::field::Field;
use crate::range::Range;

/// A query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Everything.
    All,
    /// Words typed one after another without operators, in any order in the record. All are wanted; a search may
    /// fall back to some of them when this is the only such group.
    Words(Vec<Word>),
    /// One condition.
    Clause(Field, Value),
    /// All of these; at least two, none of them `All` or `And`.
    And(Vec<Query>),
    /// Any of these; at least two, none of them `Or`.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
}

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As typed, without signs.
    pub text: String,
    /// What counts as this word.
    pub like: Like,
}

/// What counts as a given word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Like {
    /// The word in any of its forms.
    Itself,
    /// Words that begin so (`immun*`).
    Prefix,
    /// Words with at most this many wrong letters (`asprin~1`); 1 or 2.
    Typos(u8),
}

/// What a condition asks of its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One word.
    Word(Word),
    /// A phrase, with at most this many other words between its own.
    Phrase {
        /// As typed.
        text: String,
        /// Words between; 0 for the phrase itself.
        slop: u8,
    },
    /// A range of dates.
    Range(Range),
}

impl Query {
    /// All of the parts, flattened; everything if there are none.
    pub fn and(parts: impl IntoIterator<Item = Query>) -> Query {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Query::And(inner) => flat.extend(inner),
                Query::All => {}
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Query::All,
            1 => flat.remove(0),
            _ => Query::And(flat),
        }
    }

    /// Any of the parts, flattened; there is at least one.
    pub fn or(parts: impl IntoIterator<Item = Query>) -> Query {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Query::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Query::All,
            1 => flat.remove(0),
            _ => Query::Or(flat),
        }
    }

    /// A condition that a field holds exactly this text.
    pub fn is(field: Field, text: impl Into<String>) -> Query {
        Query::Clause(field, Value::of(text.into()))
    }

    /// The conditions that are joined at the top: the parts of an `And`, or the query itself.
    pub fn conditions(&self) -> &[Query] {
        match self {
            Query::And(parts) => parts,
            Query::All => &[],
            other => std::slice::from_ref(other),
        }
    }

    /// The query without one of its top conditions; everything if it was the only one.
    pub fn without(&self, condition: &Query) -> Query {
        let rest: Vec<_> = self.conditions().iter().filter(|part| *part != condition).cloned().collect();
        if rest.is_empty() { Query::All } else { Query::and(rest) }
    }
}

impl Value {
    /// A whole text: a word where it can be written as one, a phrase otherwise.
    pub fn of(text: String) -> Value {
        if crate::parse::is_bare(&text) {
            Value::Word(Word { text, like: Like::Itself })
        } else {
            Value::Phrase { text, slop: 0 }
        }
    }

    /// The text, or `None` for a range.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Word(word) => Some(&word.text),
            Value::Phrase { text, .. } => Some(text),
            Value::Range(_) => None,
        }
    }
}
