//! A document on its way into the index: all its texts in one piece of memory, its values in the order of fields.
//!
//! Tantivy's own document copies values into a form that any program can read back; ingest makes millions of documents and
//! reads none of them back.

use std::iter::Empty;

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// A document that is ready to be indexed.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    text: String,
    values: Vec<(Field, Stored)>,
}

/// A value: where its text lies, or a number.
#[derive(Clone, Copy, Debug)]
enum Stored {
    Text { from: u32, to: u32 },
    Number(u64),
}

/// A value as the index reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// A number.
    Number(u64),
}

impl Packed {
    /// An empty document with room for so many bytes of text.
    pub fn with_capacity(bytes: usize) -> Packed {
        Packed { text: String::with_capacity(bytes), values: Vec::with_capacity(32) }
    }

    /// Adds a number.
    pub fn number(&mut self, field: Field, number: u64) {
        self.values.push((field, Stored::Number(number)));
    }

    /// Adds a text.
    pub fn text(&mut self, field: Field, text: &str) {
        self.write(field, |out| out.push_str(text));
    }

    /// Adds the text that `write` appends; nothing if it appends nothing.
    pub fn write(&mut self, field: Field, write: impl FnOnce(&mut String)) {
        let from = self.text.len();
        write(&mut self.text);
        if self.text.len() > from {
            let (from, to) = (offset(from), offset(self.text.len()));
            self.values.push((field, Stored::Text { from, to }));
        }
    }

    /// The values of a field, in order.
    pub fn values_of(&self, field: Field) -> impl Iterator<Item = Piece<'_>> {
        self.iter_fields_and_values().filter(move |(of, _)| *of == field).map(|(_, value)| value)
    }
}

/// A record is at most 64 MiB, and its words are in a document a few times.
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a record is bounded, and so is its document")
}

impl Document for Packed {
    type Value<'a> = Piece<'a>;
    type FieldsValuesIter<'a> = Pieces<'a>;

    fn iter_fields_and_values(&self) -> Pieces<'_> {
        Pieces { text: &self.text, values: self.values.iter() }
    }
}

/// The values of a document with their fields.
pub struct Pieces<'a> {
    text: &'a str,
    values: std::slice::Iter<'a, (Field, Stored)>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (Field, Piece<'a>);

    fn next(&mut self) -> Option<(Field, Piece<'a>)> {
        let (field, stored) = self.values.next()?;
        let value = match *stored {
            Stored::Text { from, to } => Piece::Text(&self.text[from as usize..to as usize]),
            Stored::Number(number) => Piece::Number(number),
        };
        Some((*field, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.values.size_hint()
    }
}

impl<'a> Value<'a> for Piece<'a> {
    type ArrayIter = Empty<Piece<'a>>;
    type ObjectIter = Empty<(&'a str, Piece<'a>)>;

    fn as_value(&self) -> ReferenceValue<'a, Piece<'a>> {
        ReferenceValue::Leaf(match *self {
            Piece::Text(text) => ReferenceValueLeaf::Str(text),
            Piece::Number(number) => ReferenceValueLeaf::U64(number),
        })
    }
}
