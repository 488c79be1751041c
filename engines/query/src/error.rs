//! What can be wrong with a query, where, and what to do about it.

use std::ops::Range;

/// A query that cannot be understood, with the bytes that are to blame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (bytes {} to {})", at.start, at.end)]
pub struct QueryError {
    /// Byte range in the text that was given; always on character borders.
    pub at: Range<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a query. Each message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text is longer than [`crate::parse::LONGEST_BYTES`].
    #[error("the query is longer than {0} bytes; shorten it")]
    TooLong(usize),
    /// Parentheses or NOT within each other, deeper than [`crate::parse::DEEPEST`].
    #[error("the query is nested deeper than {0} levels; remove parentheses")]
    TooDeep(usize),
    /// More terms than [`crate::parse::MOST_TERMS`].
    #[error("the query has more than {0} terms; use broader ones")]
    TooMany(usize),
    /// `"` without its partner.
    #[error("this quotation mark is never closed; add a second one")]
    UnclosedQuote,
    /// `(` without its partner.
    #[error("this parenthesis is never closed; add \")\"")]
    UnclosedParenthesis,
    /// `)` without its partner.
    #[error("this parenthesis closes nothing; remove it or add \"(\" before")]
    UnopenedParenthesis,
    /// `[` without its partner, or without anything before it.
    #[error(
        "a tag in brackets stands right after a term, such as asthma[mh]; to search for brackets, use quotation marks"
    )]
    LooseTag,
    /// AND, OR, NOT, `+` or `-` with nothing to work on.
    #[error("{0} needs a term on each side that it joins; write it in small letters to search for the word")]
    LooseOperator(String),
    /// `name:` with nothing after it.
    #[error("{0}: needs a value right after the colon")]
    NoValue(String),
    /// `()`.
    #[error("there is nothing between these parentheses; remove them")]
    NothingInside,
    /// `name:` with a name that is no field.
    #[error("there is no field {name:?}{}; if the colon belongs to the word, put the word in quotation marks", near(.suggestion))]
    UnknownField {
        /// As typed.
        name: String,
        /// The most similar field.
        suggestion: Option<&'static str>,
    },
    /// `[tag]` with a tag that is not known.
    #[error("there is no tag [{0}]; the usual ones are [ti], [au], [mh], [ta], [dp], [pt], [la], [ad]")]
    UnknownTag(String),
    /// A wildcard elsewhere than at the end, or after too few letters.
    #[error(
        "* may only stand at the end of a word of two letters or more; to search for the sign itself, use quotation marks"
    )]
    Wildcard,
    /// `~3` or more after a word, or a phrase distance above 50.
    #[error(
        "after a word, ~1 and ~2 give the number of wrong letters; after a phrase, ~1 to ~50 the number of words between"
    )]
    Tolerance,
    /// Not a year, a date or a range of them.
    #[error("{0:?} is not a date or a range; write 2020, 2020-05, 2019..2021 or 2019..")]
    NotADate(String),
    /// The range ends before it starts.
    #[error("this range ends before it starts; exchange its ends")]
    Backwards,
    /// A value that this field does not know.
    #[error("{field}: takes {expected}, not {found:?}")]
    NotAValue {
        /// The field.
        field: &'static str,
        /// What it takes.
        expected: &'static str,
        /// As typed.
        found: String,
    },
    /// Prefix, tolerance, distance or range on a field that cannot do that.
    #[error("{field}: cannot be searched by {how}; give the value itself")]
    NotForField {
        /// The field.
        field: &'static str,
        /// What was asked.
        how: &'static str,
    },
}

fn near(suggestion: &Option<&'static str>) -> String {
    suggestion.map(|name| format!(", perhaps {name:?}")).unwrap_or_default()
}
