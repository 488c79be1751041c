//! Makes any text printable: one line of letters, composed where letters compose, without marks that steer devices or turn
//! the direction of reading, which could make a document look as if it said something else.

use unicode_normalization::UnicodeNormalization;

/// The text as it is printed. What it leaves, it leaves again when applied twice.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for letter in text.nfc() {
        match letter {
            '\u{ad}' => {}
            letter if is_invisible(letter) => {}
            letter if letter.is_control() || letter.is_whitespace() && !is_fixed_space(letter) => clean.push(' '),
            letter => clean.push(letter),
        }
    }
    clean
}

/// Spaces at which no line breaks, and thin ones, mean something.
fn is_fixed_space(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// Joiners, marks of direction, variation selectors, tags, byte order marks, places that are no letters.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || is_no_letter(letter)
}

/// Code points that will never be characters.
fn is_no_letter(letter: char) -> bool {
    let code = u32::from(letter);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::clean;

    #[test]
    fn what_steers_devices_or_readers_is_taken_out() {
        assert_eq!(clean("a\u{202e}b\u{0}c\td\ne\u{feff}\u{ad}f"), "ab c d ef");
        assert_eq!(clean("и\u{306}"), "й");
        assert_eq!(clean("1\u{202f}000\u{a0}km"), "1\u{202f}000\u{a0}km");
    }

    proptest! {
        #[test]
        fn clean_text_is_left_as_it_is(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }
    }
}
