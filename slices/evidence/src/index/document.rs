//! A record as a document of the index.

use bellwether_sources::record::{Author, Key, Kind, Record, Section, Source};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;

use super::fold::folded;
use super::schema::{Fields, Place};

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
pub fn document(fields: &Fields, record: &Record, place: Place) -> TantivyDocument {
    let mut document = unplaced(fields, record);
    document.add_u64(fields.place, place.number());
    document
}

/// The document for a record whose place is not known yet, as while many threads prepare records for one part.
pub fn unplaced(fields: &Fields, record: &Record) -> TantivyDocument {
    let abstracts: usize = record.sections.iter().map(|section| section.text.len()).sum();
    // The abstract is in it twice, for searching and for showing; the rest fits in most records.
    let capacity = 2 * abstracts + 6_000;
    let mut document = Writer { fields, document: TantivyDocument::with_capacity(capacity) };
    document.document.add_text(fields.key, record.key.to_string());
    document.document.add_u64(fields.version, u64::from(record.version));
    document.words(record);
    document.people(record);
    document.subjects(record);
    document.facets(record);
    document.identifiers(record);
    document.show(record);
    document.document
}

struct Writer<'a> {
    fields: &'a Fields,
    document: TantivyDocument,
}

impl Writer<'_> {
    fn words(&mut self, record: &Record) {
        let text = self.fields.text;
        self.document.add_text(self.fields.title, &record.title);
        self.document.add_u64(self.fields.title_order, title_order(&record.title));
        // Twice: a word of the title says more about a work than one of its abstract.
        self.document.add_text(text, &record.title);
        self.document.add_text(text, &record.title);
        let mut add = |words: &str| {
            if !words.is_empty() {
                self.document.add_text(text, words);
            }
        };
        add(&record.title_original);
        record.sections.iter().for_each(|section| add(&section.text));
        record.other_abstracts.iter().flat_map(|other| &other.sections).for_each(|section| add(&section.text));
        record.headings.iter().for_each(|heading| add(&heading.name));
        record.keywords.iter().for_each(|keyword| add(&keyword.text));
        record.substances.iter().for_each(|substance| add(&substance.name));
        if let Some(trial) = &record.trial {
            trial.conditions.iter().chain(&trial.interventions).for_each(|words| add(words));
        }
    }

    fn people(&mut self, record: &Record) {
        let mut affiliations = Affiliations::default();
        for author in &record.authors {
            for name in author_terms(author) {
                self.term(self.fields.author, &name);
            }
            self.identifier("orcid", &author.orcid);
            for affiliation in &author.affiliations {
                affiliations.add(&affiliation.text);
                for identifier in &affiliation.identifiers {
                    self.identifier(&identifier.scheme, &identifier.value);
                }
            }
        }
        if let Some(trial) = record.trial.as_ref().filter(|trial| !trial.sponsor.is_empty()) {
            affiliations.add(&trial.sponsor);
        }
        if !affiliations.text.is_empty() {
            self.document.add_text(self.fields.affiliation, &affiliations.text);
        }
        for grant in &record.grants {
            self.term(self.fields.grant, &grant.id);
            self.term(self.fields.grant, &grant.agency);
        }
    }

    fn subjects(&mut self, record: &Record) {
        for heading in &record.headings {
            self.term(self.fields.mesh, &heading.name);
            self.term(self.fields.mesh, &heading.id);
            let name = if heading.id.is_empty() { &heading.name } else { &heading.id };
            self.document.add_text(self.fields.mesh_facet, format!("{}/{}", heading.id, heading.name));
            for qualifier in &heading.qualifiers {
                self.term(self.fields.mesh, &format!("{name}/{}", qualifier.name));
            }
            if heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major) {
                self.term(self.fields.mesh_major, &heading.name);
                self.term(self.fields.mesh_major, &heading.id);
            }
        }
        for keyword in &record.keywords {
            self.term(self.fields.keyword, &keyword.text);
        }
        for substance in &record.substances {
            self.term(self.fields.keyword, &substance.name);
            self.term(self.fields.keyword, &substance.id);
            if substance.registry_number != "0" {
                self.term(self.fields.keyword, &substance.registry_number);
            }
        }
    }

    fn facets(&mut self, record: &Record) {
        self.term(self.fields.venue, &record.venue.name);
        for name in [&record.venue.name, &record.venue.abbreviation] {
            if !name.is_empty() {
                self.document.add_text(self.fields.venue_words, name);
            }
        }
        for term in &record.types {
            self.term(self.fields.publication_type, &term.name);
        }
        for language in &record.languages {
            self.term(self.fields.language, language);
        }
        self.term(self.fields.country, &record.country);
        self.term(self.fields.source, record.key.source.name());
        self.term(self.fields.kind, kind_name(record.kind));
        if let Some(date) = &record.date {
            self.document.add_u64(self.fields.year, u64::from(date.number() / 10_000));
            self.document.add_u64(self.fields.date, u64::from(date.number()));
        }
        if record.is_retracted() {
            self.term(self.fields.flag, "retracted");
        }
        if !record.sections.is_empty() {
            self.term(self.fields.flag, "abstract");
        }
        if !record.references.is_empty() {
            self.term(self.fields.flag, "references");
        }
    }

    fn identifiers(&mut self, record: &Record) {
        match record.key.source {
            Source::PubMed => self.identifier("pmid", &record.key.id),
            Source::ClinicalTrials => self.identifier("nct", &record.key.id),
            source => self.identifier(source.name(), &record.key.id),
        }
        for identifier in &record.identifiers {
            let scheme = if identifier.scheme == "pubmed" { "pmid" } else { &identifier.scheme };
            self.identifier(scheme, &identifier.value);
        }
        for registration in &record.registrations {
            let scheme = if registration.number.starts_with("NCT") { "nct" } else { "registration" };
            self.identifier(scheme, &registration.number);
        }
        self.identifier("issn", &record.venue.issn);
        if record.venue.issn_linking != record.venue.issn {
            self.identifier("issn", &record.venue.issn_linking);
        }
    }

    fn show(&mut self, record: &Record) {
        let shown = serde_json::to_string(&Shown::of(record)).expect("strings, numbers and lists are always JSON");
        self.document.add_text(self.fields.shown, shown);
    }

    fn identifier(&mut self, scheme: &str, value: &str) {
        if !value.is_empty() {
            self.term(self.fields.id, &format!("{scheme}:{value}"));
        }
    }

    fn term(&mut self, field: tantivy::schema::Field, value: &str) {
        if !value.is_empty() && value.len() <= LONGEST_TERM_BYTES {
            self.document.add_text(field, value);
        }
    }
}

/// The affiliations of a record as one text, in which no part of an address comes twice: authors share most of theirs,
/// and affiliations are searched by the words that they have, wherever those stand.
#[derive(Default)]
struct Affiliations<'a> {
    parts: FxHashSet<&'a str>,
    text: String,
}

impl<'a> Affiliations<'a> {
    fn add(&mut self, affiliation: &'a str) {
        // A comma with a space after it always ends a word.
        for part in affiliation.split(", ") {
            if self.parts.insert(part) {
                self.text.push_str(part);
                self.text.push_str(", ");
            }
        }
    }
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
fn author_terms(author: &Author) -> Vec<String> {
    if !author.collective.is_empty() {
        return vec![folded(&author.collective)];
    }
    let last = folded(&author.last_name);
    if last.is_empty() {
        return Vec::new();
    }
    let mut terms = Vec::with_capacity(4);
    let initials = folded(&author.initials);
    if let Some(first) = initials.chars().next() {
        terms.push(format!("{last} {first}"));
        if initials.chars().nth(1).is_some() {
            terms.push(format!("{last} {initials}"));
        }
    }
    let fore = folded(&author.fore_name);
    let fore = fore.split(' ').next().unwrap_or_default();
    if fore.chars().nth(1).is_some() && fore != initials {
        terms.push(format!("{last} {fore}"));
    }
    terms.push(last);
    terms
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

    use super::{author_terms, title_order};

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
        assert_eq!(author_terms(&author), ["muller a", "muller am", "muller anna", "muller"]);
    }
}
