//! What the tags of a RIS reference mean.

use super::entry::Entry;
use crate::calendar;
use crate::citation::{self, ARTICLE, Identity};
use crate::date::PartialDate;
use crate::identifier::{doi, identifier, issn, pmc, pmid};
use crate::language;
use crate::person;
use crate::plain::plain;
use crate::record::{Affiliation, DatedEvent, Grant, Identifier, Record, Section, Source};

/// The record of one reference.
pub(super) fn record(entry: &Entry) -> Record {
    let mut record = Record::new(Source::Ris, "");
    titles(entry, &mut record);
    let text = plain(entry.first(&["AB", "N2"]));
    if !text.is_empty() {
        record.sections.push(Section { text, ..Section::default() });
    }
    record.date = date(entry);
    if let Some(date) = calendar::english(entry.first(&["C6"])) {
        record.dates.push(DatedEvent { what: "epublish".to_owned(), date });
    }
    record.languages = language::codes(entry.first(&["LA"]));
    venue(entry, &mut record);
    people(entry, &mut record);
    for word in entry.all(&["KW"]).flat_map(|value| value.split(['\n', ';'])) {
        citation::keyword(&mut record, &plain(word));
    }
    citation::typed(&mut record, type_name(entry.first(&["TY"])));
    citation::typed(&mut record, &plain(entry.first(&["M3"])));
    record.grants = entry.all(&["FU"]).flat_map(grants).collect();
    identify(entry, &mut record);
    record
}

/// With a translated title, that is the title, and the one in the language of the work is the original.
fn titles(entry: &Entry, record: &mut Record) {
    let printed = plain(entry.first(&["TI", "T1", "CT", "BT"]));
    let translated = plain(entry.first(&["TT"]));
    if translated.is_empty() {
        record.title = printed;
    } else {
        record.title = translated;
        record.title_original = printed;
    }
}

/// The most exact date of the date tags.
///
/// `PY` is a year or `year/month/day/words`; `DA` is that or, in Web of Science, `AUG`, `FEB 28`, `SEP-OCT` beside a `PY`.
/// Zotero writes `1999/08//undefined` when it knows no day.
fn date(entry: &Entry) -> Option<PartialDate> {
    let values = entry.all(&["PY", "Y1", "DA"]).map(|value| value.trim_end_matches("/undefined"));
    let dated = values.filter_map(|value| {
        let (first, rest) = value.split_at_checked(4)?;
        Some(calendar::year_and_words(calendar::year(first)?, rest.trim_matches(['/', '-', ' '])))
    });
    let best = dated.max_by_key(|date| (date.precision(), !date.verbatim.is_empty()))?;
    let words = entry.first(&["DA"]);
    if best.month.is_none() && best.verbatim.is_empty() && !words.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(calendar::year_and_words(best.year, words));
    }
    Some(best)
}

fn venue(entry: &Entry, record: &mut Record) {
    let is_part = matches!(entry.first(&["TY"]), "CHAP" | "CONF" | "CPAPER" | "ECHAP");
    let names: &[&str] = if is_part { &["T2", "BT", "C3", "T3"] } else { &["T2", "JF", "JO", "JA", "BT", "T3"] };
    let venue = &mut record.venue;
    venue.name = plain(entry.first(names));
    if venue.name == record.title {
        venue.name.clear();
    }
    venue.abbreviation = plain(entry.first(&["JI", "J9", "J2", "JA"]));
    venue.issn = entry.all(&["SN"]).map(issn).find(|issn| !issn.is_empty()).unwrap_or_default();
    venue.volume = entry.first(&["VL"]).to_owned();
    venue.issue = entry.first(&["IS"]).to_owned();
    let (first, last) = (entry.first(&["SP"]), entry.first(&["EP"]));
    venue.pages = if first.is_empty() { plain(entry.first(&["C7"])) } else { citation::pages(first, last) };
}

/// Authors, or the editors of a work that has none. Addresses stand for the whole list and, as PubMed did until 2013, go
/// to the first author.
fn people(entry: &Entry, record: &mut Record) {
    record.authors = entry.all(&["AU", "A1"]).map(|name| person::listed(&plain(name))).collect();
    if record.authors.is_empty() {
        record.authors = entry.all(&["A2", "ED"]).map(|name| person::listed(&plain(name))).collect();
    }
    let addresses = entry.all(&["AD"]).flat_map(|value| value.split('\n')).map(plain).filter(|text| !text.is_empty());
    if let Some(first) = record.authors.first_mut() {
        first.affiliations = addresses.map(|text| Affiliation { text, identifiers: Vec::new() }).collect();
    }
}

/// `Agency [number, number]; Agency`, as Web of Science lists who paid.
fn grants(value: &str) -> Vec<Grant> {
    let mut grants = Vec::new();
    for part in value.split(';').map(plain).filter(|part| !part.is_empty()) {
        let (agency, numbers) = match part.split_once('[') {
            Some((agency, numbers)) => (agency.trim(), numbers.trim_end_matches(']')),
            None => (part.as_str(), ""),
        };
        for id in numbers.split(',').map(str::trim) {
            grants.push(Grant { id: id.to_owned(), agency: agency.to_owned(), ..Grant::default() });
        }
    }
    grants
}

fn identify(entry: &Entry, record: &mut Record) {
    let links = || entry.all(&["UR", "L1", "L2", "LK"]);
    let mut dois = std::iter::once(entry.first(&["DO"])).chain(links()).map(doi);
    let doi = dois.find(|doi| !doi.is_empty()).unwrap_or_default();
    let in_pubmed = links().filter(|link| link.contains("ncbi.nlm.nih.gov")).map(pmid).find(|id| !id.is_empty());
    let (number, database) = (entry.first(&["AN"]), entry.first(&["DB", "DP"]));
    let mut found = vec![
        identifier("doi", doi),
        identifier("pubmed", in_pubmed.unwrap_or_default()),
        identifier("pmc", &pmc(entry.first(&["C2"]))),
        citation::accession(number, database),
    ];
    found.extend(entry.all(&["SN"]).filter(|number| issn(number).is_empty()).map(|isbn| identifier("isbn", isbn)));
    let mut kept: Vec<Identifier> = Vec::new();
    for new in found.into_iter().flatten() {
        if !kept.contains(&new) {
            kept.push(new);
        }
    }
    record.identifiers = kept;
    let identity = Identity { doi, accession: number, database, local: entry.first(&["ID"]) };
    record.key.id = citation::id(&identity, record);
}

/// The name of a type code; the code itself where it has no name here.
fn type_name(code: &str) -> &str {
    match code {
        "JOUR" | "JFULL" | "ABST" | "MGZN" | "NEWS" | "EJOUR" => ARTICLE,
        "BOOK" | "EBOOK" | "EDBOOK" | "SER" => "Book",
        "CHAP" | "ECHAP" => "Book Chapter",
        "CONF" | "CPAPER" => "Conference Paper",
        "THES" => "Thesis",
        "RPRT" => "Report",
        "DATA" | "AGGR" => "Dataset",
        "PAT" => "Patent",
        "GRANT" | "GRNT" => "Grant",
        "UNPB" | "INPR" => "Unpublished",
        "ELEC" | "WEB" | "BLOG" => "Web Page",
        "GEN" => "",
        other => other,
    }
}
