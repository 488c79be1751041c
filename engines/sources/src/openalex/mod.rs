//! OpenAlex works: the JSON lines of the snapshot, the pages of the API, and lists of works saved from either.
//!
//! Mapped onto the record: everything that describes the work itself. Left out: counts, open access links, related works,
//! and concepts with a score of zero, which OpenAlex adds only to complete its tree.

mod authorship;

use crate::calendar;
use crate::identifier::{doi, identifier, issn, last_part, pmc, pmid};
use crate::json::tree::{Ignored, Tree};
use crate::json::{self, cutter};
use crate::language;
use crate::plain::plain;
use crate::problem::{Fault, Problem};
use crate::record::{
    Change, DatedEvent, Grant, Heading, Identifier, Keyword, Kind, Qualifier, Record, Reference, Section, Source, Term,
};

/// Parts of a work that nothing here reads. All stand on its first level.
const IGNORED: [&str; 8] = [
    "counts_by_year",
    "related_works",
    "locations",
    "alternate_host_venues",
    "open_access",
    "best_oa_location",
    "sustainable_development_goals",
    "ngrams_url",
];

/// Does a file that begins like this hold OpenAlex works?
pub(crate) fn looks_like(first: &str) -> bool {
    first.starts_with(['{', '[']) && first.contains("https://openalex.org/W")
}

/// A cutter for works in any of the forms.
pub(crate) fn cutter() -> cutter::Cutter {
    cutter::Cutter::new("results")
}

/// Parses whole works.
pub(crate) fn parse(text: &str) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    json::for_each_record(text, Ignored { keys: &IGNORED, levels: 1 }, |work| {
        changes.push(Change::Upsert(Box::new(record(work)?)));
        Ok(())
    })?;
    Ok(changes)
}

fn record(work: &Tree) -> Result<Record, Problem> {
    let id = last_part(work.first_text(&["id", "ids.openalex"]));
    if id.is_empty() {
        return Err(Problem::Missing("OpenAlex id"));
    }
    if !(id.starts_with('W') && id[1..].bytes().all(|byte| byte.is_ascii_digit()) && id.len() > 1) {
        return Err(Problem::bad_value("work id of OpenAlex", id));
    }
    let mut record = Record::new(Source::OpenAlex, id);
    let updated = calendar::iso(work.text("updated_date"));
    record.version = updated.as_ref().map_or(1, |date| date.number().max(1));
    record.kind = if work.text("type") == "grant" { Kind::Grant } else { Kind::Publication };
    record.title = plain(work.first_text(&["title", "display_name"]));
    record.sections = sections(work);
    let year = || calendar::iso(work.text("publication_year"));
    record.date = calendar::iso(work.text("publication_date")).or_else(year);
    let created = calendar::iso(work.text("created_date"));
    let events = [("created", created), ("revised", updated)];
    record.dates =
        events.into_iter().filter_map(|(what, date)| Some(DatedEvent { what: what.to_owned(), date: date? })).collect();
    record.languages = language::codes(work.text("language"));
    venue(work, &mut record);
    record.authors = work.list("authorships").iter().map(authorship::author).collect();
    record.authors_complete = !work.is_true("is_authors_truncated");
    record.headings = headings(work);
    record.keywords = keywords(work);
    record.types = types(work);
    record.grants = grants(work);
    record.references = work.texts("referenced_works").filter_map(reference).collect();
    record.identifiers = identifiers(work, id);
    Ok(record)
}

/// The abstract: given as text, or to be put together from the positions of its words.
fn sections(work: &Tree) -> Vec<Section> {
    let given = plain(work.text("abstract"));
    let text = if given.is_empty() { plain(&rebuilt(work)) } else { given };
    let section = Section { text, ..Section::default() };
    if section.text.is_empty() { Vec::new() } else { vec![section] }
}

/// The words of the inverted index in the order of their positions.
fn rebuilt(work: &Tree) -> String {
    let mut words: Vec<(u32, &str)> = Vec::new();
    for (word, positions) in work.entries("abstract_inverted_index") {
        words.extend(
            positions.items().iter().filter_map(|position| Some((position.as_text().parse().ok()?, word.as_ref()))),
        );
    }
    words.sort_by_key(|&(position, _)| position);
    let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
    words.join(" ")
}

fn venue(work: &Tree, record: &mut Record) {
    let places = ["primary_location.source", "host_venue"];
    let place = places.into_iter().map(|path| work.at(path)).find(|place| !place.text("display_name").is_empty());
    let venue = &mut record.venue;
    match place {
        Some(place) => {
            venue.name = plain(place.text("display_name"));
            venue.issn_linking = issn(place.text("issn_l"));
            venue.issn = place.texts("issn").map(issn).find(|issn| !issn.is_empty()).unwrap_or_default();
        }
        None => venue.name = plain(work.first_text(&["venue", "primary_location.raw_source_name"])),
    }
    venue.volume = work.text("biblio.volume").to_owned();
    venue.issue = work.text("biblio.issue").to_owned();
    let (first, last) = (work.text("biblio.first_page"), work.text("biblio.last_page"));
    venue.pages = if last.is_empty() || last == first { first.to_owned() } else { format!("{first}-{last}") };
}

/// One heading for each descriptor, in the order of first mention. OpenAlex has one row for each pair of descriptor and
/// qualifier; a row without qualifier says whether the descriptor itself is a main point.
fn headings(work: &Tree) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for row in work.list("mesh") {
        let (id, name) = (row.text("descriptor_ui"), row.text("descriptor_name"));
        let known = headings.iter().position(|heading| heading.id == id && heading.name == name);
        let at = known.unwrap_or_else(|| {
            headings.push(Heading { id: id.to_owned(), name: name.to_owned(), ..Heading::default() });
            headings.len() - 1
        });
        let qualifier = Qualifier {
            id: row.text("qualifier_ui").to_owned(),
            name: row.text("qualifier_name").to_owned(),
            major: row.is_true("is_major_topic"),
        };
        if qualifier.id.is_empty() && qualifier.name.is_empty() {
            headings[at].major |= qualifier.major;
        } else if !headings[at].qualifiers.contains(&qualifier) {
            headings[at].qualifiers.push(qualifier);
        }
    }
    headings
}

/// Keywords, then topics (the primary one marked as a main point), then concepts; each phrase once.
fn keywords(work: &Tree) -> Vec<Keyword> {
    let primary = work.text("primary_topic.display_name");
    let words = work.list("keywords").iter().map(|word| word.first_text(&["display_name", "keyword"]));
    let topics = work.list("topics").iter().map(|topic| topic.text("display_name"));
    let concepts = work.list("concepts").iter().filter(|concept| concept.text("score").parse() != Ok(0.0));
    let concepts = concepts.map(|concept| concept.first_text(&["display_name", "name"]));
    let mut keywords: Vec<Keyword> = Vec::new();
    for text in words.chain([primary]).chain(topics).chain(concepts).map(plain) {
        if !text.is_empty() && !keywords.iter().any(|known| known.text.eq_ignore_ascii_case(&text)) {
            keywords.push(Keyword { major: text == primary, text });
        }
    }
    keywords
}

fn types(work: &Tree) -> Vec<Term> {
    let mut types: Vec<Term> = Vec::new();
    for name in [work.text("type"), work.text("type_crossref")] {
        if !name.is_empty() && !types.iter().any(|known| known.name == name) {
            types.push(Term { id: String::new(), name: name.to_owned() });
        }
    }
    if work.is_true("is_retracted") {
        types.push(Term { id: "D016441".to_owned(), name: "Retracted Publication".to_owned() });
    }
    types
}

/// `grants` until 2025, `awards` since; funders of which no award is known count as a grant without number.
fn grants(work: &Tree) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::new();
    let lists = ["grants", "awards", "funders"].into_iter().flat_map(|list| work.list(list));
    for grant in lists {
        let id = grant.first_text(&["award_id", "funder_award_id"]).to_owned();
        let agency = plain(grant.first_text(&["funder_display_name", "display_name"]));
        let is_known = grants.iter().any(|known| known.agency == agency && (id.is_empty() || known.id == id));
        let says_nothing = id.is_empty() && agency.is_empty();
        if !is_known && !says_nothing {
            grants.push(Grant { id, agency, ..Grant::default() });
        }
    }
    grants
}

fn reference(address: &str) -> Option<Reference> {
    let identifiers = vec![identifier("openalex", last_part(address))?];
    Some(Reference { citation: String::new(), identifiers })
}

fn identifiers(work: &Tree, id: &str) -> Vec<Identifier> {
    let found = [
        identifier("doi", doi(work.first_text(&["doi", "ids.doi"]))),
        identifier("pubmed", pmid(work.first_text(&["ids.pmid", "pmid"]))),
        identifier("pmc", &pmc(work.first_text(&["ids.pmcid", "pmcid"]))),
        identifier("openalex", id),
        identifier("mag", work.text("ids.mag")),
    ];
    found.into_iter().flatten().collect()
}
