//! A record as a document of the index.

use bellwether_sources::record::{Author, Heading, Key, Kind, Record, Section, Source};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::analyzer::GAP;
use super::fold::{Folding, folded};
use super::packed::Packed;
use super::schema::{Fields, Place};
use super::terms::TERM_END;

/// So many authors are kept for result lists; the record page shows all.
const SHOWN_AUTHORS: usize = 8;
/// Longer names and headings are not indexed whole; no real one is near this.
const LONGEST_TERM_BYTES: usize = 1_000;

/// What result lists show of a record, so that they need not read its Parquet part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// `source:id`.
    pub key: String,
    /// Publication, trial, grant, patent or guideline.
    pub kind: Kind,
    /// Title.
    pub title: String,
    /// Abstract with its section labels, as one text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The first authors, as `Curie M`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// How many authors there are.
    #[serde(default)]
    pub author_count: u32,
    /// Short name of the venue, or the full one where there is no short one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub venue: String,
    /// `1999`, `1999-12` or `1999-12-31`, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// DOI, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub doi: String,
    /// Publication types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Has the work been retracted?
    #[serde(default)]
    pub retracted: bool,
}

/// The document for a record that lies at `place`.
pub fn document(fields: &Fields, record: &Record, place: Place) -> Packed {
    let mut document = unplaced(fields, record);
    document.number(fields.place, place.number());
    document
}

/// The document for a record whose place is not known yet, as while many threads prepare records for one part.
///
/// Values come in the order of the schema's fields, so that nothing has to be sorted. All values of a field that only has
/// terms are one text, a [`TERM_END`] after each: the index reads a text faster than its parts.
pub fn unplaced(fields: &Fields, record: &Record) -> Packed {
    let abstracts: usize = record.sections.iter().map(|section| section.text.len()).sum();
    // The abstract is in it twice, for searching and for showing; the rest fits in most records.
    let mut document = Packed::with_capacity(2 * abstracts + 6_000);
    document.write(fields.key, |out| push_key(out, &record.key));
    document.number(fields.version, u64::from(record.version));
    words(fields, record, &mut document);
    people(fields, record, &mut document);
    if record.venue.name.len() <= LONGEST_TERM_BYTES {
        document.text(fields.venue, &record.venue.name);
    }
    document.write(fields.venue_words, |out| {
        push_words(out, &record.venue.name);
        push_words(out, &record.venue.abbreviation);
    });
    subjects(fields, record, &mut document);
    facets(fields, record, &mut document);
    document.write(fields.id, |out| identifiers(record, out));
    document.write(fields.grant, |out| {
        for grant in &record.grants {
            push_term(out, &[&grant.id]);
            push_term(out, &[&grant.agency]);
        }
    });
    document.write(fields.flag, |out| flags(record, out));
    document.write(fields.shown, |out| push_json(out, &Shown::of(record)));
    document
}

fn words(fields: &Fields, record: &Record, document: &mut Packed) {
    document.write(fields.text, |out| {
        // Twice: a word of the title says more about a work than one of its abstract.
        push_words(out, &record.title);
        push_words(out, &record.title);
        push_words(out, &record.title_original);
        let others = record.other_abstracts.iter().flat_map(|other| &other.sections);
        record.sections.iter().chain(others).for_each(|section| push_words(out, &section.text));
        record.headings.iter().for_each(|heading| push_words(out, &heading.name));
        record.keywords.iter().for_each(|keyword| push_words(out, &keyword.text));
        record.substances.iter().for_each(|substance| push_words(out, &substance.name));
        if let Some(trial) = &record.trial {
            trial.conditions.iter().chain(&trial.interventions).for_each(|words| push_words(out, words));
        }
    });
    document.text(fields.title, &record.title);
    document.number(fields.title_order, title_order(&record.title));
}

fn people(fields: &Fields, record: &Record, document: &mut Packed) {
    document.write(fields.author, |out| record.authors.iter().for_each(|author| author_terms(author, out)));
    let mut parts = FxHashSet::default();
    document.write(fields.affiliation, |out| {
        let affiliations = record.authors.iter().flat_map(|author| &author.affiliations).map(|one| &one.text);
        let sponsor = record.trial.iter().map(|trial| &trial.sponsor).filter(|sponsor| !sponsor.is_empty());
        // No part of an address comes twice: authors share most of theirs, and affiliations are searched by the words that
        // they have, wherever those stand. A comma with a space after it always ends a word.
        for part in affiliations.chain(sponsor).flat_map(|affiliation| affiliation.split(", ")) {
            if parts.insert(part) {
                out.push_str(part);
                out.push_str(", ");
            }
        }
    });
}

fn subjects(fields: &Fields, record: &Record, document: &mut Packed) {
    document.write(fields.mesh, |out| {
        for heading in &record.headings {
            push_term(out, &[&heading.name]);
            push_term(out, &[&heading.id]);
            let name = if heading.id.is_empty() { &heading.name } else { &heading.id };
            heading.qualifiers.iter().for_each(|qualifier| push_term(out, &[name, "/", &qualifier.name]));
        }
    });
    document.write(fields.mesh_major, |out| {
        let major = |heading: &&Heading| heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major);
        for heading in record.headings.iter().filter(major) {
            push_term(out, &[&heading.name]);
            push_term(out, &[&heading.id]);
        }
    });
    for heading in &record.headings {
        document.write(fields.mesh_facet, |out| {
            out.push_str(&heading.id);
            out.push('/');
            out.push_str(&heading.name);
        });
    }
    document.write(fields.keyword, |out| {
        record.keywords.iter().for_each(|keyword| push_term(out, &[&keyword.text]));
        for substance in &record.substances {
            push_term(out, &[&substance.name]);
            push_term(out, &[&substance.id]);
            if substance.registry_number != "0" {
                push_term(out, &[&substance.registry_number]);
            }
        }
    });
}

/// Values that are counted are kept as they are written, one by one.
fn facets(fields: &Fields, record: &Record, document: &mut Packed) {
    let types = record.types.iter().map(|term| (fields.publication_type, term.name.as_str()));
    let languages = record.languages.iter().map(|language| (fields.language, language.as_str()));
    let single = [
        (fields.country, record.country.as_str()),
        (fields.source, record.key.source.name()),
        (fields.kind, kind_name(record.kind)),
    ];
    let values = types.chain(languages).chain(single);
    values
        .filter(|(_, value)| value.len() <= LONGEST_TERM_BYTES)
        .for_each(|(field, value)| document.text(field, value));
    if let Some(date) = &record.date {
        document.number(fields.year, u64::from(date.number() / 10_000));
        document.number(fields.date, u64::from(date.number()));
    }
}

fn identifiers(record: &Record, out: &mut String) {
    let mut identifier = |scheme: &str, value: &str| {
        if !value.is_empty() {
            push_term(out, &[scheme, ":", value]);
        }
    };
    match record.key.source {
        Source::PubMed => identifier("pmid", &record.key.id),
        Source::ClinicalTrials => identifier("nct", &record.key.id),
        source => identifier(source.name(), &record.key.id),
    }
    for author in &record.authors {
        identifier("orcid", &author.orcid);
        let of_affiliations = author.affiliations.iter().flat_map(|affiliation| &affiliation.identifiers);
        of_affiliations.for_each(|found| identifier(&found.scheme, &found.value));
    }
    for found in &record.identifiers {
        identifier(if found.scheme == "pubmed" { "pmid" } else { &found.scheme }, &found.value);
    }
    for registration in &record.registrations {
        let scheme = if registration.number.starts_with("NCT") { "nct" } else { "registration" };
        identifier(scheme, &registration.number);
    }
    identifier("issn", &record.venue.issn);
    if record.venue.issn_linking != record.venue.issn {
        identifier("issn", &record.venue.issn_linking);
    }
}

fn flags(record: &Record, out: &mut String) {
    if record.is_retracted() {
        push_term(out, &["retracted"]);
    }
    if !record.sections.is_empty() {
        push_term(out, &["abstract"]);
    }
    if !record.references.is_empty() {
        push_term(out, &["references"]);
    }
}

fn push_key(out: &mut String, key: &Key) {
    out.push_str(key.source.name());
    out.push(':');
    out.push_str(&key.id);
}

/// Words that no phrase joins with those before.
fn push_words(out: &mut String, words: &str) {
    if !words.is_empty() {
        out.push_str(words);
        out.push(GAP);
    }
}

/// These parts as one folded term; nothing if they are empty, or longer than any real name.
fn push_term(out: &mut String, parts: &[&str]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    if length == 0 || length > LONGEST_TERM_BYTES {
        return;
    }
    let mut folding = Folding::at_end_of(out);
    parts.iter().for_each(|part| folding.push(part));
    if folding.finish() > 0 {
        out.push(TERM_END);
    }
}

fn push_json(out: &mut String, shown: &Shown) {
    out.push_str(&serde_json::to_string(shown).expect("strings, numbers and lists are always JSON"));
}

impl Shown {
    /// What result lists show of this record.
    pub fn of(record: &Record) -> Shown {
        let venue = &record.venue;
        Shown {
            key: record.key.to_string(),
            kind: record.kind,
            title: record.title.clone(),
            summary: summary(&record.sections),
            authors: record.authors.iter().take(SHOWN_AUTHORS).map(short_name).collect(),
            author_count: u32::try_from(record.authors.len()).unwrap_or(u32::MAX),
            venue: if venue.abbreviation.is_empty() { venue.name.clone() } else { venue.abbreviation.clone() },
            date: record.date.as_ref().map(|date| date.iso()).unwrap_or_default(),
            doi: record.identifier("doi").unwrap_or_default().to_owned(),
            types: record.types.iter().map(|term| term.name.clone()).collect(),
            retracted: record.is_retracted(),
        }
    }

    /// The key as a type. `None` only if the index was damaged.
    pub fn key(&self) -> Option<Key> {
        self.key.parse().ok()
    }
}

/// `Curie M`, or the name of a group.
pub fn short_name(author: &Author) -> String {
    if !author.collective.is_empty() {
        return author.collective.clone();
    }
    let given = if author.initials.is_empty() { &author.fore_name } else { &author.initials };
    if given.is_empty() { author.last_name.clone() } else { format!("{} {given}", author.last_name) }
}

/// The name of a kind in the index, in queries and in links.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Publication => "publication",
        Kind::Trial => "trial",
        Kind::Grant => "grant",
        Kind::Patent => "patent",
        Kind::Guideline => "guideline",
    }
}

/// The first twelve letters and digits of a title as a number that sorts like them.
///
/// Twelve characters of a 40-letter alphabet fit 64 bits. Titles that agree in all twelve keep the order of the index.
pub fn title_order(title: &str) -> u64 {
    let plain = folded(title.trim_start_matches(|letter: char| !letter.is_alphanumeric()));
    let letters = plain.bytes().filter_map(|byte| match byte {
        b' ' | b'-' => Some(1),
        b'0'..=b'9' => Some(u64::from(byte - b'0') + 2),
        b'a'..=b'z' => Some(u64::from(byte - b'a') + 12),
        _ if byte.is_ascii() => None,
        _ => Some(39),
    });
    letters.chain(std::iter::repeat(0)).take(12).fold(0, |order, letter| order * 40 + letter)
}

/// The terms that find an author: `curie`, `curie m`, `curie marie`.
fn author_terms(author: &Author, out: &mut String) {
    if !author.collective.is_empty() {
        return push_term(out, &[&author.collective]);
    }
    let last = folded(&author.last_name);
    if last.is_empty() {
        return;
    }
    let initials = folded(&author.initials);
    if let Some(first) = initials.chars().next() {
        push_term(out, &[&last, " ", &initials[..first.len_utf8()]]);
        if initials.len() > first.len_utf8() {
            push_term(out, &[&last, " ", &initials]);
        }
    }
    let fore = folded(&author.fore_name);
    let fore = fore.split(' ').next().unwrap_or_default();
    if fore.chars().nth(1).is_some() && fore != initials {
        push_term(out, &[&last, " ", fore]);
    }
    push_term(out, &[&last]);
}

fn summary(sections: &[Section]) -> String {
    let mut summary = String::with_capacity(sections.iter().map(|section| section.text.len() + 24).sum());
    for section in sections {
        if !summary.is_empty() {
            summary.push(' ');
        }
        if !section.label.is_empty() {
            summary.push_str(&section.label);
            summary.push_str(": ");
        }
        summary.push_str(&section.text);
    }
    summary
}

#[cfg(test)]
mod tests {
    use bellwether_sources::record::Author;

    use super::{TERM_END, author_terms, title_order};

    #[test]
    fn titles_sort_by_their_letters() {
        let titles = ["[A study", "12 weeks", "Asthma", "asthma in adults", "Ångström", "Zinc"];
        let mut sorted = titles;
        sorted.sort_by_key(|title| title_order(title));
        assert_eq!(sorted, ["12 weeks", "[A study", "Ångström", "Asthma", "asthma in adults", "Zinc"]);
    }

    #[test]
    fn an_author_is_found_by_last_name_initials_and_first_name() {
        let author = Author {
            last_name: "Müller".into(),
            fore_name: "Anna Maria".into(),
            initials: "AM".into(),
            ..Author::default()
        };
        let mut terms = String::new();
        author_terms(&author, &mut terms);
        assert_eq!(
            terms.split_terminator(TERM_END).collect::<Vec<_>>(),
            ["muller a", "muller am", "muller anna", "muller"]
        );
    }
}
