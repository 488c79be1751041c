//! Text to query: operators, groups, phrases and PubMed tags. Single terms are read in `term`.
//!
//! Recursion is bounded by [`DEEPEST`], work by [`LONGEST_BYTES`] and [`MOST_TERMS`]; no input panics.

use std::ops::Range as Bytes;

use crate::ast::{Like, Query, Value, Word};
use crate::error::{Problem, QueryError};
use crate::field::Field;
use crate::term;

pub use crate::term::is_bare;

/// Longest query.
pub const LONGEST_BYTES: usize = 8 * 1024;
/// Deepest nesting of parentheses and NOT.
pub const DEEPEST: usize = 64;
/// Most words, phrases and ranges in a query.
pub const MOST_TERMS: usize = 512;

/// Reads a query. An empty text asks for everything.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > LONGEST_BYTES {
        return Err(QueryError { at: 0..0, problem: Problem::TooLong(LONGEST_BYTES) });
    }
    let mut parser = Parser { text, at: 0, depth: 0, terms: 0 };
    parser.skip_space();
    if parser.rest().is_empty() {
        return Ok(Query::All);
    }
    let query = parser.alternatives(Field::Any)?;
    if parser.rest().is_empty() {
        Ok(query.unwrap_or(Query::All))
    } else {
        Err(parser.error(parser.at..parser.at + 1, Problem::UnopenedParenthesis))
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    terms: usize,
}

/// One thing in a row of things without operators between them.
enum Item {
    /// A word without field; a tag behind it may still take it.
    Bare(Word),
    /// A phrase without field; likewise.
    Quoted(String, u8),
    /// Anything else.
    Done(Query),
}

/// An item and where it stood.
type Placed = (Item, Bytes<usize>);

#[derive(Clone, Copy, PartialEq)]
enum Operator {
    And,
    Or,
    Not,
}

impl Parser<'_> {
    /// Rows joined by OR. `None` if there was nothing but punctuation.
    fn alternatives(&mut self, field: Field) -> Result<Option<Query>, QueryError> {
        let mut parts = Vec::new();
        loop {
            let part = self.conjunction(field)?;
            let Some((Operator::Or, at)) = self.operator() else {
                parts.extend(part);
                return Ok(if parts.is_empty() { None } else { Some(Query::or(parts)) });
            };
            let Some(part) = part else { return Err(self.loose(at)) };
            parts.push(part);
            self.at = at.end;
            self.skip_space();
            if self.ends() || self.operator().is_some_and(|(next, _)| next != Operator::Not) {
                return Err(self.loose(at));
            }
        }
    }

    /// Rows joined by AND.
    fn conjunction(&mut self, field: Field) -> Result<Option<Query>, QueryError> {
        let mut parts = Vec::new();
        loop {
            let row = self.row(field)?;
            let empty = row.is_empty();
            parts.extend(row);
            let Some((Operator::And, at)) = self.operator() else {
                return Ok(if parts.is_empty() { None } else { Some(Query::and(parts)) });
            };
            if empty {
                return Err(self.loose(at));
            }
            self.at = at.end;
            self.skip_space();
            if self.ends() || self.operator().is_some_and(|(next, _)| next != Operator::Not) {
                return Err(self.loose(at));
            }
        }
    }

    /// Things one after another, up to AND, OR, `)` or the end. Bare words come first, as one group.
    fn row(&mut self, field: Field) -> Result<Vec<Query>, QueryError> {
        let mut items: Vec<Placed> = Vec::new();
        loop {
            self.skip_space();
            if self.ends() || matches!(self.operator(), Some((Operator::And | Operator::Or, _))) {
                return Ok(self.finish_row(items, field));
            }
            if self.rest().starts_with('[') {
                let tagged = self.take_tagged(&mut items)?;
                items.push(tagged);
            } else {
                let start = self.at;
                let item = self.item(field)?;
                items.extend(item.map(|item| (item, start..self.at)));
            }
        }
    }

    fn finish_row(&mut self, items: Vec<Placed>, field: Field) -> Vec<Query> {
        let mut words = Vec::new();
        let mut others = Vec::new();
        for (item, _) in items {
            match item {
                Item::Bare(word) if field == Field::Any => words.push(word),
                Item::Bare(word) => others.push(Query::Clause(field, Value::Word(word))),
                Item::Quoted(text, slop) => others.push(Query::Clause(field, Value::Phrase { text, slop })),
                Item::Done(query) => others.push(query),
            }
        }
        if !words.is_empty() {
            others.insert(0, Query::Words(words));
        }
        others
    }

    /// One thing: a sign and what it works on, a group, a phrase, a word. `None` for lone punctuation.
    fn item(&mut self, field: Field) -> Result<Option<Item>, QueryError> {
        if let Some((Operator::Not, at)) = self.operator() {
            self.at = at.end;
            self.skip_space();
            let inner = self.operand(field, at)?;
            return Ok(Some(Item::Done(Query::Not(Box::new(inner)))));
        }
        let rest = self.rest();
        let mut letters = rest.chars();
        let (first, second) = (letters.next(), letters.next());
        let applies = second.is_some_and(|letter| !letter.is_whitespace() && letter != ')');
        match first {
            Some('-') if applies => {
                let at = self.step();
                let inner = self.operand(field, at)?;
                Ok(Some(Item::Done(Query::Not(Box::new(inner)))))
            }
            Some('+') if applies => {
                let at = self.step();
                Ok(Some(Item::Done(self.operand(field, at)?)))
            }
            Some('(') => self.group(field).map(|query| Some(Item::Done(query))),
            Some('"' | '“' | '”') => {
                let (text, slop) = self.quoted(field)?;
                Ok(Some(Item::Quoted(text, slop)))
            }
            Some('*') if second.is_none_or(|letter| letter.is_whitespace() || letter == ')') => {
                self.step();
                Ok(Some(Item::Done(Query::All)))
            }
            _ => self.word(field),
        }
    }

    /// What NOT, `-` or `+` works on: the next thing, with its tag if it has one.
    fn operand(&mut self, field: Field, operator: Bytes<usize>) -> Result<Query, QueryError> {
        self.deeper(operator.clone())?;
        if self.ends() || matches!(self.operator(), Some((Operator::And | Operator::Or, _))) {
            return Err(self.loose(operator));
        }
        if let Some(tagged) = self.tagged_run()? {
            self.depth -= 1;
            return Ok(tagged);
        }
        let start = self.at;
        let item = self.item(field)?;
        self.depth -= 1;
        let is_not = self.text[operator.clone()] != *"+";
        match item {
            None => Err(self.loose(operator)),
            Some(item) if self.rest().starts_with('[') => {
                let (tagged, _) = self.take_tagged(&mut vec![(item, start..self.at)])?;
                Ok(self.finish_row(vec![(tagged, start..self.at)], field).remove(0))
            }
            Some(Item::Bare(word)) if is_not && field == Field::Any => Ok(Query::Words(vec![word])),
            Some(Item::Bare(word)) => Ok(Query::Clause(field, Value::Word(word))),
            Some(item) => Ok(self.finish_row(vec![(item, start..self.at)], field).remove(0)),
        }
    }

    /// `breast cancer[ti]` after NOT: words up to a tag. Nothing is consumed if no tag follows them.
    fn tagged_run(&mut self) -> Result<Option<Query>, QueryError> {
        let (start, terms) = (self.at, self.terms);
        let mut items = Vec::new();
        loop {
            let from = self.at;
            let plain = self.rest().starts_with(|letter: char| letter.is_alphanumeric()) && self.operator().is_none();
            if plain && let Ok(Some(item @ Item::Bare(_))) = self.word(Field::Any) {
                items.push((item, from..self.at));
                self.skip_space();
                continue;
            }
            if items.is_empty() || !self.rest().starts_with('[') {
                (self.at, self.terms) = (start, terms);
                return Ok(None);
            }
            let (item, _) = self.take_tagged(&mut items)?;
            return Ok(self.finish_row(vec![(item, start..self.at)], Field::Any).into_iter().next());
        }
    }

    /// `( … )`.
    fn group(&mut self, field: Field) -> Result<Query, QueryError> {
        let open = self.step();
        self.deeper(open.clone())?;
        let inner = self.alternatives(field)?;
        self.depth -= 1;
        if !self.rest().starts_with(')') {
            return Err(self.error(open, Problem::UnclosedParenthesis));
        }
        self.at += 1;
        inner.ok_or_else(|| self.error(open.start..self.at, Problem::NothingInside))
    }

    /// A word, or `name:` with its value. `None` for lone punctuation.
    fn word(&mut self, field: Field) -> Result<Option<Item>, QueryError> {
        let start = self.at;
        if let Some((name, colon)) = term::field_prefix(self.rest()) {
            let named = Field::from_name(name);
            let value_follows = self.rest()[colon + 1..].starts_with(|letter: char| !letter.is_whitespace());
            match named {
                Some(named) => {
                    self.at += colon + 1;
                    self.skip_space();
                    return self.value(named, start..start + colon + 1).map(|query| Some(Item::Done(query)));
                }
                None if value_follows => {
                    let problem = Problem::UnknownField { name: name.to_owned(), suggestion: Field::nearest(name) };
                    return Err(self.error(start..start + colon + 1, problem));
                }
                None => {}
            }
        }
        let length = term::bare_length(self.rest());
        if length == 0 {
            let end = start + self.rest().chars().next().map_or(0, char::len_utf8);
            return Err(self.error(start..end, Problem::LooseTag));
        }
        self.at += length;
        let raw = &self.text[start..self.at];
        if !raw.contains(char::is_alphanumeric) {
            return Ok(None);
        }
        self.count(start..self.at)?;
        let word = term::read_word(raw).map_err(|problem| self.error(start..self.at, problem))?;
        if field != Field::Any {
            let value = term::checked(field, Value::Word(word));
            let value = value.map_err(|problem| self.error(start..self.at, problem))?;
            return Ok(Some(Item::Done(Query::Clause(field, value))));
        }
        Ok(Some(Item::Bare(word)))
    }

    /// What follows `name:`.
    fn value(&mut self, field: Field, name: Bytes<usize>) -> Result<Query, QueryError> {
        let start = self.at;
        match self.rest().chars().next() {
            None | Some(')' | ']' | '[') => Err(self.error(name, Problem::NoValue(field.name().to_owned()))),
            Some('(') => self.group(field),
            Some('"' | '“' | '”') => {
                let (text, slop) = self.quoted(field)?;
                let value = term::checked(field, Value::Phrase { text, slop });
                let value = value.map_err(|problem| self.error(start..self.at, problem))?;
                Ok(Query::Clause(field, value))
            }
            Some(_) => {
                self.at += term::value_length(self.rest());
                self.count(start..self.at)?;
                let raw = &self.text[start..self.at];
                let value = term::read_value(field, raw).map_err(|problem| self.error(start..self.at, problem))?;
                Ok(Query::Clause(field, value))
            }
        }
    }

    /// `"…"` and, after it, `~5`.
    fn quoted(&mut self, field: Field) -> Result<(String, u8), QueryError> {
        let open = self.step();
        let mut text = String::new();
        let mut letters = self.rest().char_indices();
        let end = loop {
            match letters.next() {
                None => return Err(self.error(open, Problem::UnclosedQuote)),
                Some((at, letter @ ('"' | '“' | '”'))) => break at + letter.len_utf8(),
                Some((_, '\\')) => text.extend(letters.next().map(|(_, letter)| letter)),
                Some((_, letter)) => text.push(letter),
            }
        };
        self.at += end;
        self.count(open.start..self.at)?;
        if !text.contains(char::is_alphanumeric) {
            return Err(self.error(open.start..self.at, Problem::NothingInside));
        }
        let digits = self.rest().strip_prefix('~').map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let Some(digits) = digits.filter(|digits| *digits > 0) else { return Ok((text, 0)) };
        let at = self.at..self.at + 1 + digits;
        self.at = at.end;
        let slop = self.text[at.start + 1..at.end].parse().ok().filter(|slop| (1..=50).contains(slop));
        let slop = slop.ok_or_else(|| self.error(at.clone(), Problem::Tolerance))?;
        let value = term::checked(field, Value::Phrase { text, slop }).map_err(|problem| self.error(at, problem))?;
        match value {
            Value::Phrase { text, slop } => Ok((text, slop)),
            other => Ok((other.text().unwrap_or_default().to_owned(), 0)),
        }
    }

    /// `[tag]`: takes the words, or the phrase, right before it.
    fn take_tagged(&mut self, items: &mut Vec<Placed>) -> Result<Placed, QueryError> {
        let open = self.at;
        let Some(length) = self.rest().find(']') else {
            return Err(self.error(open..open + 1, Problem::LooseTag));
        };
        let tag = &self.text[open + 1..open + length];
        let at = open..open + length + 1;
        let field = Field::from_tag(tag).ok_or_else(|| self.error(at.clone(), Problem::UnknownTag(tag.to_owned())))?;
        self.at = at.end;
        let value = match items.last() {
            Some((Item::Quoted(..), _)) => match items.pop() {
                Some((Item::Quoted(text, slop), range)) => {
                    let value = if matches!(field.form(), crate::field::Form::Range) {
                        term::read_value(field, &text)
                    } else {
                        term::checked(field, Value::Phrase { text, slop })
                    };
                    value.map_err(|problem| self.error(range, problem))?
                }
                _ => return Err(self.error(at, Problem::LooseTag)),
            },
            Some((Item::Bare(_), _)) => {
                let first = items.iter().rposition(|(item, _)| !matches!(item, Item::Bare(_))).map_or(0, |at| at + 1);
                let run: Vec<Placed> = items.drain(first..).collect();
                self.join(field, &run).map_err(|problem| self.error(run[0].1.start..at.end, problem))?
            }
            _ => return Err(self.error(at, Problem::LooseTag)),
        };
        Ok((Item::Done(Query::Clause(field, value)), open..self.at))
    }

    /// Words before a tag as one value.
    fn join(&self, field: Field, run: &[Placed]) -> Result<Value, Problem> {
        if let [(Item::Bare(word), range)] = run {
            return match word.like {
                Like::Itself => term::read_value(field, &self.text[range.clone()]),
                _ => term::checked(field, Value::Word(word.clone())),
            };
        }
        let words: Vec<&str> = run
            .iter()
            .map(|(item, _)| match item {
                Item::Bare(word) if word.like == Like::Itself => Ok(word.text.as_str()),
                _ => Err(Problem::Wildcard),
            })
            .collect::<Result<_, _>>()?;
        term::checked(field, Value::Phrase { text: words.join(" "), slop: 0 })
    }

    /// The operator that stands here, if one does.
    fn operator(&self) -> Option<(Operator, Bytes<usize>)> {
        const SPELLINGS: [(&str, Operator); 6] = [
            ("AND", Operator::And),
            ("&&", Operator::And),
            ("OR", Operator::Or),
            ("||", Operator::Or),
            ("|", Operator::Or),
            ("NOT", Operator::Not),
        ];
        SPELLINGS.into_iter().find_map(|(spelling, operator)| {
            let after = self.rest().strip_prefix(spelling)?;
            let ends =
                after.chars().next().is_none_or(|next| next.is_whitespace() || matches!(next, '(' | ')' | '"' | '“'));
            ends.then(|| (operator, self.at..self.at + spelling.len()))
        })
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// At the end of the text or of a group?
    fn ends(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(')')
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Over one character.
    fn step(&mut self) -> Bytes<usize> {
        let start = self.at;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        start..self.at
    }

    fn deeper(&mut self, at: Bytes<usize>) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.error(at, Problem::TooDeep(DEEPEST))) } else { Ok(()) }
    }

    fn count(&mut self, at: Bytes<usize>) -> Result<(), QueryError> {
        self.terms += 1;
        if self.terms > MOST_TERMS { Err(self.error(at, Problem::TooMany(MOST_TERMS))) } else { Ok(()) }
    }

    fn loose(&self, at: Bytes<usize>) -> QueryError {
        let sign = self.text[at.clone()].to_owned();
        self.error(at, Problem::LooseOperator(sign))
    }

    fn error(&self, at: Bytes<usize>, problem: Problem) -> QueryError {
        QueryError { at: at.start..at.end.min(self.text.len()), problem }
    }
}
