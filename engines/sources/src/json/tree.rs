//! A JSON value of which only the words matter: numbers and truth values are read as text.
//!
//! Registers write the same field as a number, a text, a list of one or nothing at all, depending on their release and
//! on the tool that exported them. Reading everything as text, one-or-many and possibly absent keeps that out of the mappings.

use std::borrow::Cow;
use std::cell::Cell;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A record may have this many values. The largest known has 100,000; the limit keeps a hostile record under 200 MB.
const MAX_VALUES: u32 = 2_000_000;

static NULL: Tree<'static> = Tree::Null;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tree<'a> {
    Null,
    Text(Cow<'a, str>),
    List(Vec<Tree<'a>>),
    Map(Vec<(Cow<'a, str>, Tree<'a>)>),
}

/// Which keys to leave out, so that bulky parts that nothing reads cost no memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ignored<'s> {
    pub keys: &'s [&'s str],
    /// On how many levels of objects. Below, keys may be anything, even words of an abstract.
    pub levels: usize,
}

/// Reads one value, leaving out what is ignored.
pub(crate) fn parse<'a>(json: &'a str, ignored: Ignored) -> Result<Tree<'a>, serde_json::Error> {
    let seed = Seed { ignored, left: &Cell::new(MAX_VALUES) };
    seed.deserialize(&mut serde_json::Deserializer::from_str(json))
}

impl<'a> Tree<'a> {
    /// The value at a path of keys, such as `author.display_name`; null where there is none.
    pub fn at(&self, path: &str) -> &Tree<'a> {
        path.split('.').fold(self, |tree, key| tree.get(key))
    }

    /// The value under a key; null where there is none. Of a list of one, the value in its only entry.
    fn get(&self, key: &str) -> &Tree<'a> {
        match self {
            Tree::Map(entries) => entries.iter().rev().find(|(name, _)| name == key).map_or(null(), |(_, value)| value),
            Tree::List(items) if items.len() == 1 => items[0].get(key),
            _ => null(),
        }
    }

    /// The text at a path, without space around it; empty where there is none.
    pub fn text(&self, path: &str) -> &str {
        self.at(path).as_text()
    }

    /// This value as text, without space around it.
    pub fn as_text(&self) -> &str {
        match self {
            Tree::Text(text) => text.trim(),
            Tree::List(items) if items.len() == 1 => items[0].as_text(),
            _ => "",
        }
    }

    /// The first text at these paths that is not empty.
    pub fn first_text(&self, paths: &[&str]) -> &str {
        paths.iter().map(|path| self.text(path)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// The entries of the list at a path, as [`Tree::items`] gives them.
    pub fn list(&self, path: &str) -> &[Tree<'a>] {
        self.at(path).items()
    }

    /// The entries of this list. A value that is not a list counts as a list of one; null, `""` and `{}` as an empty one.
    pub fn items(&self) -> &[Tree<'a>] {
        match self {
            Tree::List(items) => items,
            Tree::Null => &[],
            Tree::Text(text) if text.trim().is_empty() => &[],
            Tree::Map(entries) if entries.is_empty() => &[],
            single => std::slice::from_ref(single),
        }
    }

    /// The first entry of the list at a path; null where it is empty.
    pub fn first(&self, path: &str) -> &Tree<'a> {
        self.list(path).first().unwrap_or(null())
    }

    /// The texts of the list at a path that are not empty.
    pub fn texts(&self, path: &str) -> impl Iterator<Item = &str> {
        self.list(path).iter().map(Tree::as_text).filter(|text| !text.is_empty())
    }

    /// The entries of the object at a path, in order.
    pub fn entries(&self, path: &str) -> &[(Cow<'a, str>, Tree<'a>)] {
        match self.at(path) {
            Tree::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Is the text at this path `true`?
    pub fn is_true(&self, path: &str) -> bool {
        self.text(path) == "true"
    }

    /// Is there anything at this path?
    pub fn has(&self, path: &str) -> bool {
        *self.at(path) != Tree::Null
    }
}

fn null<'s, 'a>() -> &'s Tree<'a> {
    &NULL
}

/// A key, borrowed from the input unless it holds escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Clone, Copy)]
struct Seed<'s> {
    ignored: Ignored<'s>,
    left: &'s Cell<u32>,
}

impl<'a> DeserializeSeed<'a> for Seed<'_> {
    type Value = Tree<'a>;

    fn deserialize<D: serde::Deserializer<'a>>(self, deserializer: D) -> Result<Tree<'a>, D::Error> {
        let left = self.left.get().checked_sub(1).ok_or_else(|| D::Error::custom("too many values in one record"))?;
        self.left.set(left);
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Seed<'_> {
    type Value = Tree<'a>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree<'a>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree<'a>, E> {
        Ok(Tree::Text(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree<'a>, E> {
        Ok(Tree::Text(Cow::Owned(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree<'a>, E> {
        Ok(Tree::Text(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'a>, E> {
        Ok(Tree::Text(Cow::Owned(value.to_string())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree<'a>, E> {
        Ok(Tree::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E>(self, value: &'a str) -> Result<Tree<'a>, E> {
        Ok(Tree::Text(Cow::Borrowed(value)))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut sequence: A) -> Result<Tree<'a>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Tree<'a>, A::Error> {
        let levels = self.ignored.levels.saturating_sub(1);
        let below = Seed { ignored: Ignored { levels, ..self.ignored }, left: self.left };
        let mut entries = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            if self.ignored.levels > 0 && self.ignored.keys.contains(&key.as_ref()) {
                map.next_value::<IgnoredAny>()?;
            } else {
                entries.push((key, map.next_value_seed(below)?));
            }
        }
        Ok(Tree::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

    use super::*;

    const NOTHING: Ignored = Ignored { keys: &[], levels: 0 };

    #[test]
    fn one_many_and_none_are_read_alike() {
        let tree = parse(
            r#"{"a":{"b":" x "},"c":["y",null,{"d":1}],"e":[{"f":2.5}],"g":null,"h":true,"i":{},"j":" "}"#,
            NOTHING,
        )
        .unwrap();
        assert_eq!(tree.text("a.b"), "x");
        assert_eq!(tree.texts("c").collect::<Vec<_>>(), ["y"]);
        assert_eq!(tree.texts("a.b").collect::<Vec<_>>(), ["x"]);
        assert_eq!(tree.text("e.f"), "2.5");
        assert_eq!(["g", "i", "j", "missing.path"].map(|path| tree.list(path).len()), [0; 4]);
        assert!(tree.is_true("h") && tree.has("a") && !tree.has("g"));
        assert_eq!(tree.first_text(&["g", "missing", "a.b"]), "x");
    }

    #[test]
    fn keys_are_ignored_on_the_upper_levels_only() {
        let ignored = Ignored { keys: &["skip"], levels: 2 };
        let tree = parse(r#"{"a":{"skip":[1,2],"b":{"skip":3}},"skip":{"x":1}}"#, ignored).unwrap();
        assert_eq!(tree, parse(r#"{"a":{"b":{"skip":3}}}"#, NOTHING).unwrap());
    }

    #[test]
    fn of_a_key_given_twice_the_last_counts() {
        assert_eq!(parse(r#"{"a":1,"a":2}"#, NOTHING).unwrap().text("a"), "2");
    }

    #[test]
    fn a_record_of_millions_of_values_is_refused() {
        let hostile = format!("[{}[]]", "[],".repeat(MAX_VALUES as usize));
        assert!(parse(&hostile, NOTHING).unwrap_err().to_string().starts_with("too many values in one record"));
    }

    #[test]
    fn nesting_is_bounded() {
        let hostile = "[".repeat(1_000_000);
        assert!(parse(&hostile, NOTHING).unwrap_err().to_string().starts_with("recursion limit exceeded"));
    }
}
