//! Names of persons: brought into one form, compared, and cut into blocks.
//!
//! A block holds everybody whose family name begins alike and whose first initial is the same, in a spelling that
//! ignores accents and the usual variants of transliteration (`Schukin`, `Shchukin`; `Müller`, `Mueller`).

use crate::text;

/// A person's name in comparable form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName {
    /// Parts of the family name, folded, without particles (`van der`).
    pub family: Vec<String>,
    /// Given names in order, folded; a lone letter is an initial.
    pub given: Vec<String>,
    /// `jr`, `sr`, `2`, `3` …, or empty.
    pub suffix: String,
}

/// How the given names of two mentions agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// Written-out first names differ: not one person.
    Conflict,
    /// At least one has only an initial, and it agrees.
    Initial,
    /// Written-out first names are variants of one another: short form, transliteration, one letter apart.
    Near,
    /// Written-out first names are the same.
    Same,
}

/// How further given names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Middle {
    /// Both have some, and they differ.
    Conflict,
    /// One or both have none.
    Missing,
    /// Both have some, and they agree as far as they go.
    Same,
}

impl PersonName {
    /// Reads a name as sources give it. A given name without small letters and not longer than the initials
    /// (`JA`) is read as initials.
    pub fn new(last: &str, fore: &str, initials: &str, suffix: &str) -> Self {
        let mut family: Vec<String> = text::words(last).into_iter().map(|word| word.text).collect();
        while family.len() > 1 && PARTICLES.binary_search(&family[0].as_str()).is_ok() {
            family.remove(0);
        }
        let mut suffix = suffix_of(suffix);
        if family.len() > 1 && suffix.is_empty() {
            suffix = family.last().map(|last| suffix_of(last)).unwrap_or_default();
            if !suffix.is_empty() {
                family.pop();
            }
        }
        let fore = if fore.trim().is_empty() { initials } else { fore };
        let mut given = Vec::new();
        for word in text::words(fore) {
            let is_initials =
                word.capitals && word.text.len() <= initials.chars().filter(|c| c.is_alphabetic()).count().max(3);
            if is_initials {
                given.extend(word.text.chars().map(String::from));
            } else if PARTICLES.binary_search(&word.text.as_str()).is_err() || given.is_empty() {
                given.push(word.text);
            }
        }
        PersonName { family, given, suffix }
    }

    /// The block: first part of the family name in plain spelling, and the first initial.
    pub fn block(&self) -> u64 {
        let family = self.family.first().map(|part| plain_spelling(part)).unwrap_or_default();
        text::hash(&format!("{family} {}", self.initial()))
    }

    /// Key under which co-authors are compared: whole family name and first initial.
    pub fn short_key(&self) -> u64 {
        text::hash(&format!("{} {}", self.family.join(" "), self.initial()))
    }

    /// Key of the name in full.
    pub fn full_key(&self) -> u64 {
        text::hash(&format!("{} {} {}", self.family.join(" "), self.given.join(""), self.suffix))
    }

    /// The first given name where it is written out, in plain spelling.
    pub fn written_out(&self) -> Option<&str> {
        self.given.first().filter(|first| first.len() > 1).map(String::as_str)
    }

    fn initial(&self) -> char {
        self.given.first().map_or('-', |first| plain_initial(first))
    }

    /// The given names in the forms that comparing needs.
    pub fn given_forms(&self) -> GivenForms {
        let first = self.given.first().cloned().unwrap_or_default();
        let joined = self.given.concat();
        GivenForms { plain_first: plain_spelling(&first), plain_joined: plain_spelling(&joined), first, joined }
    }

    /// How the further given names agree. Written-out names that were joined or parted (`Jianwei`, `Jian-Wei`) count as missing.
    pub fn compare_middle(&self, other: &PersonName) -> Middle {
        if self.given.len() < 2 || other.given.len() < 2 {
            return Middle::Missing;
        }
        let agrees = |(one, two): (&String, &String)| match (one.len(), two.len()) {
            (1, _) | (_, 1) => one.as_bytes()[0] == two.as_bytes()[0],
            _ => one == two || are_short_or_misspelt(one, two),
        };
        if self.given.iter().zip(&other.given).skip(1).all(agrees) { Middle::Same } else { Middle::Conflict }
    }

    /// Are both suffixes given, and different?
    pub fn suffixes_differ(&self, other: &PersonName) -> bool {
        !self.suffix.is_empty() && !other.suffix.is_empty() && self.suffix != other.suffix
    }
}

/// Given names, spelled in the ways that comparing needs; made once for each mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenForms {
    first: String,
    joined: String,
    plain_first: String,
    plain_joined: String,
}

impl GivenForms {
    /// How the given names agree.
    pub fn compare(&self, other: &GivenForms) -> Given {
        let (one, two) = (self.first.as_str(), other.first.as_str());
        if one.len() <= 1 || two.len() <= 1 {
            let unknown = one.is_empty() || two.is_empty();
            return if unknown || plain_initial(one) == plain_initial(two) { Given::Initial } else { Given::Conflict };
        }
        if one == two || self.joined == other.joined {
            return Given::Same;
        }
        let is_same_plain = self.plain_first == other.plain_first || self.plain_joined == other.plain_joined;
        if is_same_plain || are_short_or_misspelt(one, two) { Given::Near } else { Given::Conflict }
    }
}

/// Is one the short form of the other (at least three letters), or one letter apart in names of five letters or more?
fn are_short_or_misspelt(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    (short.len() >= 3 && long.starts_with(short)) || (short.len() >= 5 && is_one_edit(short, long))
}

fn is_one_edit(short: &str, long: &str) -> bool {
    if long.len() - short.len() > 1 {
        return false;
    }
    let (short, long) = (short.as_bytes(), long.as_bytes());
    let front = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let back = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    front + back >= long.len() - 1
}

/// A spelling in which the usual transliterations of one name are the same.
///
/// Covers the pairs on which the GOST, ISO 9, Library of Congress, BGN/PCGN and passport systems for Cyrillic disagree,
/// German umlauts written with `e`, and doubled letters. It is coarse: only blocks and `Near` rest on it.
pub fn plain_spelling(name: &str) -> String {
    const RULES: [(&str, &str); 34] = [
        ("shch", "s"),
        ("sch", "s"),
        ("tch", "c"),
        ("dzh", "z"),
        ("sh", "s"),
        ("zh", "z"),
        ("ch", "c"),
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("cz", "c"),
        ("sz", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("ks", "x"),
        ("yu", "u"),
        ("iu", "u"),
        ("ju", "u"),
        ("ya", "a"),
        ("ia", "a"),
        ("ja", "a"),
        ("ye", "e"),
        ("ie", "e"),
        ("je", "e"),
        ("yo", "e"),
        ("iy", "i"),
        ("ij", "i"),
        ("yi", "i"),
        ("ue", "u"),
        ("oe", "o"),
        ("ae", "a"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
    ];
    let mut spelled = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let rule = RULES.iter().find(|(from, _)| rest.starts_with(from));
        let (taken, to) = match rule {
            Some((from, to)) => (from.len(), *to),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        if !spelled.ends_with(to) {
            spelled.push_str(to);
        }
        rest = &rest[taken..];
    }
    spelled
}

/// The first letter, with those joined that stand for one another in transliterations (`Yury`, `Iurii`, `Jurij`).
fn plain_initial(name: &str) -> char {
    match name.chars().next() {
        Some('y' | 'j') => 'i',
        Some(letter) => letter,
        None => '-',
    }
}

fn suffix_of(text: &str) -> String {
    let bare = text::fold(text).replace(['.', ' '], "");
    match bare.as_str() {
        "jr" | "junior" | "jnr" => "jr",
        "sr" | "senior" | "snr" => "sr",
        "ii" | "2nd" | "2" => "2",
        "iii" | "3rd" | "3" => "3",
        "iv" | "4th" | "4" => "4",
        _ => "",
    }
    .to_owned()
}

/// Words before a family name that sources put in or leave out.
const PARTICLES: [&str; 27] = [
    "af", "al", "av", "bin", "da", "dal", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "le", "ter", "van", "vande", "vander", "von", "zu", "zur",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn name(last: &str, fore: &str) -> PersonName {
        PersonName::new(last, fore, "", "")
    }

    fn given(one: &PersonName, two: &PersonName) -> Given {
        one.given_forms().compare(&two.given_forms())
    }

    #[test]
    fn particles_suffixes_and_initials_are_read() {
        let found = PersonName::new("van der Berg Jr", "J A", "JA", "");
        assert_eq!((found.family.join(" ").as_str(), found.suffix.as_str()), ("berg", "jr"));
        assert_eq!(found.given, ["j", "a"]);
        assert_eq!(PersonName::new("Li", "JA", "JA", "").given, ["j", "a"]);
        assert_eq!(PersonName::new("Li", "Jo Anne", "JA", "").given, ["jo", "anne"]);
    }

    #[test]
    fn transliterations_share_a_block() {
        for (one, two) in [
            (name("Щукин", "Юрий"), name("Shchukin", "Iurii")),
            (name("Shchukin", "Yury"), name("Schukin", "Jurij")),
            (name("Müller", "Anna"), name("Mueller", "Anna")),
            (name("García-López", "Ana"), name("Garcia Lopez", "A")),
            (name("de la Cruz", "Eva"), name("Cruz", "Eva")),
        ] {
            assert_eq!(one.block(), two.block(), "{one:?} {two:?}");
            assert!(given(&one, &two) >= Given::Initial, "{one:?} {two:?}");
        }
    }

    #[test]
    fn given_names_are_compared() {
        assert_eq!(given(&name("X", "Anna"), &name("X", "Olga")), Given::Conflict);
        assert_eq!(given(&name("X", "Alex"), &name("X", "Alexander")), Given::Near);
        assert_eq!(given(&name("X", "Jian-Wei"), &name("X", "Jianwei")), Given::Same);
        assert_eq!(given(&name("X", "A"), &name("X", "Anna")), Given::Initial);
        assert_eq!(name("X", "Anna B").compare_middle(&name("X", "Anna Beth")), Middle::Same);
        assert_eq!(name("X", "Anna B").compare_middle(&name("X", "Anna C")), Middle::Conflict);
        assert_eq!(name("X", "Anna").compare_middle(&name("X", "Anna C")), Middle::Missing);
    }

    #[test]
    fn particles_are_sorted() {
        assert!(PARTICLES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
