//! Marks the words of a query in a title, and picks the part of an abstract that holds most of them.

use std::fmt::Write;

use tantivy::tokenizer::{TokenStream, Tokenizer};

use crate::index::analyzer::English;
use crate::search::terms::Needles;

/// A snippet has about so many bytes.
const SNIPPET_BYTES: usize = 280;

/// A text of which some parts are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The parts in order; `true` for marked ones.
    pub parts: Vec<(bool, String)>,
}

impl Marked {
    /// The text as HTML, with `<mark>` around marked parts and everything else escaped.
    pub fn html(&self) -> String {
        let mut out = String::new();
        for (marked, text) in &self.parts {
            let (before, after) = if *marked { ("<mark>", "</mark>") } else { ("", "") };
            let _ = write!(out, "{before}{}{after}", escape(text));
        }
        out
    }

    /// The text without marks.
    pub fn plain(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// The whole text with the words marked.
pub fn mark(text: &str, needles: &Needles, english: &mut English) -> Marked {
    let found = find(text, needles, english);
    cut(text, 0, text.len(), &found)
}

/// The part of the text with most of the words, those words marked; the beginning if there are none.
pub fn snippet(text: &str, needles: &Needles, english: &mut English) -> Marked {
    let found = find(text, needles, english);
    let (start, end) = best_window(text, &found);
    let mut marked = cut(text, start, end, &found);
    if start > 0 {
        marked.parts.insert(0, (false, "… ".into()));
    }
    if end < text.len() {
        marked.parts.push((false, " …".into()));
    }
    marked
}

/// Where a word was found, and which word it is.
struct Found {
    start: usize,
    end: usize,
    needle: usize,
}

fn find(text: &str, needles: &Needles, english: &mut English) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    if needles.is_empty() {
        return found;
    }
    let mut stream = english.token_stream(text);
    while stream.advance() {
        let token = stream.token();
        let of_stems = needles.stems.iter().position(|stem| *stem == token.text);
        let of_prefixes = || {
            let written = text[token.offset_from..token.offset_to].to_lowercase();
            let at = needles.prefixes.iter().position(|prefix| written.starts_with(prefix.as_str()))?;
            Some(needles.stems.len() + at)
        };
        if let Some(needle) = of_stems.or_else(of_prefixes)
            && found.last().is_none_or(|last| last.end <= token.offset_from)
        {
            found.push(Found { start: token.offset_from, end: token.offset_to, needle });
        }
    }
    found
}

/// Start and end of the part to show.
fn best_window(text: &str, found: &[Found]) -> (usize, usize) {
    if text.len() <= SNIPPET_BYTES + 40 {
        return (0, text.len());
    }
    let mut best = (0, 0, 0);
    for (at, first) in found.iter().enumerate() {
        let inside = found[at..].iter().take_while(|other| other.end <= first.start + SNIPPET_BYTES - 40);
        let needles: Vec<usize> = inside.map(|other| other.needle).collect();
        let mut different = needles.clone();
        different.sort_unstable();
        different.dedup();
        if (different.len(), needles.len()) > (best.0, best.1) {
            best = (different.len(), needles.len(), first.start);
        }
    }
    let start = word_start(text, best.2.saturating_sub(40));
    let end = word_start(text, (start + SNIPPET_BYTES).min(text.len()));
    (start, if end > start { end } else { text.len() })
}

/// The start of the word at or after this byte.
fn word_start(text: &str, at: usize) -> usize {
    if at == 0 || at >= text.len() {
        return at.min(text.len());
    }
    let at = (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let space = text[at..].char_indices().find(|(_, letter)| letter.is_whitespace());
    space.map_or(text.len(), |(space, letter)| at + space + letter.len_utf8())
}

fn cut(text: &str, start: usize, end: usize, found: &[Found]) -> Marked {
    let mut parts = Vec::new();
    let mut at = start;
    for word in found.iter().filter(|word| word.start >= start && word.end <= end) {
        if word.start > at {
            parts.push((false, text[at..word.start].to_owned()));
        }
        parts.push((true, text[word.start..word.end].to_owned()));
        at = word.end;
    }
    let rest = text[at..end].trim_end();
    if !rest.is_empty() {
        parts.push((false, rest.to_owned()));
    }
    Marked { parts }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Needles, mark, snippet};
    use crate::index::analyzer::English;

    fn needles(stems: &[&str], prefixes: &[&str]) -> Needles {
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Needles { stems: own(stems), prefixes: own(prefixes) }
    }

    #[test]
    fn every_form_of_a_word_is_marked_and_markup_is_escaped() {
        let marked =
            mark("Cancers & <b>IL-2</b> immunity", &needles(&["cancer", "il2"], &["immun"]), &mut English::default());
        assert_eq!(
            marked.html(),
            "<mark>Cancers</mark> &amp; &lt;b&gt;<mark>IL-2</mark>&lt;/b&gt; <mark>immunity</mark>"
        );
    }

    #[test]
    fn the_snippet_holds_the_words() {
        let text = format!("{} needle {}", "hay ".repeat(200), "straw ".repeat(200));
        let marked = snippet(&text, &needles(&["needl"], &[]), &mut English::default());
        assert!(marked.parts.iter().any(|(marked, text)| *marked && text == "needle"));
        assert!(marked.plain().len() < 400 && marked.plain().starts_with("… hay") && marked.plain().ends_with('…'));
    }

    #[test]
    fn borders_of_letters_are_kept() {
        let text = "ж".repeat(500) + "\u{2009}кот\u{2009}".repeat(90).as_str();
        snippet(&text, &needles(&["кот"], &[]), &mut English::default());
    }
}
