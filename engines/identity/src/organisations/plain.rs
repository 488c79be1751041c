//! Names of institutions read off an affiliation where no registry knows them.
//!
//! The part between separators that names the most institution-like thing is taken: a university before a hospital,
//! before an institute. Departments and addresses are left out. Two spellings of one institution may stay two.

use crate::countries;
use crate::lexicon;
use crate::places::{Country, Places};
use crate::text;

/// An institution as an affiliation names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The name as printed.
    pub name: String,
    /// The country, where one is named.
    pub country: Option<Country>,
    /// The same for spellings that differ in order, abbreviation or language of common words.
    pub key: u64,
}

/// One institution for each part (between semicolons) that names one; e-mail addresses are ignored.
pub fn institutions(places: &Places, affiliation: &str) -> Vec<Plain> {
    let (affiliation, _) = text::without_addresses(affiliation);
    let parts = affiliation.split([';', '\n']);
    let mut found: Vec<Plain> = parts.filter_map(|part| institution(places, part)).collect();
    // The country often stands once, at the end.
    for at in (0..found.len().saturating_sub(1)).rev() {
        if found[at].country.is_none() {
            found[at].country = found[at + 1].country;
        }
    }
    for plain in &mut found {
        plain.key = key(&plain.name, plain.country);
    }
    found.dedup_by_key(|plain| plain.key);
    found
}

fn institution(places: &Places, part: &str) -> Option<Plain> {
    let spans = part.split([',', '(', ')', '[', ']']).map(str::trim).filter(|span| !span.is_empty());
    // Of spans of one rank the last is the widest body: departments stand first.
    let best = spans.filter_map(|span| rank(span).map(|rank| (rank, span))).max_by_key(|(rank, _)| *rank)?;
    let countries = places.countries_in(&text::words(part));
    let country =
        countries.first().copied().filter(|country| countries.len() == 1 && countries::name(*country).is_some());
    let name = best.1.trim_matches(|letter: char| letter.is_ascii_digit() || letter == '.' || letter.is_whitespace());
    Some(Plain { name: name.to_owned(), country, key: 0 })
}

/// How institution-like a span is; `None` for departments, addresses, and bare kinds (`University Hospital`).
fn rank(span: &str) -> Option<u32> {
    let words = text::words(span);
    if words.len() > 14 || span.len() > 150 {
        return None;
    }
    let common: Vec<&str> = words.iter().flat_map(|word| lexicon::common_forms(&word.text)).collect();
    if common.len() < 2 || common.iter().take(2).any(|word| lexicon::names_a_part(word)) {
        return None;
    }
    let has = |wanted: &str| common.contains(&wanted);
    let kinds = [
        "university",
        "hospital",
        "institute",
        "center",
        "college",
        "school",
        "academy",
        "national",
        "medicine",
        "clinic",
    ];
    if common.iter().all(|word| kinds.contains(word)) {
        return None;
    }
    match () {
        () if has("university") && !has("school") => Some(6),
        () if has("polytechnic") || has("university") => Some(5),
        () if has("hospital") || has("clinic") => Some(4),
        () if has("institute") || has("academy") || has("college") => Some(3),
        () if has("center") || has("foundation") || has("ministry") || has("agency") => Some(2),
        () if has("laboratory") || has("corporation") || has("pharmaceutical") => Some(1),
        () => None,
    }
}

fn key(name: &str, country: Option<Country>) -> u64 {
    let words = text::words(name);
    let sum = words
        .iter()
        .flat_map(|word| lexicon::common_forms(&word.text))
        .fold(0_u64, |sum, word| sum.wrapping_add(text::hash(word)));
    text::mix(sum ^ country.map_or(0, |letters| u64::from(u16::from_be_bytes(letters))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(affiliation: &str) -> Vec<(String, Option<Country>)> {
        let places = Places::of(&[]);
        institutions(&places, affiliation).into_iter().map(|plain| (plain.name, plain.country)).collect()
    }

    #[test]
    fn the_institution_is_told_from_its_parts() {
        assert_eq!(
            found(
                "Department of Invention, Faculty of Examples, University of Sample Town, 12345 Sample Town, Germany. a@b.example"
            ),
            [("University of Sample Town".to_owned(), Some(*b"DE"))]
        );
        assert_eq!(
            found("Example City Hospital, Example City; Sample Institute of Tests, Sample, France"),
            [
                ("Example City Hospital".to_owned(), Some(*b"FR")),
                ("Sample Institute of Tests".to_owned(), Some(*b"FR"))
            ]
        );
        assert_eq!(found("Department of Medicine"), []);
    }

    #[test]
    fn spellings_share_a_key() {
        let places = Places::of(&[]);
        let key = |text: &str| institutions(&places, text)[0].key;
        assert_eq!(key("Univ. of Sample Town, Germany"), key("Sample Town University, Deutschland"));
        assert_ne!(key("University of Sample Town, Germany"), key("University of Sample Town, France"));
    }
}
