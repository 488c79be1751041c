//! The canonical spelling of a query. Parsing it gives the same query again.

use std::fmt::{self, Display, Formatter, Write};

use crate::ast::{Like, Query, Value, Word};
use crate::field::Field;

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Query::All => f.write_char('*'),
            Query::Words(words) => joined(f, words, " "),
            Query::Clause(Field::Any, Value::Word(word)) => write!(f, "+{word}"),
            Query::Clause(Field::Any, value) => value.fmt(f),
            Query::Clause(field, value) => write!(f, "{}:{value}", field.name()),
            Query::And(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { " AND " })?;
                    enclosed(f, part, matches!(part, Query::Or(_)))?;
                }
                Ok(())
            }
            Query::Or(parts) => {
                for (i, part) in parts.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { " OR " })?;
                    enclosed(f, part, matches!(part, Query::And(_)))?;
                }
                Ok(())
            }
            Query::Not(inner) => {
                f.write_str("NOT ")?;
                let whole = matches!(&**inner, Query::And(_) | Query::Or(_))
                    || matches!(&**inner, Query::Words(words) if words.len() != 1);
                enclosed(f, inner, whole)
            }
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Value::Word(word) => word.fmt(f),
            Value::Range(range) => range.fmt(f),
            Value::Phrase { text, slop } => {
                f.write_char('"')?;
                for letter in text.chars() {
                    if matches!(letter, '"' | '\\') {
                        f.write_char('\\')?;
                    }
                    f.write_char(letter)?;
                }
                f.write_char('"')?;
                if *slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
            }
        }
    }
}

impl Display for Word {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        match self.like {
            Like::Itself => Ok(()),
            Like::Prefix => f.write_char('*'),
            Like::Typos(typos) => write!(f, "~{typos}"),
        }
    }
}

fn joined(f: &mut Formatter<'_>, words: &[Word], between: &str) -> fmt::Result {
    for (i, word) in words.iter().enumerate() {
        f.write_str(if i == 0 { "" } else { between })?;
        word.fmt(f)?;
    }
    Ok(())
}

fn enclosed(f: &mut Formatter<'_>, query: &Query, whole: bool) -> fmt::Result {
    if whole { write!(f, "({query})") } else { query.fmt(f) }
}
