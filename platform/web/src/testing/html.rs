//! A small checker of HTML that maud made. It is stricter than a browser: what it refuses, a person would stumble over.

use std::collections::{BTreeMap, BTreeSet};

const VOID: [&str; 9] = ["meta", "link", "input", "br", "hr", "img", "source", "wbr", "col"];
const INLINE: [&str; 14] =
    ["a", "span", "b", "i", "em", "strong", "code", "kbd", "sub", "sup", "mark", "time", "abbr", "small"];

/// One piece of HTML.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Open { name: &'a str, attributes: Vec<(&'a str, &'a str)> },
    Close(&'a str),
    Words(&'a str),
}

/// Cuts HTML into pieces; a comment or doctype is dropped.
fn pieces(html: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if start > 0 {
            pieces.push(Piece::Words(&rest[..start]));
        }
        rest = &rest[start + 1..];
        let end = end_of_tag(rest).ok_or_else(|| format!("tag without end: <{}", head_of(rest)))?;
        let inside = &rest[..end];
        rest = &rest[end + 1..];
        match inside.strip_prefix('/') {
            _ if inside.starts_with('!') => {}
            Some(name) => pieces.push(Piece::Close(name.trim())),
            None => {
                let opened = open(inside.trim_end_matches('/'));
                // Drawings close their elements so.
                let name = if let Piece::Open { name, .. } = &opened { *name } else { "" };
                let is_closed = inside.ends_with('/') && !VOID.contains(&name);
                pieces.push(opened);
                pieces.extend(is_closed.then_some(Piece::Close(name)));
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    Ok(pieces)
}

fn head_of(text: &str) -> String {
    text.chars().take(40).collect()
}

fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, c)| match c {
        '"' => {
            quoted = !quoted;
            None
        }
        '>' if !quoted => Some(at),
        _ => None,
    })
}

fn open(inside: &str) -> Piece<'_> {
    let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Piece::Open { name, attributes };
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let attribute = &rest[..end];
        rest = &rest[end..];
        let value = rest.strip_prefix("=\"").and_then(|value| value.find('"').map(|end| (&value[..end], end)));
        if let Some((value, end)) = value {
            attributes.push((attribute, value));
            rest = &rest[end + 3..];
        } else {
            attributes.push((attribute, ""));
        }
    }
}

/// What is wrong with a whole page.
pub(super) fn faults(html: &str) -> Vec<String> {
    match pieces(html) {
        Ok(pieces) => {
            let mut found = Faults::default();
            found.read(&pieces);
            found.finish()
        }
        Err(fault) => vec![fault],
    }
}

#[derive(Default)]
struct Faults<'a> {
    faults: Vec<String>,
    stack: Vec<&'a str>,
    ids: BTreeMap<&'a str, usize>,
    labelled: BTreeSet<&'a str>,
    referred: Vec<(&'a str, &'a str)>,
    fields_without_name: Vec<&'a str>,
    level: usize,
    buttons: Vec<(usize, bool)>,
}

impl<'a> Faults<'a> {
    fn read(&mut self, pieces: &[Piece<'a>]) {
        for piece in pieces {
            match piece {
                Piece::Open { name, attributes } => self.opened(name, attributes),
                Piece::Close(name) => self.closed(name),
                Piece::Words(words) => {
                    if !words.trim().is_empty() {
                        self.buttons.iter_mut().for_each(|(_, named)| *named = true);
                    }
                }
            }
        }
    }

    fn opened(&mut self, name: &'a str, attributes: &[(&'a str, &'a str)]) {
        let value = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        for (attribute, value) in attributes {
            match *attribute {
                "id" => *self.ids.entry(value).or_default() += 1,
                "style" => self.faults.push(format!("<{name}> has a style attribute, which the policy forbids")),
                "aria-describedby" | "aria-labelledby" | "aria-controls" => {
                    self.referred.extend(value.split(' ').map(|id| (*attribute, id)));
                }
                handler if handler.starts_with("on") => {
                    self.faults.push(format!("<{name}> has {handler}, which the policy forbids"));
                }
                "href" if value.trim_start().to_lowercase().starts_with("javascript:") => {
                    self.faults.push(format!("<{name}> leads to a script"));
                }
                _ => {}
            }
        }
        let named = value("aria-label").is_some() || value("aria-labelledby").is_some();
        match name {
            "label" => self.labelled.extend(value("for")),
            "input" | "select" | "textarea" => self.field(name, value("type"), value("id"), named),
            "img" if value("alt").is_none() => self.faults.push("<img> without alt".to_owned()),
            // Data for search engines is no script: browsers do not run it.
            "script" if value("src").is_none() && value("type") != Some("application/ld+json") => {
                self.faults.push("inline <script>".to_owned())
            }
            "style" => self.faults.push("inline <style>".to_owned()),
            "a" | "button" => self.buttons.push((self.stack.len(), named)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name),
            _ => {}
        }
        if !VOID.contains(&name) {
            self.stack.push(name);
        }
    }

    /// A field inside a label is named by it; others need `for` or `aria-label`.
    fn field(&mut self, name: &str, kind: Option<&str>, id: Option<&'a str>, named: bool) {
        if named || matches!(kind, Some("hidden" | "submit")) || self.stack.contains(&"label") {
            return;
        }
        match id {
            Some(id) => self.fields_without_name.push(id),
            None => self.faults.push(format!("<{name}> without label")),
        }
    }

    fn heading(&mut self, name: &str) {
        let level = name[1..].parse().unwrap_or(1);
        if level > self.level + 1 {
            self.faults.push(format!("<{name}> follows a heading of level {}", self.level));
        }
        self.level = level;
    }

    fn closed(&mut self, name: &str) {
        match self.stack.pop() {
            Some(open) if open == name => {}
            Some(open) => self.faults.push(format!("</{name}> closes <{open}>")),
            None => self.faults.push(format!("</{name}> closes nothing")),
        }
        if let Some(&(depth, named)) = self.buttons.last()
            && depth == self.stack.len()
        {
            self.buttons.pop();
            if !named {
                self.faults.push(format!("<{name}> without words"));
            }
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.faults.extend(self.stack.iter().map(|name| format!("<{name}> is never closed")));
        let repeated = self.ids.iter().filter(|(_, times)| **times > 1);
        self.faults.extend(repeated.map(|(id, times)| format!("id {id} stands {times} times")));
        let unnamed = self.fields_without_name.iter().filter(|id| !self.labelled.contains(**id));
        self.faults.extend(unnamed.map(|id| format!("field {id} has no label")));
        let lost = self.referred.iter().filter(|(_, id)| !self.ids.contains_key(id));
        self.faults.extend(lost.map(|(attribute, id)| format!("{attribute} refers to {id}, which is not there")));
        self.faults
    }
}

/// One block element a line.
pub(super) fn indented(html: &str) -> String {
    let Ok(pieces) = pieces(html) else { return html.to_owned() };
    let mut text = String::new();
    let mut depth = 0_usize;
    let mut after_block = false;
    for piece in &pieces {
        match piece {
            Piece::Words(words) => {
                new_line(&mut text, depth, after_block);
                text.push_str(words);
                after_block = false;
            }
            Piece::Open { name, attributes } => {
                let is_block = !INLINE.contains(name);
                new_line(&mut text, depth, is_block || after_block);
                text.push_str(&tag(name, attributes));
                depth += usize::from(is_block && !VOID.contains(name));
                after_block = is_block && VOID.contains(name);
            }
            Piece::Close(name) => {
                let is_block = !INLINE.contains(name);
                depth -= usize::from(is_block && depth > 0);
                new_line(&mut text, depth, is_block && after_block);
                text.push_str(&format!("</{name}>"));
                after_block = is_block;
            }
        }
    }
    text
}

fn tag(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut tag = format!("<{name}");
    for (attribute, value) in attributes {
        tag.push_str(&if value.is_empty() { format!(" {attribute}") } else { format!(" {attribute}=\"{value}\"") });
    }
    tag + ">"
}

fn new_line(text: &mut String, depth: usize, wanted: bool) {
    if wanted && !text.is_empty() {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(html: &str) -> String {
        let found = faults(html);
        assert_eq!(found.len(), 1, "{html}: {found:?}");
        found.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn each_fault_is_found() {
        assert_eq!(faults("<p><b>x</p></b>"), ["</p> closes <b>", "</b> closes <p>"]);
        assert_eq!(one("<p id=\"a\">x</p><p id=\"a\">y</p>"), "id a stands 2 times");
        assert_eq!(one("<input id=\"q\" type=\"text\">"), "field q has no label");
        assert_eq!(one("<input type=\"text\">"), "<input> without label");
        assert_eq!(one("<img src=\"x\">"), "<img> without alt");
        assert_eq!(one("<h1>a</h1><h3>b</h3>"), "<h3> follows a heading of level 1");
        assert_eq!(one("<a href=\"/\"><svg></svg></a>"), "<a> without words");
        assert_eq!(one("<a href=\"javascript:x\">x</a>"), "<a> leads to a script");
        assert_eq!(one("<p style=\"x\">x</p>"), "<p> has a style attribute, which the policy forbids");
        assert_eq!(one("<p aria-describedby=\"no\">x</p>"), "aria-describedby refers to no, which is not there");
        assert_eq!(one("<script>x</script>"), "inline <script>");
        assert_eq!(one("<p>x"), "<p> is never closed");
    }

    #[test]
    fn good_html_has_no_fault() {
        let html = "<!DOCTYPE html><script type=\"application/ld+json\">{}</script><h1>a</h1><label for=\"q\">b</label><input id=\"q\"><label><input type=\"checkbox\"> c</label>\
            <a href=\"/?a=1&amp;b=2\" aria-label=\"x\"><svg></svg></a><button>d</button><br>";
        assert_eq!(faults(html), Vec::<String>::new());
    }

    #[test]
    fn indenting_puts_blocks_on_lines() {
        assert_eq!(
            indented("<ul><li>a <b>c</b></li><li>d</li></ul>"),
            "<ul>\n  <li>a <b>c</b></li>\n  <li>d</li>\n</ul>"
        );
    }
}
