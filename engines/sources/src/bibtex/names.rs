//! Lists of names in BibTeX: `Beethoven, Ludwig van and {World Health Organization} and others`.

use super::latex;
use crate::person;
use crate::record::Author;

/// The authors of a list, and whether the list is complete (does not end with `others`).
pub(super) fn authors(list: &str) -> (Vec<Author>, bool) {
    let names = split(list, |words, at| word_at(words, at, "and"));
    let is_complete = names.last().is_none_or(|name| *name != "others");
    let authors = names.iter().filter(|name| !name.is_empty() && **name != "others").map(|name| author(name));
    (authors.collect(), is_complete)
}

/// One name, in any of BibTeX's three forms: `First von Last`, `von Last, First`, `von Last, Jr, First`. A name wholly in
/// braces is that of a group.
fn author(name: &str) -> Author {
    let is_group = name.starts_with('{')
        && split(name, |text, at| text[at..].starts_with(char::is_whitespace).then_some(1)).len() == 1;
    let parts = split(name, |text, at| text[at..].starts_with(',').then_some(1));
    let decoded: Vec<String> = parts.iter().map(|part| latex::text(part)).collect();
    match decoded.as_slice() {
        [only] if is_group && only.contains(' ') => person::group(only),
        [only] => person::spoken(only),
        [last, fore] => person::person(last, fore, ""),
        [last, suffix, rest @ ..] => person::person(last, &rest.join(", "), suffix),
        [] => Author::default(),
    }
}

/// Is this the word, with white space around it? Then its length.
fn word_at(text: &str, at: usize, word: &str) -> Option<usize> {
    let after = text[at..].get(..word.len()).filter(|found| found.eq_ignore_ascii_case(word))?;
    let space_before = text[..at].ends_with(char::is_whitespace);
    let space_after = text[at + after.len()..].starts_with(char::is_whitespace);
    (space_before && space_after).then_some(word.len())
}

/// The trimmed parts of a text between separators outside braces. `separator` gives the length of one at a place.
pub(super) fn split(text: &str, separator: impl Fn(&str, usize) -> Option<usize>) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut skip_to, mut depth) = (0, 0, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at >= skip_to => {
                if let Some(length) = separator(text, at) {
                    parts.push(text[begin..at].trim());
                    begin = at + length;
                    skip_to = begin;
                }
            }
            _ => {}
        }
    }
    parts.push(text[begin..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_form_are_taken_apart() {
        let (authors, is_complete) = authors(
            "Ludwig van Beethoven AND de la Fontaine, Jean\n and King, Jr, Martin Luther and {Barnes and Noble Group} and {\\'E}mile Zola and {van Gogh}, Vincent and others",
        );
        let names: Vec<String> =
            authors.iter().map(|a| format!("{}|{}|{}|{}", a.last_name, a.fore_name, a.suffix, a.collective)).collect();
        let expected = [
            "van Beethoven|Ludwig||",
            "de la Fontaine|Jean||",
            "King|Martin Luther|Jr|",
            "|||Barnes and Noble Group",
            "Zola|Émile||",
            "van Gogh|Vincent||",
        ];
        assert_eq!(names, expected);
        assert!(!is_complete);
    }
}
