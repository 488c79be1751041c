//! From the characters of an XML file to the text that a record keeps: references decoded, blanks tidied.

use std::borrow::Cow;

use memchr::memchr;

use crate::character_names::named;
use crate::problem::{Fault, Problem};

/// The longest name of a character is `CounterClockwiseContourIntegral`; a longer run after `&` is no reference.
const MAX_REFERENCE_BYTES: usize = 40;

/// The text that these characters stand for, tidied; borrowed when they need no change.
pub(crate) fn value(raw: &str) -> Result<Cow<'_, str>, Fault> {
    if is_plain(raw.as_bytes()) {
        return Ok(Cow::Borrowed(raw.trim_ascii()));
    }
    let mut decoded = String::with_capacity(raw.len());
    decode(raw, &mut decoded)?;
    Ok(Cow::Owned(tidy(&decoded)))
}

/// No references, line breaks, tabs or forbidden characters. Written so that the compiler turns it into vector code.
fn is_plain(raw: &[u8]) -> bool {
    !raw.iter().fold(false, |found, &byte| found | (byte < b' ') | (byte == b'&'))
}

/// Adds the text that these characters stand for.
pub(crate) fn decode(raw: &str, into: &mut String) -> Result<(), Fault> {
    if let Some(at) = raw.bytes().position(|byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) {
        return Err(Fault { at, problem: Problem::malformed("XML", "a control character") });
    }
    let mut rest = raw;
    while let Some(ampersand) = memchr(b'&', rest.as_bytes()) {
        into.push_str(&rest[..ampersand]);
        let after = &rest[ampersand + 1..];
        let at = raw.len() - after.len() - 1;
        let name = memchr(b';', &after.as_bytes()[..after.len().min(MAX_REFERENCE_BYTES)]).map(|end| &after[..end]);
        let Some(name) = name else {
            return Err(Fault { at, problem: Problem::malformed("XML", "an & that begins no character reference") });
        };
        push_reference(name, into).map_err(|problem| Fault { at, problem })?;
        rest = &after[name.len() + 1..];
    }
    into.push_str(rest);
    Ok(())
}

fn push_reference(name: &str, into: &mut String) -> Result<(), Problem> {
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
        let code = digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, radix));
        let character = code.and_then(Result::ok).and_then(char::from_u32).filter(|&character| is_allowed(character));
        into.push(character.ok_or_else(|| Problem::malformed("XML", format!("&{name}; is not a character")))?);
        return Ok(());
    }
    let text = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        // The DTD of PubMed brings in the names of MathML, which are those of HTML 5.
        _ => named(name).ok_or_else(|| Problem::malformed("XML", format!("&{name}; is not declared")))?,
    };
    into.push_str(text);
    Ok(())
}

fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Blanks at both ends go away; a run of blanks with a line break or tab in it becomes one space. Other text stays as it is.
///
/// Line breaks come from the indentation of MathML and from broken lines of abstracts; exports are line based.
pub(crate) fn tidy(text: &str) -> String {
    let text = text.trim_ascii();
    let mut tidied = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < b' ') {
        tidied.push_str(rest[..at].trim_end_matches(' '));
        tidied.push(' ');
        rest = rest[at..].trim_start_matches([' ', '\t', '\n', '\r']);
    }
    tidied.push_str(rest);
    tidied
}

#[cfg(test)]
mod tests {
    use super::{tidy, value};

    #[test]
    fn references_stand_for_their_characters() {
        let text =
            value("&#65;&#x42; &alpha;&beta; &NotEqualTilde; &amp;lt; &quot;&apos;&CounterClockwiseContourIntegral;");
        assert_eq!(text.ok().as_deref(), Some("AB αβ ≂\u{338} &lt; \"'∳"));
    }

    #[test]
    fn only_runs_of_blanks_with_a_line_break_are_changed() {
        assert_eq!(tidy("  a  b \n\t c\u{a0} \u{2009}\r\nd\t"), "a  b c\u{a0} \u{2009} d");
        assert_eq!(tidy("\n"), "");
    }
}
