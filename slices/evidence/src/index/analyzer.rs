//! How text becomes words: the English biomedical analyzer, used alike for records and for queries.
//!
//! Words are lower-cased, folded and stemmed; words that carry no topic are left out but keep their place.
//! Compounds of a name with a number or a Greek letter stay one word however they are written
//! (`IL-2`, `IL2`; `TNF-α`, `TNF-alpha`, `TNFα`), with the name itself as a second word at the same place.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::{greek_name, push_folded};
use super::stems::Stems;

/// Between two texts of a record: no phrase reaches across it. A control character that XML does not allow.
pub const GAP: char = '\u{1f}';

/// Longer words are cut here; nothing that people search for is longer.
const LONGEST_WORD: usize = 64;

/// The English biomedical analyzer as a tantivy tokenizer.
#[derive(Clone, Default)]
pub struct English {
    stems: Stems,
}

impl English {
    /// The words of a text, in order.
    pub fn words(&mut self, text: &str) -> Vec<Token> {
        let mut words = Vec::new();
        let mut stream = self.token_stream(text);
        while stream.advance() {
            words.push(stream.token().clone());
        }
        words
    }

    /// Replaces a word by its stem; false if it carries no topic.
    fn stem(&mut self, word: &mut String) -> bool {
        self.stems.stem(word, is_stop_word)
    }
}

impl Tokenizer for English {
    type TokenStream<'a> = EnglishStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> EnglishStream<'a> {
        EnglishStream { english: self, text, at: 0, next_position: 0, head: None, token: Token::default() }
    }
}

/// The words of one text, one after another.
pub struct EnglishStream<'a> {
    english: &'a mut English,
    text: &'a str,
    at: usize,
    next_position: usize,
    /// The name inside the compound that was just given, to be given next at the same place.
    head: Option<usize>,
    token: Token,
}

impl TokenStream for EnglishStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(head) = self.head.take() {
            self.token.text.truncate(head);
            self.english.stem(&mut self.token.text);
            return true;
        }
        while self.skip_to_word() {
            self.token.offset_from = self.at;
            self.token.position = self.next_position;
            self.next_position += 1;
            let compound_head = self.read_word();
            self.token.offset_to = self.at;
            if self.token.text.is_empty() {
                continue;
            }
            match compound_head {
                Some(_) if is_stop_word(&self.token.text) => continue,
                Some(head) if head >= 2 => self.head = Some(head),
                Some(_) => {}
                None if self.english.stem(&mut self.token.text) => {}
                None => continue,
            }
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl EnglishStream<'_> {
    fn skip_to_word(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                return true;
            }
            if byte.is_ascii() {
                self.next_position += usize::from(byte == GAP as u8);
                self.at += 1;
                continue;
            }
            match self.text[self.at..].chars().next() {
                Some(letter) if letter.is_alphanumeric() => return true,
                Some(letter) => self.at += letter.len_utf8(),
                None => return false,
            }
        }
        false
    }

    /// Reads one word into the token. Some(length of the name) if it is a compound.
    fn read_word(&mut self) -> Option<usize> {
        self.token.text.clear();
        let mut head = None;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                self.read_plain();
            } else if byte.is_ascii() {
                match self.joiner(byte) {
                    Join::Drop => self.at += 1,
                    Join::Keep => {
                        self.push(byte as char);
                        self.at += 1;
                    }
                    Join::Compound => {
                        head.get_or_insert(self.token.text.len());
                        self.at += 1;
                    }
                    Join::Possessive => {
                        self.at += 2;
                        break;
                    }
                    Join::End => break,
                }
            } else if !self.read_foreign(&mut head) {
                break;
            }
        }
        head
    }

    /// Reads the ASCII letters and digits from here on, all at once.
    fn read_plain(&mut self) {
        let rest = &self.text[self.at..];
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (from, room) = (self.token.text.len(), LONGEST_WORD.saturating_sub(self.token.text.len()));
        self.token.text.push_str(&rest[..run.min(room)]);
        self.token.text[from..].make_ascii_lowercase();
        self.at += run;
    }

    /// Reads one character that is not ASCII; false at the end of the word.
    fn read_foreign(&mut self, head: &mut Option<usize>) -> bool {
        let rest = &self.text[self.at..];
        let Some(letter) = rest.chars().next() else { return false };
        let after = rest[letter.len_utf8()..].chars().next();
        if is_hyphen(letter) && after.is_some() && self.is_compound(self.at + letter.len_utf8()) {
            head.get_or_insert(self.token.text.len());
        } else if !letter.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(letter) {
            return false;
        } else if matches!(letter, 'µ' | 'μ') && after.is_some_and(|after| after.is_ascii_alphabetic()) {
            self.push('u');
        } else {
            if greek_name(letter).is_some() && !self.token.text.is_empty() {
                head.get_or_insert(self.token.text.len());
            }
            if self.token.text.len() < LONGEST_WORD {
                push_folded(&mut self.token.text, letter);
            }
        }
        self.at += letter.len_utf8();
        true
    }

    fn push(&mut self, letter: char) {
        if self.token.text.len() < LONGEST_WORD {
            self.token.text.push(letter);
        }
    }

    /// What an ASCII character between letters or digits means.
    fn joiner(&self, byte: u8) -> Join {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let before = self.at.checked_sub(1).is_some_and(digit);
        match byte {
            b'-' if self.is_compound(self.at + 1) => Join::Compound,
            b'.' if before && digit(self.at + 1) => Join::Keep,
            b',' if before && (1..=3).all(|step| digit(self.at + step)) && !digit(self.at + 4) => Join::Drop,
            b'\''
                if bytes.get(self.at + 1) == Some(&b's')
                    && !bytes.get(self.at + 2).is_some_and(u8::is_ascii_alphanumeric) =>
            {
                Join::Possessive
            }
            _ => Join::End,
        }
    }

    /// Is the word so far a short name, and what stands at `next` a number or a Greek letter?
    fn is_compound(&self, next: usize) -> bool {
        let so_far = &self.token.text;
        let is_name = so_far.len() <= 8 && so_far.bytes().any(|byte| byte.is_ascii_lowercase());
        let rest = &self.text[next..];
        if !is_name {
            return false;
        }
        if rest.chars().next().is_some_and(|letter| greek_name(letter).is_some()) {
            return true;
        }
        let part = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let part = &rest[..part];
        (!part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())) || is_greek_word(part)
    }
}

enum Join {
    Drop,
    Keep,
    Compound,
    Possessive,
    End,
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '\u{2010}' | '\u{2011}')
}

fn is_greek_word(part: &str) -> bool {
    const NAMES: [&str; 10] =
        ["alpha", "beta", "gamma", "delta", "epsilon", "kappa", "lambda", "sigma", "theta", "omega"];
    NAMES.iter().any(|name| part.eq_ignore_ascii_case(name))
}

/// Words that carry no topic. Kept short: what is left out cannot be found.
fn is_stop_word(word: &str) -> bool {
    word.len() <= 7
        && matches!(
            word,
            "a" | "an"
                | "and"
                | "are"
                | "as"
                | "at"
                | "be"
                | "been"
                | "both"
                | "but"
                | "by"
                | "can"
                | "could"
                | "did"
                | "do"
                | "does"
                | "during"
                | "each"
                | "for"
                | "from"
                | "had"
                | "has"
                | "have"
                | "how"
                | "if"
                | "in"
                | "into"
                | "is"
                | "it"
                | "its"
                | "may"
                | "no"
                | "not"
                | "of"
                | "on"
                | "or"
                | "our"
                | "should"
                | "such"
                | "than"
                | "that"
                | "the"
                | "their"
                | "then"
                | "there"
                | "these"
                | "they"
                | "this"
                | "those"
                | "to"
                | "was"
                | "we"
                | "were"
                | "what"
                | "when"
                | "where"
                | "which"
                | "while"
                | "why"
                | "will"
                | "with"
                | "would"
                | "you"
                | "your"
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::tokenizer::Token;

    use super::English;

    fn words(text: &str) -> Vec<String> {
        English::default().words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn compounds_are_one_word_however_written() {
        assert_eq!(words("IL-2"), ["il2", "il"]);
        assert_eq!(words("IL2"), ["il2"]);
        for written in ["TNF-α", "TNF-alpha", "TNFα", "tnf\u{2011}α"] {
            assert_eq!(words(written), ["tnfalpha", "tnf"], "{written}");
        }
        assert_eq!(words("COVID-19"), ["covid19", "covid"]);
        assert_eq!(words("β-catenin"), ["beta", "catenin"]);
    }

    #[test]
    fn ordinary_hyphens_part_words() {
        assert_eq!(words("double-blind T-cell 12-week"), ["doubl", "blind", "t", "cell", "12", "week"]);
    }

    #[test]
    fn numbers_units_and_possessives() {
        assert_eq!(
            words("31,236 cases, 0.46 µg Alzheimer's disease"),
            ["31236", "case", "0.46", "ug", "alzheim", "diseas"]
        );
    }

    #[test]
    fn words_without_topic_keep_their_place() {
        let places: Vec<_> = English::default().words("quality of life").iter().map(|word| word.position).collect();
        assert_eq!(places, [0, 2]);
    }

    #[test]
    fn a_gap_parts_places() {
        let words = English::default().words("heart rate\u{1f}of life\u{1f}");
        assert_eq!(words.iter().map(|word| word.position).collect::<Vec<_>>(), [0, 1, 4]);
    }

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(words("Ménière's Disease"), words("meniere disease"));
    }

    proptest! {
        #[test]
        fn any_text_gives_ordered_words_within_it(text in "\\PC{0,80}") {
            let words: Vec<Token> = English::default().words(&text);
            for word in &words {
                prop_assert!(word.offset_from < word.offset_to && text.get(word.offset_from..word.offset_to).is_some());
                prop_assert!(!word.text.is_empty());
            }
            prop_assert!(words.is_sorted_by_key(|word| word.position));
        }

        #[test]
        fn stemming_is_the_same_with_a_warm_and_a_cold_cache(text in "[a-z ]{0,120}") {
            let mut warm = English::default();
            let first = warm.words(&text);
            prop_assert_eq!(first, warm.words(&text));
        }
    }
}
