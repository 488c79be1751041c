//! Reads the records that the landscape is made of: their texts, and the few facts that colour and count them.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use bellwether_evidence::api::{Engine, SearchRequest, Snapshot, parse_query, places};
use bellwether_indicators::clinic;
use bellwether_indicators::triangle::{self, Position};
use bellwether_landscape::terms::document::{Corpus, Document};
use bellwether_sources::record::{Kind, Record, Source};
use bellwether_vocabulary::Vocabulary;
use roaring::RoaringTreemap;

use crate::model::point::NO_STAGE;
use crate::service::build::{BuildError, Watch};
use crate::store::folder::GONE;
use crate::store::keys::Keys;

/// MeSH descriptor "Humans", "Animals".
const HUMANS: &str = "D006801";
const ANIMALS: &str = "D000818";
/// Records between two words to whoever watches.
const TELL_EVERY: u64 = 1_000;

/// What was read.
#[derive(Default)]
pub struct Read {
    /// Texts, by record.
    pub texts: Vec<Text>,
    /// Facts, by record.
    pub facts: Vec<Fact>,
    /// Which record cites which.
    pub citations: Vec<(u32, u32)>,
    /// Names and ids of the headings that texts name by number.
    pub headings: Vec<(String, String)>,
    /// Names of the venues that facts name by number.
    pub venues: Vec<String>,
}

/// What a record says.
pub struct Text {
    /// Title.
    pub title: String,
    body: Vec<String>,
    keywords: Vec<String>,
    /// Headings, by number.
    pub headings: Vec<u32>,
}

/// What is counted of a record.
pub struct Fact {
    /// `source:id`.
    pub key: String,
    /// Where it lies in the evidence.
    pub place: u64,
    /// Year of publication; 0 where it is not known.
    pub year: u16,
    /// Number of its kind.
    pub kind: u8,
    /// How far it is from the patient.
    pub stage: u8,
    /// Is it a trial, a guideline or of a clinical publication type?
    pub clinical: bool,
    /// Where it lies in the triangle of biomedicine, if its headings tell.
    pub position: Option<Position>,
    /// Its venue, by number.
    pub venue: u32,
}

impl Read {
    /// A record as the engine reads it.
    pub fn document(&self, at: usize) -> Document<'_> {
        let text = &self.texts[at];
        Document {
            title: &text.title,
            body: text.body.iter().map(String::as_str).collect(),
            keywords: text.keywords.iter().map(String::as_str).collect(),
            headings: text.headings.iter().map(|at| self.headings[*at as usize].1.as_str()).collect(),
        }
    }
}

impl Corpus for Read {
    fn len(&self) -> usize {
        self.texts.len()
    }

    fn read(&self, range: Range<usize>, each: &mut dyn FnMut(&Document<'_>)) {
        range.for_each(|at| each(&self.document(at)));
    }
}

/// Reads the records that `query` finds, all where it is empty, in the order of the store.
pub fn read(
    snapshot: &Snapshot,
    mesh: Option<&Arc<Vocabulary>>,
    query: &str,
    watch: &dyn Watch,
) -> Result<Read, BuildError> {
    let wanted = wanted(snapshot, mesh, query)?;
    let total = wanted.as_ref().map_or(snapshot.count(), |wanted| wanted.len());
    let mut reader = Reader { mesh: mesh.map(AsRef::as_ref), ..Reader::default() };
    let mut stopped = false;
    snapshot.for_each_placed(&mut |place, record| {
        let place = place.number();
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(place)) {
            reader.add(place, record);
        }
        let done = reader.read.texts.len() as u64;
        if done.is_multiple_of(TELL_EVERY) {
            watch.on_progress("reading", done, total);
            stopped = watch.cancelled();
        }
        if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if stopped { Err(BuildError::Stopped) } else { Ok(reader.finish()) }
}

/// The places of the records that a query finds; `None` where it is empty and finds all.
pub fn wanted(
    snapshot: &Snapshot,
    mesh: Option<&Arc<Vocabulary>>,
    query: &str,
) -> Result<Option<RoaringTreemap>, BuildError> {
    if query.trim().is_empty() {
        return Ok(None);
    }
    let request = SearchRequest::new(parse_query(query.trim())?);
    Ok(Some(places(&Engine::over(snapshot, mesh.cloned()), &request)?))
}

/// What changed since a landscape was built.
pub struct Since {
    /// Records that came, in the order of the store.
    pub came: Read,
    /// Where the records of the landscape lie by now, in the order of its points; [`GONE`] for those that lie nowhere.
    pub places_now: Vec<u64>,
}

/// Reads the records that `query` finds and that have none of these keys. Costs one walk through the whole evidence.
pub fn since(
    snapshot: &Snapshot,
    mesh: Option<&Arc<Vocabulary>>,
    query: &str,
    (keys, points): (&Keys, usize),
    watch: &dyn Watch,
) -> Result<Since, BuildError> {
    let wanted = wanted(snapshot, mesh, query)?;
    let mut reader = Reader { mesh: mesh.map(AsRef::as_ref), ..Reader::default() };
    let mut places_now = vec![GONE; points];
    let (mut stopped, mut walked) = (false, 0_u64);
    snapshot.for_each_placed(&mut |place, record| {
        let place = place.number();
        match keys.find(&record.key.to_string()) {
            Some(at) => places_now[at as usize] = place,
            None if wanted.as_ref().is_none_or(|wanted| wanted.contains(place)) => reader.add(place, record),
            None => {}
        }
        walked += 1;
        if walked.is_multiple_of(TELL_EVERY) {
            watch.on_progress("reading", walked, snapshot.count());
            stopped = watch.cancelled();
        }
        if stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if stopped || watch.cancelled() {
        Err(BuildError::Stopped)
    } else {
        Ok(Since { came: reader.finish(), places_now })
    }
}

#[derive(Default)]
struct Reader<'a> {
    mesh: Option<&'a Vocabulary>,
    read: Read,
    heading_numbers: HashMap<String, u32>,
    heading_trees: Vec<Vec<String>>,
    venue_numbers: HashMap<String, u32>,
    by_pmid: HashMap<u64, u32>,
    cited: Vec<(u32, u64)>,
}

impl Reader<'_> {
    fn add(&mut self, place: u64, record: Record) {
        let at = self.read.texts.len() as u32;
        if record.key.source == Source::PubMed
            && let Ok(pmid) = record.key.id.parse()
        {
            self.by_pmid.insert(pmid, at);
        }
        let cited = record.references.iter().flat_map(|reference| &reference.identifiers);
        let cited =
            cited.filter(|identifier| identifier.scheme == "pubmed").filter_map(|found| found.value.parse().ok());
        self.cited.extend(cited.map(|pmid| (at, pmid)));
        let headings: Vec<u32> =
            record.headings.iter().map(|heading| self.heading(&heading.id, &heading.name)).collect();
        let fact = self.fact(place, &record, &headings);
        self.read.facts.push(fact);
        self.read.texts.push(Text {
            title: record.title,
            body: record.sections.into_iter().map(|section| section.text).collect(),
            keywords: record.keywords.into_iter().map(|keyword| keyword.text).collect(),
            headings,
        });
    }

    fn heading(&mut self, id: &str, name: &str) -> u32 {
        let key = if id.is_empty() { name } else { id };
        if let Some(known) = self.heading_numbers.get(key) {
            return *known;
        }
        let number = self.read.headings.len() as u32;
        self.heading_numbers.insert(key.to_owned(), number);
        self.read.headings.push((id.to_owned(), name.to_owned()));
        let known = self.mesh.and_then(|mesh| Some((mesh, mesh.by_id(id)?)));
        let trees = known.map(|(mesh, heading)| mesh.tree_numbers(heading).map(str::to_owned).collect());
        self.heading_trees.push(trees.unwrap_or_default());
        number
    }

    fn fact(&mut self, place: u64, record: &Record, headings: &[u32]) -> Fact {
        let name = if record.venue.abbreviation.is_empty() { &record.venue.name } else { &record.venue.abbreviation };
        let next = self.read.venues.len() as u32;
        let venue = *self.venue_numbers.entry(name.clone()).or_insert(next);
        if venue == next {
            self.read.venues.push(name.clone());
        }
        let of_triangle = |at: &u32| triangle::Heading {
            id: &self.read.headings[*at as usize].0,
            trees: &self.heading_trees[*at as usize],
        };
        // Without the trees only the heading "Humans" would count, and everything would seem to be about people.
        let position =
            self.mesh.and_then(|_| triangle::of_document(&headings.iter().map(of_triangle).collect::<Vec<_>>()));
        let clinical = matches!(record.kind, Kind::Trial | Kind::Guideline)
            || clinic::is_clinical(record.types.iter().map(|term| term.name.as_str()));
        Fact {
            key: record.key.to_string(),
            place,
            year: record.date.as_ref().and_then(|date| u16::try_from(date.year).ok()).unwrap_or(0),
            kind: kind_number(record.kind),
            stage: stage(record, clinical),
            clinical,
            position,
            venue,
        }
    }

    fn finish(mut self) -> Read {
        let by_pmid = &self.by_pmid;
        let cited = self.cited.iter().filter_map(|(citing, pmid)| Some((*citing, *by_pmid.get(pmid)?)));
        self.read.citations = cited.filter(|(citing, cited)| citing != cited).collect();
        self.read
    }
}

/// The number of a kind on the map; `views::map::KINDS` names them in this order.
fn kind_number(kind: Kind) -> u8 {
    match kind {
        Kind::Publication => 0,
        Kind::Trial => 1,
        Kind::Grant => 2,
        Kind::Patent => 3,
        Kind::Guideline => 4,
    }
}

/// How far from the patient, by kind, phase, publication types and the headings for humans and animals.
fn stage(record: &Record, clinical: bool) -> u8 {
    let is = |name: &str| record.types.iter().any(|term| term.name.eq_ignore_ascii_case(name));
    let phase = record.trial.as_ref().map_or("", |trial| trial.phase.as_str());
    let late = ["Clinical Trial, Phase III", "Clinical Trial, Phase IV", "Randomized Controlled Trial"];
    if record.kind == Kind::Guideline || is("Practice Guideline") || is("Guideline") {
        4
    } else if late.iter().any(|name| is(name)) || phase.contains(['3', '4']) {
        3
    } else if clinical {
        2
    } else if record.headings.iter().any(|heading| heading.id == HUMANS) {
        1
    } else if record.headings.iter().any(|heading| heading.id == ANIMALS) {
        0
    } else {
        NO_STAGE
    }
}
