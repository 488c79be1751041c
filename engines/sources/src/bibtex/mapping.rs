//! What the fields of a BibTeX entry mean, in BibTeX's own styles and in BibLaTeX.

use super::entry::Entry;
use super::names;
use super::{latex, latex::verbatim};
use crate::calendar;
use crate::citation::{self, ARTICLE, Identity};
use crate::date::PartialDate;
use crate::identifier::{doi, identifier, issn, orcid, pmc, pmid};
use crate::language;
use crate::plain::plain;
use crate::record::{Affiliation, Record, Section, Source};

/// The record of one entry.
pub(super) fn record(entry: &Entry) -> Record {
    let mut record = Record::new(Source::BibTex, "");
    record.title = words(entry, &["title"]);
    let subtitle = words(entry, &["subtitle"]);
    if !subtitle.is_empty() {
        record.title = format!("{}: {subtitle}", record.title);
    }
    record.title_original = words(entry, &["origtitle"]);
    let text = words(entry, &["abstract"]);
    if !text.is_empty() {
        record.sections.push(Section { text, ..Section::default() });
    }
    record.date = date(entry);
    record.languages = language::codes(&words(entry, &["language", "langid"]));
    venue(entry, &mut record);
    people(entry, &mut record);
    let keywords =
        names::split(entry.first(&["keywords", "keyword"]), |text, at| text[at..].starts_with([',', ';']).then_some(1));
    for word in keywords {
        citation::keyword(&mut record, &plain(&latex::text(word)));
    }
    citation::typed(&mut record, type_name(&entry.kind));
    citation::typed(&mut record, &words(entry, &["type", "entrysubtype"]));
    identify(entry, &mut record);
    record
}

/// The plain text of the first of these fields.
fn words(entry: &Entry, names: &[&str]) -> String {
    plain(&latex::text(entry.first(names)))
}

/// `date` is ISO, also as an interval, of which the first day counts; `year` and `month` are free words.
fn date(entry: &Entry) -> Option<PartialDate> {
    let date = verbatim(entry.first(&["date"]));
    if let Some(date) = calendar::iso(date.split('/').next().unwrap_or_default()) {
        return Some(date);
    }
    let year = calendar::year(&latex::text(entry.first(&["year"])))?;
    let month = latex::text(entry.first(&["month"])).replace('–', "-");
    let day = latex::text(entry.first(&["day"]));
    Some(calendar::year_and_words(year, format!("{month} {day}").trim()))
}

fn venue(entry: &Entry, record: &mut Record) {
    let venue = &mut record.venue;
    let names = ["journal", "journaltitle", "booktitle", "maintitle", "series", "school", "institution"];
    venue.name = words(entry, &names);
    venue.abbreviation = words(entry, &["shortjournal"]);
    venue.issn = issn(&verbatim(entry.first(&["issn"])));
    venue.volume = words(entry, &["volume"]);
    venue.issue = words(entry, &["number", "issue"]);
    venue.pages = citation::pages(&words(entry, &["pages", "eid"]), "");
}

fn people(entry: &Entry, record: &mut Record) {
    let (authors, is_complete) = names::authors(entry.first(&["author", "editor"]));
    record.authors = authors;
    record.authors_complete = is_complete;
    let affiliation = words(entry, &["affiliation", "address-author"]);
    let orcid = orcid(&verbatim(entry.first(&["orcid"])));
    if let Some(first) = record.authors.first_mut() {
        if !affiliation.is_empty() {
            first.affiliations.push(Affiliation { text: affiliation, identifiers: Vec::new() });
        }
        first.orcid = orcid;
    }
}

fn identify(entry: &Entry, record: &mut Record) {
    let fields = ["doi", "url", "howpublished", "note"].map(|name| verbatim(entry.first(&[name])));
    let doi = fields.iter().map(|value| doi(value)).find(|doi| !doi.is_empty()).unwrap_or_default();
    let scheme = entry.first(&["archiveprefix", "eprinttype"]).to_lowercase();
    let eprint = verbatim(entry.first(&["eprint"]));
    let pubmed = pmid(&verbatim(entry.first(&["pmid"]))).to_owned();
    let is_pubmed = scheme == "pubmed" || scheme == "pmid";
    let pubmed = if pubmed.is_empty() && is_pubmed { pmid(&eprint).to_owned() } else { pubmed };
    let accession = verbatim(entry.first(&["unique-id", "accession"]));
    let found = [
        identifier("doi", doi),
        identifier("pubmed", &pubmed),
        identifier("pmc", &pmc(&verbatim(entry.first(&["pmcid", "pmc"])))),
        identifier(if scheme.is_empty() { "eprint" } else { &scheme }, if is_pubmed { "" } else { &eprint }),
        citation::accession(&accession, ""),
        identifier("isbn", &verbatim(entry.first(&["isbn"]))),
    ];
    record.identifiers = found.into_iter().flatten().collect();
    let identity = Identity { doi, accession: &accession, database: "", local: &entry.key };
    record.key.id = citation::id(&identity, record);
}

/// The name of an entry type; the type itself where it has no name here.
fn type_name(kind: &str) -> &str {
    match kind {
        "article" | "periodical" => ARTICLE,
        "book" | "mvbook" | "booklet" | "collection" | "mvcollection" => "Book",
        "inbook" | "incollection" | "bookinbook" | "inreference" => "Book Chapter",
        "inproceedings" | "conference" => "Conference Paper",
        "proceedings" | "mvproceedings" => "Proceedings",
        "phdthesis" | "mastersthesis" | "thesis" => "Thesis",
        "techreport" | "report" => "Report",
        "dataset" => "Dataset",
        "patent" => "Patent",
        "unpublished" => "Unpublished",
        "online" | "electronic" | "www" => "Web Page",
        "misc" => "",
        other => other,
    }
}
