//! Just enough of Rust's lexical rules to see which paths a file names and how long its functions are.
//!
//! Not a parser: it sees inside macros as well, where a parser of the language would see only tokens.

/// A word, `::`, or one other character of code; comments and literals are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its text.
    pub text: &'a str,
    /// The line it is on, from 1.
    pub line: usize,
}

/// A path that code names, such as `crate::store::find`; groups in braces are spelt out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// Its parts.
    pub parts: Vec<String>,
    /// The line of its last part.
    pub line: usize,
}

/// A function with its first and last line.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The line of `fn`.
    pub first: usize,
    /// The line of its closing brace.
    pub last: usize,
}

/// The tokens of a source file.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut scanner = Scanner { source, at: 0, line: 1 };
    let mut tokens = Vec::new();
    while scanner.at < source.len() {
        if let Some(token) = scanner.step() {
            tokens.push(token);
        }
    }
    tokens
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Scanner<'a> {
    fn step(&mut self) -> Option<Token<'a>> {
        let rest = &self.source[self.at..];
        let first = rest.chars().next()?;
        if let Some(length) = raw_string(rest) {
            return self.skip(length);
        }
        if rest.starts_with("//") {
            return self.skip(rest.find('\n').unwrap_or(rest.len()));
        }
        if rest.starts_with("/*") {
            return self.skip(block_comment(rest));
        }
        match first {
            '"' => self.skip(quoted(rest, '"')),
            '\'' => self.skip(character(rest)),
            _ if first.is_alphanumeric() || first == '_' => {
                Some(self.take(rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())))
            }
            _ if first.is_whitespace() => self.skip(first.len_utf8()),
            _ if rest.starts_with("::") => Some(self.take(2)),
            _ => Some(self.take(first.len_utf8())),
        }
    }

    fn skip(&mut self, length: usize) -> Option<Token<'a>> {
        self.take(length);
        None
    }

    fn take(&mut self, length: usize) -> Token<'a> {
        let text = &self.source[self.at..self.at + length];
        let token = Token { text, line: self.line };
        self.line += text.matches('\n').count();
        self.at += length;
        token
    }
}

/// The length of a raw string at the start of `rest`: `r"…"`, `br#"…"#`.
fn raw_string(rest: &str) -> Option<usize> {
    let prefix = ["r", "br", "cr"]
        .into_iter()
        .find(|prefix| rest.strip_prefix(prefix).is_some_and(|after| after.trim_start_matches('#').starts_with('"')))?;
    let hashes = rest[prefix.len()..].bytes().take_while(|byte| *byte == b'#').count();
    let body = prefix.len() + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(rest[body..].find(&end).map_or(rest.len(), |at| body + at + end.len()))
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character literal, or only the quote of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), _) => quoted(rest, '\''),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// All paths of two or more parts, and single words in `use`.
pub fn paths(tokens: &[Token<'_>]) -> Vec<NamedPath> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let is_start = is_word(tokens[at].text) && tokens.get(at + 1).is_some_and(|next| next.text == "::");
        if is_start {
            at = path(tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one path, with its groups, from `at`; returns where it ends.
fn path(tokens: &[Token<'_>], mut at: usize, prefix: &mut Vec<String>, found: &mut Vec<NamedPath>) -> usize {
    let depth = prefix.len();
    while let Some(token) = tokens.get(at) {
        let goes_on = tokens.get(at + 1).is_some_and(|next| next.text == "::");
        if is_word(token.text) {
            prefix.push(token.text.to_owned());
            if !goes_on {
                found.push(NamedPath { parts: prefix.clone(), line: token.line });
                at += 1;
                break;
            }
            at += 2;
        } else if token.text == "{" && !prefix.is_empty() {
            at = group(tokens, at + 1, prefix, found);
            break;
        } else {
            // A glob, or generic arguments: the path ends before them.
            found.push(NamedPath { parts: prefix.clone(), line: token.line });
            break;
        }
    }
    prefix.truncate(depth);
    at
}

fn group(tokens: &[Token<'_>], mut at: usize, prefix: &mut Vec<String>, found: &mut Vec<NamedPath>) -> usize {
    while let Some(token) = tokens.get(at) {
        match token.text {
            "}" => return at + 1,
            text if is_word(text) && text != "as" => at = path(tokens, at, prefix, found),
            "as" => at += 2,
            _ => at += 1,
        }
    }
    at
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// All functions with a body.
pub fn functions(tokens: &[Token<'_>]) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        if pair[0].text == "fn" && is_word(pair[1].text) {
            let end = body_start(tokens, at).and_then(|open| closing(tokens, open));
            found.extend(end.map(|end| Function {
                name: pair[1].text.to_owned(),
                first: pair[0].line,
                last: tokens[end].line,
            }));
        }
    }
    found
}

fn body_start(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "{" if depth == 0 => return Some(at),
            ";" if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The brace that closes the one at `open`.
pub fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(source: &str) -> Vec<String> {
        paths(&tokens(source)).into_iter().map(|path| path.parts.join("::")).collect()
    }

    #[test]
    fn groups_are_spelt_out() {
        assert_eq!(
            named("use crate::{model::{A, B as C}, store};"),
            ["crate::model::A", "crate::model::B", "crate::store"]
        );
    }

    #[test]
    fn comments_strings_and_lifetimes_are_no_code() {
        let source = "// a::b\n/* c::d /* e::f */ */ fn g<'a>(x: &'a str) { let _ = (\"h::i\", r#\"j::k\"#, 'l', '\\''); m::n() }";
        assert_eq!(named(source), ["m::n"]);
    }

    #[test]
    fn a_glob_names_its_parent() {
        assert_eq!(named("use sea_orm::entity::prelude::*;"), ["sea_orm::entity::prelude"]);
    }

    #[test]
    fn functions_have_their_lines() {
        let found = functions(&tokens("trait T { fn no(&self); }\nfn yes(x: [u8; 2])\n{\n    if x {}\n}\n"));
        assert_eq!(found, [Function { name: "yes".to_owned(), first: 2, last: 5 }]);
    }
}
