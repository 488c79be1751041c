//! Single terms: how far a word reaches, what its signs mean, and what a field takes.

use crate::ast::{Like, Value, Word};
use crate::error::Problem;
use crate::field::{Field, Form};
use crate::range::Range;

/// `name:` at the start: the name and where the colon is.
pub(crate) fn field_prefix(text: &str) -> Option<(&str, usize)> {
    let colon = text.find(|letter: char| !letter.is_ascii_alphabetic() && letter != '.')?;
    (colon > 0 && text[colon..].starts_with(':')).then(|| (&text[..colon], colon))
}

/// How many bytes a bare word takes.
pub(crate) fn bare_length(text: &str) -> usize {
    text.find(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | '(' | ')' | '[' | ']'))
        .unwrap_or(text.len())
}

/// How many bytes a value after `name:` takes. Parentheses that close again belong to it, as in many DOIs.
pub(crate) fn value_length(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            '"' | '“' | '”' => return at,
            _ if letter.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// Can the text be written as one word, without quotation marks, and read back as itself?
pub fn is_bare(text: &str) -> bool {
    let operator = matches!(text, "AND" | "OR" | "NOT" | "&&" | "||" | "|");
    !operator
        && text.contains(char::is_alphanumeric)
        && bare_length(text) == text.len()
        && !text.starts_with(['+', '-', '*', '~', '>', '<'])
        && field_prefix(text).is_none()
        && matches!(read_word(text), Ok(Word { like: Like::Itself, text: same }) if same == text)
}

/// A word with the signs at its end: `*`, `~`, `~2`.
pub(crate) fn read_word(raw: &str) -> Result<Word, Problem> {
    if let Some(stem) = raw.strip_suffix('*') {
        let letters = stem.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters < 2 || stem.contains('*') || typos(stem).is_some() {
            return Err(Problem::Wildcard);
        }
        return Ok(Word { text: stem.to_owned(), like: Like::Prefix });
    }
    if raw.contains('*') {
        return Err(Problem::Wildcard);
    }
    let Some((stem, typos)) = typos(raw) else { return Ok(Word { text: raw.to_owned(), like: Like::Itself }) };
    if !(1..=2).contains(&typos) || self::typos(stem).is_some() {
        return Err(Problem::Tolerance);
    }
    Ok(Word { text: stem.to_owned(), like: Like::Typos(typos) })
}

/// A value after `name:`, or before `[tag]`.
pub(crate) fn read_value(field: Field, raw: &str) -> Result<Value, Problem> {
    if field.form() == Form::Range {
        return range(raw);
    }
    if !raw.contains(char::is_alphanumeric) {
        return Err(Problem::NoValue(field.name().to_owned()));
    }
    let word = match read_word(raw) {
        // Identifiers and allele names hold stars; only in running words they are wildcards.
        Err(Problem::Wildcard) if field.form() == Form::Whole => {
            return checked(field, Value::Phrase { text: raw.to_owned(), slop: 0 });
        }
        word => word?,
    };
    checked(field, Value::Word(word))
}

/// The value, if the field can be asked so.
pub(crate) fn checked(field: Field, value: Value) -> Result<Value, Problem> {
    let refused = |how| Err(Problem::NotForField { field: field.name(), how });
    if field.form() == Form::Range {
        return value.text().map_or(Ok(value.clone()), range);
    }
    let whole = field.form() == Form::Whole;
    let value = match value {
        Value::Word(Word { like: Like::Itself, text }) => Value::of(text),
        other => other,
    };
    match &value {
        Value::Word(Word { like: Like::Prefix | Like::Typos(_), text }) if !is_bare(text) => Err(Problem::Wildcard),
        Value::Word(Word { like: Like::Prefix, .. })
            if whole
                && !matches!(
                    field,
                    Field::Author | Field::Keyword | Field::Grant | Field::Id | Field::JournalExact
                ) =>
        {
            refused("the beginning of a word")
        }
        Value::Word(Word { like: Like::Typos(_), .. }) if whole && field != Field::Author => {
            refused("similar spellings")
        }
        Value::Phrase { slop: 1.., .. } if whole => refused("distance"),
        _ => one_of(field, value),
    }
}

fn range(raw: &str) -> Result<Value, Problem> {
    let range = Range::read(raw.trim()).ok_or_else(|| Problem::NotADate(raw.to_owned()))?;
    if range.is_backwards() { Err(Problem::Backwards) } else { Ok(Value::Range(range)) }
}

/// Brings the value of a field with few values to its usual spelling.
fn one_of(field: Field, value: Value) -> Result<Value, Problem> {
    let expected = match field {
        Field::Kind => "publication, trial, grant, patent or guideline",
        Field::Is => "retracted, abstract or references",
        _ => return Ok(value),
    };
    let found = value.text().unwrap_or_default();
    match field.values().iter().find(|known| known.eq_ignore_ascii_case(found)) {
        Some(known) => Ok(Value::of((*known).to_owned())),
        None => Err(Problem::NotAValue { field: field.name(), expected, found: found.to_owned() }),
    }
}

/// `word~`, `word~1`: the word and the number, 1 where none is given, 0 for a number out of reach.
fn typos(raw: &str) -> Option<(&str, u8)> {
    let (stem, digits) = raw.rsplit_once('~')?;
    let is_sign = stem.contains(char::is_alphanumeric) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_sign.then(|| (stem, if digits.is_empty() { 1 } else { digits.parse().unwrap_or(0) }))
}
