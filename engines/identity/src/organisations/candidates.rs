//! Every name of the registry that stands in an affiliation, with where it stands.

use crate::lexicon;
use crate::organisations::index::{Form, LONGEST_NAME, Organisations};
use crate::places::{self, Country};
use crate::registry::NameKind;
use crate::text::{self, Word};

/// A word of the affiliation in common form.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub word: u64,
    pub span: u32,
    pub part: u32,
    pub capitals: bool,
    pub names_part: bool,
    pub names_care: bool,
    pub names_learning: bool,
    pub names_affiliation: bool,
}

/// An affiliation, read.
pub(crate) struct Reading {
    pub tokens: Vec<Token>,
    /// Countries of each part, in groups; empty where none is named.
    pub countries: Vec<Vec<Country>>,
}

/// A name found in the affiliation.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub entry: u32,
    pub organisation: u32,
    /// Tokens `start..end`.
    pub start: usize,
    pub end: usize,
    /// Are the words in the order of the name?
    pub in_order: bool,
    /// How many other organisations have this name in an agreeing place?
    pub rivals: u32,
    pub place: PlaceAgreement,
}

/// How the places that the affiliation names agree with the organisation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceAgreement {
    /// The affiliation names no country that could be told.
    Unknown,
    /// The country agrees.
    Country,
    /// The region and, where named, the country agree.
    Region,
    /// The city and, where named, the country agree.
    City,
}

/// Reads an affiliation.
pub(crate) fn read(organisations: &Organisations, affiliation: &str) -> Reading {
    let (plain, _) = text::without_addresses(affiliation);
    let words = text::words(&plain);
    let tokens = words.iter().flat_map(tokens).collect();
    let mut countries: Vec<Vec<Country>> = words
        .chunk_by(|one, next| one.part == next.part)
        .map(|part| {
            let mut found = organisations.places().countries_in(part);
            found.iter_mut().for_each(|country| *country = places::group(*country));
            found.dedup();
            found
        })
        .collect();
    // Several institutions in one city are often listed with the country at the end only.
    for at in (0..countries.len().saturating_sub(1)).rev() {
        if countries[at].is_empty() {
            countries[at] = countries[at + 1].clone();
        }
    }
    let numbers: Vec<u32> = words.chunk_by(|one, next| one.part == next.part).map(|part| part[0].part).collect();
    let mut by_part = vec![Vec::new(); numbers.last().map_or(0, |last| *last as usize + 1)];
    for (number, found) in numbers.into_iter().zip(countries) {
        by_part[number as usize] = found;
    }
    Reading { tokens, countries: by_part }
}

fn tokens(word: &Word) -> impl Iterator<Item = Token> {
    lexicon::common_forms(&word.text).map(|common| Token {
        word: text::hash(common),
        span: word.span,
        part: word.part,
        capitals: word.capitals,
        names_part: lexicon::names_a_part(common),
        names_care: lexicon::names_care(common),
        names_learning: lexicon::names_learning(common),
        names_affiliation: lexicon::names_affiliation(common),
    })
}

/// All names in the affiliation whose organisation's country does not contradict it; the widest name wins over the
/// names inside it, and each organisation keeps its best name.
pub(crate) fn find(organisations: &Organisations, reading: &Reading) -> Vec<Candidate> {
    let mut found = Vec::new();
    for start in 0..reading.tokens.len() {
        let mut bag = 0_u64;
        for end in start + 1..=(start + LONGEST_NAME).min(reading.tokens.len()) {
            let token = &reading.tokens[end - 1];
            if token.part != reading.tokens[start].part || organisations.weight(token.word).is_none() {
                break;
            }
            bag = bag.wrapping_add(token.word);
            for entry in organisations.with_bag(bag) {
                found.extend(candidate(organisations, reading, *entry, start, end));
            }
        }
    }
    let found = without_weaker_forms(organisations, without_inner(reading, found));
    let mut kept = best_per_organisation(organisations, found);
    count_rivals(&mut kept);
    kept
}

fn candidate(
    organisations: &Organisations,
    reading: &Reading,
    entry: u32,
    start: usize,
    end: usize,
) -> Option<Candidate> {
    let tokens = &reading.tokens[start..end];
    let found = organisations.entry(entry);
    let in_order = tokens.iter().map(|token| token.word).eq(found.words.iter().copied());
    let crosses = tokens.first()?.span != tokens.last()?.span;
    let place = place_agreement(organisations, reading, found.organisation, start, end)?;
    let is_acronym = found.kind == NameKind::Acronym;
    let refused = (crosses && !in_order)
        || (is_acronym && !tokens.iter().all(|token| token.capitals))
        || (found.words.len() == 1 && !is_acronym && !is_whole_span(reading, start, end))
        || (found.form == Form::WithoutCity && place != PlaceAgreement::City)
        || (found.form == Form::WithoutCountry && place == PlaceAgreement::Unknown);
    let organisation = found.organisation;
    (!refused).then_some(Candidate { entry, organisation, start, end, in_order, rivals: 0, place })
}

/// Does the name fill everything between two separators?
pub(crate) fn is_whole_span(reading: &Reading, start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| reading.tokens[at].span);
    let after = reading.tokens.get(end).map(|token| token.span);
    before != Some(reading.tokens[start].span) && after != Some(reading.tokens[end - 1].span)
}

fn place_agreement(
    organisations: &Organisations,
    reading: &Reading,
    organisation: u32,
    start: usize,
    end: usize,
) -> Option<PlaceAgreement> {
    let facts = organisations.facts(organisation);
    let part = reading.tokens[start].part;
    let stated = &reading.countries[part as usize];
    if !stated.is_empty() && !facts.countries.iter().any(|country| stated.contains(country)) {
        return None;
    }
    let outside = |word: &u64| {
        let same = |(at, token): (usize, &Token)| token.word == *word && !(start..end).contains(&at);
        reading.tokens.iter().enumerate().any(same)
    };
    let names = |places: &[Vec<u64>]| places.iter().any(|words| words.iter().all(outside));
    Some(if names(&facts.cities) {
        PlaceAgreement::City
    } else if names(&facts.regions) {
        PlaceAgreement::Region
    } else if stated.is_empty() {
        PlaceAgreement::Unknown
    } else {
        PlaceAgreement::Country
    })
}

fn without_inner(reading: &Reading, mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| (candidate.start, std::cmp::Reverse(candidate.end), candidate.entry));
    let mut widest: Option<(usize, usize)> = None;
    found.retain(|candidate| match widest {
        Some((start, end)) if candidate.end <= end && (candidate.start, candidate.end) != (start, end) => false,
        _ => {
            let crosses = reading.tokens[candidate.start].span != reading.tokens[candidate.end - 1].span;
            if !crosses {
                widest = Some((candidate.start, candidate.end));
            }
            true
        }
    });
    found
}

/// Where words are the whole name of one organisation, they are not the shortened name of another.
fn without_weaker_forms(organisations: &Organisations, found: Vec<Candidate>) -> Vec<Candidate> {
    let form = |candidate: &Candidate| organisations.entry(candidate.entry).form;
    let is_weaker = |candidate: &&Candidate| {
        form(candidate) != Form::Whole
            && found.iter().any(|other| {
                (other.start, other.end) == (candidate.start, candidate.end)
                    && form(other) == Form::Whole
                    && other.place >= candidate.place
            })
    };
    found.iter().filter(|candidate| !is_weaker(candidate)).cloned().collect()
}

fn best_per_organisation(organisations: &Organisations, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let rank = |candidate: &Candidate| {
        let entry = organisations.entry(candidate.entry);
        (
            candidate.organisation,
            std::cmp::Reverse((entry.weight * 16.0) as i64),
            entry.form,
            entry.kind,
            candidate.start,
        )
    };
    found.sort_by_key(rank);
    found.dedup_by_key(|candidate| candidate.organisation);
    found.sort_by_key(|candidate| (candidate.start, candidate.organisation));
    found
}

fn count_rivals(found: &mut [Candidate]) {
    for at in 0..found.len() {
        let window = (found[at].start, found[at].end);
        let place = found[at].place;
        let rivals =
            found.iter().filter(|other| (other.start, other.end) == window && other.place >= place).count() - 1;
        found[at].rivals = u32::try_from(rivals).unwrap_or(u32::MAX);
    }
}
