//! Stems of English words, remembered: to look one up costs far less than to find it out again.
//!
//! Each word has one place in a table, by its hash; who comes to a taken place takes it over. Frequent words are hence nearly
//! always found, and everything known of a word lies in one line of the processor's cache.

/// Sizes of the table: small for the few words of a query, large for a stream of records.
const SMALL: usize = 1 << 8;
const LARGE: usize = 1 << 16;
/// Longer words are not remembered. Of the words of abstracts, two in a hundred are longer.
const LONGEST: usize = 16;

/// A stemmer with its memory.
#[derive(Clone)]
pub struct Stems {
    stemmer: frostem::Stemmer,
    table: Vec<Known>,
    learnt: usize,
}

/// What is known of a word.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Its letters; zero where nothing is known.
    word: u128,
    /// Its stem is so many of its first letters …
    kept: u8,
    /// … and then these, mostly none.
    added: [u8; 4],
    added_len: u8,
    /// Does it carry no topic?
    stop: bool,
}

impl Default for Stems {
    fn default() -> Self {
        Stems { stemmer: frostem::Stemmer::new(frostem::Algorithm::English), table: Vec::new(), learnt: 0 }
    }
}

impl Stems {
    /// Replaces a word by its stem; false if it carries no topic. Words with digits or foreign letters stay as they are.
    pub fn stem(&mut self, word: &mut String, is_stop_word: fn(&str) -> bool) -> bool {
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return true;
        }
        if word.len() < 3 {
            return !is_stop_word(word);
        }
        let Some(letters) = packed(word) else {
            *word = self.stemmer.stem(word).into_owned();
            return true;
        };
        if self.table.len() < LARGE && self.learnt >= self.table.len() {
            let size = if self.table.is_empty() { SMALL } else { LARGE };
            self.table = vec![Known::default(); size];
        }
        let place = place(letters, self.table.len());
        if self.table[place].word != letters {
            self.learnt += 1;
            match self.learn(word, letters, is_stop_word(word)) {
                Ok(known) => self.table[place] = known,
                Err(stem) => {
                    *word = stem;
                    return true;
                }
            }
        }
        let known = &self.table[place];
        word.truncate(usize::from(known.kept));
        known.added[..usize::from(known.added_len)].iter().for_each(|&letter| word.push(char::from(letter)));
        !known.stop
    }

    /// What is to be known of a word, or just its stem if that does not fit.
    fn learn(&self, word: &str, letters: u128, stop: bool) -> Result<Known, String> {
        if stop {
            return Ok(Known { word: letters, kept: word.len() as u8, stop, ..Known::default() });
        }
        let stem = self.stemmer.stem(word);
        let kept = word.bytes().zip(stem.bytes()).take_while(|(of_word, of_stem)| of_word == of_stem).count();
        let (rest, mut added) = (&stem.as_bytes()[kept..], [0; 4]);
        if rest.len() > added.len() {
            return Err(stem.into_owned());
        }
        added[..rest.len()].copy_from_slice(rest);
        Ok(Known { word: letters, kept: kept as u8, added, added_len: rest.len() as u8, stop })
    }
}

/// The letters of a word as one number, if they fit. Not zero, since no letter is.
fn packed(word: &str) -> Option<u128> {
    let mut letters = [0; LONGEST];
    letters.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(letters))
}

/// The word's place in a table, whose size is a power of two.
fn place(letters: u128, size: usize) -> usize {
    // Multiplication by an odd number near the golden ratio spreads over the high bits (Knuth, TAOCP 3, 6.4).
    let mixed = (letters as u64 ^ ((letters >> 64) as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize & (size - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LARGE, Stems};

    fn stem(stems: &mut Stems, word: &str) -> (String, bool) {
        let mut stem = word.to_owned();
        let topic = stems.stem(&mut stem, |word| word == "the");
        (stem, topic)
    }

    #[test]
    fn a_full_memory_gives_the_same_stems() {
        let mut stems = Stems::default();
        let words: Vec<String> =
            (0..40_000_u32).map(|number| format!("{number:b}ing").replace('0', "a").replace('1', "r")).collect();
        let first: Vec<_> = words.iter().map(|word| stem(&mut stems, word)).collect();
        assert_eq!(stems.table.len(), LARGE);
        assert!(words.iter().zip(&first).all(|(word, first)| stem(&mut Stems::default(), word) == *first));
        assert!(words.iter().zip(&first).all(|(word, first)| stem(&mut stems, word) == *first));
    }

    proptest! {
        #[test]
        fn remembered_stems_are_the_stemmers(words in prop::collection::vec("[a-z]{1,24}|the|[a-z]{1,6}(ational|iness|ying|ies)", 1..40)) {
            let (mut stems, stemmer) = (Stems::default(), frostem::Stemmer::new(frostem::Algorithm::English));
            for word in words.iter().chain(&words) {
                let expected = if word.len() < 3 || word == "the" { word.clone() } else { stemmer.stem(word).into_owned() };
                prop_assert_eq!(stem(&mut stems, word), (expected, word != "the"));
            }
        }
    }
}
