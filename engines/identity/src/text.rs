//! Text brought into one comparable form: folded letters, words, spans between separators.
//!
//! Letters of every script become lower-case ASCII (`ü` → `u`, `Ж` → `zh`), so that a name matches however it was
//! typed. Nothing here knows organisations or persons.

use deunicode::deunicode_char;

/// One word of a text, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower-case ASCII letters and digits.
    pub text: String,
    /// Which span between separators (comma, semicolon, bracket …) it belongs to, counted from 0.
    pub span: u32,
    /// Which institution of the string it belongs to: semicolons and line ends separate institutions.
    pub part: u32,
    /// Was it written in capitals only, with two letters or more?
    pub capitals: bool,
}

/// Lower-case ASCII for a text, keeping spaces and punctuation: `Élodie Müller-Łuk` → `elodie muller-luk`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_letter(letter, &mut folded);
    }
    folded
}

fn fold_letter(letter: char, folded: &mut String) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
    } else if let Some(ascii) = deunicode_char(letter) {
        folded.extend(ascii.chars().map(|ascii| ascii.to_ascii_lowercase()));
    }
}

/// The words of a text in order, with their spans and parts.
///
/// Apostrophes inside a word vanish (`women's` → `womens`) unless they follow a lone letter (`l'université` → `l`,
/// `universite`). Hyphens separate words but not spans.
pub fn words(text: &str) -> Vec<Word> {
    let mut reader = Reader::default();
    for letter in text.chars() {
        reader.read(letter);
    }
    reader.end_word();
    reader.words
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    word: String,
    capitals: u32,
    smalls: u32,
    span: u32,
    part: u32,
}

impl Reader {
    fn read(&mut self, letter: char) {
        match letter {
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '\u{ad}' => {
                if self.word.len() == 1 {
                    self.end_word();
                }
            }
            ',' | '(' | ')' | '[' | ']' | ':' | '|' | '/' | '，' | '、' => self.end_span(),
            ';' | '\n' | '；' => {
                self.end_span();
                self.part += 1;
            }
            '&' => {
                self.end_word();
                self.word.push_str("and");
                self.end_word();
            }
            _ if letter.is_alphanumeric() || is_mark(letter) => self.letter(letter),
            _ => self.end_word(),
        }
    }

    fn letter(&mut self, letter: char) {
        if letter.is_uppercase() {
            self.capitals += 1;
        } else if letter.is_lowercase() {
            self.smalls += 1;
        }
        let before = self.word.len();
        fold_letter(letter, &mut self.word);
        // Ideographs and some letters fold to words with spaces or signs in them.
        let kept: String = self.word[before..].chars().filter(char::is_ascii_alphanumeric).collect();
        self.word.truncate(before);
        self.word.push_str(&kept);
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            let capitals = self.smalls == 0 && self.capitals >= 2;
            let text = std::mem::take(&mut self.word);
            self.words.push(Word { text, span: self.span, part: self.part, capitals });
        }
        self.word.clear();
        (self.capitals, self.smalls) = (0, 0);
    }

    fn end_span(&mut self) {
        self.end_word();
        self.span += 1;
    }
}

/// Combining marks belong to the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// A hash of a word that is the same on every machine (FNV-1a with a final mix).
pub fn hash(text: &str) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.as_bytes() {
        state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(state)
}

/// Spreads the bits of a number (the finaliser of SplitMix64).
pub fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// The text without e-mail addresses, and the addresses that it held in lower case.
///
/// A word with `@` between two characters is an address, with what introduces it (`Electronic address:`, `e-mail`).
pub fn without_addresses(text: &str) -> (String, Vec<String>) {
    if !text.contains('@') {
        return (text.to_owned(), Vec::new());
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut addresses = Vec::new();
    for word in text.split_whitespace() {
        if let Some(address) = address_in(word) {
            addresses.push(address);
            while kept.last().is_some_and(|last| introduces_address(last)) {
                kept.pop();
            }
        } else {
            kept.push(word);
        }
    }
    let text = kept.join(" ").trim_end_matches([' ', ';', ',', ':']).to_owned();
    (text, addresses)
}

fn address_in(word: &str) -> Option<String> {
    if !word.contains('@') {
        return None;
    }
    let trimmed = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    Some(trimmed.to_lowercase())
}

fn introduces_address(word: &str) -> bool {
    let bare: String = word.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    matches!(bare.as_str(), "electronic" | "address" | "email" | "emails" | "mail" | "e" | "addresses" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn letters_of_other_scripts_become_ascii() {
        assert_eq!(
            fold("Göteborgs Universitet, Łódź; Санкт-Петербург"),
            "goteborgs universitet, lodz; sankt-peterburg"
        );
    }

    #[test]
    fn apostrophes_join_and_single_letters_part() {
        assert_eq!(plain("Women’s Hospital"), ["womens", "hospital"]);
        assert_eq!(plain("Vall d'Hebron"), ["vall", "d", "hebron"]);
    }

    #[test]
    fn spans_and_parts_follow_the_separators() {
        let found = words("Dept A, Univ B; Inst C");
        let places: Vec<(&str, u32, u32)> = found.iter().map(|w| (w.text.as_str(), w.span, w.part)).collect();
        assert_eq!(places, [("dept", 0, 0), ("a", 0, 0), ("univ", 1, 0), ("b", 1, 0), ("inst", 2, 1), ("c", 2, 1)]);
    }

    #[test]
    fn addresses_leave_with_their_introduction() {
        let (text, found) = without_addresses("Univ of X, Y. Electronic address: Ann.Example@x.example.");
        assert_eq!((text.as_str(), found), ("Univ of X, Y.", vec!["ann.example@x.example".to_owned()]));
        let (text, found) = without_addresses("Lab 3, a@b.example;c@d.example, Town");
        assert!(!text.contains('@') && !found.is_empty(), "{text} {found:?}");
    }
}
