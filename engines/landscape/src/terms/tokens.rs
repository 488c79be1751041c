//! Text as words: runs of letters, digits and inner hyphens in small letters.

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A word in small letters, of at least two characters and not of digits alone; and as it stands in the text.
    Word(&'a str, &'a str),
    /// Something that phrases do not reach across: punctuation, or what is no word.
    Break,
}

/// The longest word in bytes; longer runs are sequences, addresses or broken markup.
const LONGEST: usize = 40;

/// Calls `each` with the pieces of a text in order. Breaks are not repeated.
pub(crate) fn pieces(text: &str, each: &mut dyn FnMut(Piece<'_>)) {
    let mut word = String::new();
    let mut start = 0;
    let mut broke = true;
    for (at, character) in text.char_indices() {
        if word.is_empty() {
            start = at;
        }
        if character.is_ascii_alphanumeric() {
            word.push(character.to_ascii_lowercase());
        } else if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        } else if matches!(character, '-' | '\u{2010}' | '\u{2011}') && !word.is_empty() {
            word.push('-');
        } else {
            finish(&mut word, &text[start..at], &mut broke, each);
            if !character.is_whitespace() && !broke {
                each(Piece::Break);
                broke = true;
            }
        }
    }
    finish(&mut word, &text[start.min(text.len())..], &mut broke, each);
}

fn finish(word: &mut String, original: &str, broke: &mut bool, each: &mut dyn FnMut(Piece<'_>)) {
    word.truncate(word.trim_end_matches('-').len());
    if word.is_empty() {
        return;
    }
    let is_word = word.len() <= LONGEST && word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic);
    if is_word {
        each(Piece::Word(word, original.trim_end_matches(['-', '\u{2010}', '\u{2011}'])));
        *broke = false;
    } else if !*broke {
        each(Piece::Break);
        *broke = true;
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    fn shown(text: &str) -> String {
        let mut shown = Vec::new();
        pieces(text, &mut |piece| match piece {
            Piece::Word(word, _) => shown.push(word.to_owned()),
            Piece::Break => shown.push("|".to_owned()),
        });
        shown.join(" ")
    }

    #[test]
    fn words_are_small_and_keep_inner_hyphens() {
        assert_eq!(shown("SARS-CoV-2 (COVID-19): a Review."), "sars-cov-2 | covid-19 | review |");
        assert_eq!(shown("TNF-α, β-Catenin and 120 mg"), "tnf-α | β-catenin and | mg");
        assert_eq!(shown("Опухоль-- лёгкого"), "опухоль лёгкого");
        assert_eq!(shown("- 3 . "), "");
    }

    #[test]
    fn the_original_is_kept_beside() {
        let mut originals = Vec::new();
        pieces("mRNA- of SARS-CoV-2", &mut |piece| {
            if let Piece::Word(_, original) = piece {
                originals.push(original.to_owned());
            }
        });
        assert_eq!(originals, ["mRNA", "of", "SARS-CoV-2"]);
    }
}
