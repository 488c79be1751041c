//! Text with remnants of HTML, JATS or MathML, as publishers send it, turned into plain text.
//!
//! Only tags of a known list go; `p < 0.05 and q > 1` stays. Like for PubMed, the text inside inline markup is kept.

use std::borrow::Cow;

/// Tags that sources leave in titles and abstracts. All those of MathML and JATS go by their prefix.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "abstracttext", "b", "bold", "br", "div", "em", "ext-link", "font", "h1", "h2", "h3", "h4", "i", "inf",
    "italic", "li", "monospace", "ol", "p", "sans-serif", "sc", "scp", "sec", "small", "span", "strong", "sub",
    "subtitle", "sup", "title", "u", "ul", "underline", "xref",
];

/// Tags between which words do not run together.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "br", "div", "h1", "h2", "h3", "h4", "li", "p", "sec", "subtitle", "title", "abstracttext",
];

/// Plain text: entities decoded, known tags gone, every run of white space one space, none at the ends.
///
/// Entities are decoded before tags are looked for, and once more after them, because publishers escape markup
/// (`&lt;i&gt;`) and registers escape what is escaped already (`&amp;lt;`).
pub(crate) fn plain(text: &str) -> String {
    let decoded = decode(text);
    let bare = decode_owned(without_tags(&decoded));
    collapse(&bare)
}

/// Every run of white space becomes one space; none at the ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

fn decode_owned(text: Cow<'_, str>) -> String {
    match decode(&text) {
        Cow::Borrowed(_) => text.into_owned(),
        Cow::Owned(decoded) => decoded,
    }
}

/// Decodes entities; an unknown or broken one stays as it is.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(40).position(|byte| byte == b';');
        let known = end.and_then(|end| entity(&rest[1..end]).map(|value| (value, end + 1)));
        let (value, length) = known.unwrap_or((Cow::Borrowed("&"), 1));
        decoded.push_str(&value);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return crate::character_names::named(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|&c| c != '\0').map(|c| Cow::Owned(c.to_string()))
}

fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = tag(rest);
        if let Some((name, length)) = tag {
            if BREAKS.contains(&name.as_str()) {
                bare.push(' ');
            }
            rest = &rest[length..];
        } else {
            bare.push('<');
            rest = &rest[1..];
        }
    }
    bare.push_str(rest);
    Cow::Owned(bare)
}

/// The name and length of the tag with which the text begins, if it is one of those that go.
fn tag(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '-'))?;
    let name = inner[..end].to_ascii_lowercase();
    let name = name.strip_prefix("jats:").map(str::to_owned).unwrap_or(name);
    let known = TAGS.contains(&name.as_str()) || name.starts_with("mml:");
    let close = text.bytes().take(300).position(|byte| byte == b'>')?;
    let begin = text.len() - inner.len() + end;
    let attributes = text.get(begin..close)?.trim();
    let is_tag = known && (matches!(attributes, "" | "/") || attributes.contains('='));
    is_tag.then_some((name, close + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_entities_become_text() {
        assert_eq!(plain("psychotherapy <i>v.</i> treatment"), "psychotherapy v. treatment");
        assert_eq!(plain("Diabetes&lt;SUBTITLE&gt;A Trial&lt;/SUBTITLE&gt;"), "Diabetes A Trial");
        assert_eq!(plain("Kliogest<sup>®</sup>for"), "Kliogest®for");
        assert_eq!(plain("<mml:math xmlns:mml=\"x\"><mml:mi mathvariant=\"normal\">p</mml:mi></mml:math>=1"), "p=1");
        assert_eq!(plain("<jats:p>One</jats:p><jats:p>Two</jats:p>"), "One Two");
        assert_eq!(plain("A &amp;amp; B &#x3B1; &#945;&nbsp;&Unknown; AT&T"), "A & B α α &Unknown; AT&T");
    }

    #[test]
    fn comparisons_are_no_markup() {
        for text in ["p < 0.05 and q > 1", "n <b and c> d <", "a<5>b", "<unknown>x</unknown>", "x <"] {
            assert_eq!(plain(text), text.replace("  ", " "), "{text}");
        }
    }
}
