//! Third step: the records are read again; what each gives to a person or an institution is laid down by id.

use std::path::Path;

use bellwether_evidence::api::Snapshot;
use bellwether_identity::persons::mention;
use bellwether_identity::text;
use bellwether_sources::record::{Author, Record};
use serde::{Deserialize, Serialize};

use crate::model::person::WorkLine;
use crate::service::build::{BuildError, Watch};
use crate::service::find_institutions::{FindInstitutions, Found};
use crate::service::mentions::persons;
use crate::service::persons::Lookup;
use crate::service::walk::walk;
use crate::store::error::StoreError;
use crate::store::spill::{Spill, Spilled};

/// Of a work with more authors, so many neighbours in the list count as co-authors of each.
const MOST_COAUTHORS: usize = 50;
/// So many subjects of a work are counted.
const MOST_TOPICS: usize = 20;
/// Works with more institutions than this give collaborators only among the first so many.
const MOST_INSTITUTIONS: usize = 30;

/// One work of one person.
#[derive(Serialize, Deserialize)]
pub struct PersonWork {
    /// The person.
    pub person: u64,
    /// The work.
    pub work: WorkLine,
    /// Name as printed.
    pub last: String,
    /// Given names as printed.
    pub fore: String,
    /// ORCID iD, or empty.
    pub orcid: String,
    /// Institutions of this author: id, name, country.
    pub institutions: Vec<(String, String, String)>,
    /// Other persons on the work: id, name.
    pub coauthors: Vec<(u64, String)>,
    /// Subjects.
    pub topics: Vec<String>,
}

/// One work of one institution.
#[derive(Serialize, Deserialize)]
pub struct InstitutionWork {
    /// The institution.
    pub institution: String,
    /// Its name and country in this affiliation.
    pub name: String,
    /// See `name`.
    pub country: String,
    /// The work.
    pub work: WorkLine,
    /// The people of this institution on the work: id, name.
    pub people: Vec<(u64, String)>,
    /// The other institutions on the work: id, name.
    pub others: Vec<(String, String)>,
    /// Subjects.
    pub topics: Vec<String>,
}

/// What the step lays down.
pub struct Contributions {
    /// [`PersonWork`] by person.
    pub persons: Spilled,
    /// [`InstitutionWork`] by institution.
    pub institutions: Spilled,
}

/// Reads all records again.
pub fn contribute(
    snapshot: &Snapshot,
    folder: &Path,
    bits: u32,
    lookup: &mut Lookup,
    institutions: &mut FindInstitutions,
    watch: &dyn Watch,
) -> Result<Contributions, BuildError> {
    let mut persons = Spill::create(folder, "person-works", bits)?;
    let mut places = Spill::create(folder, "institution-works", bits)?;
    walk(snapshot, "collecting", watch, |number, record| {
        let members = members(record, number, lookup, institutions)?;
        let (work, topics) = (work_line(record), topics(record));
        of_persons(&members, &work, &topics).try_for_each(|line| persons.line(line.person, &line))?;
        let mut lines = of_institutions(&members, &work, &topics).into_iter();
        lines.try_for_each(|line| places.line(text::hash(&line.institution), &line))
    })?;
    Ok(Contributions { persons: persons.finish()?, institutions: places.finish()? })
}

/// An author with the person and institutions found.
struct Member<'a> {
    person: u64,
    author: &'a Author,
    institutions: Vec<Found>,
}

fn members<'a>(
    record: &'a Record,
    number: u64,
    lookup: &mut Lookup,
    institutions: &mut FindInstitutions,
) -> Result<Vec<Member<'a>>, StoreError> {
    let work = text::hash(&record.key.to_string());
    let mut members = Vec::new();
    for (position, author) in persons(record) {
        let Some(person) = lookup.person(number, mention::key(work, position))? else { continue };
        let mut found: Vec<Found> =
            author.affiliations.iter().flat_map(|affiliation| institutions.of(affiliation).to_vec()).collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found.dedup_by(|a, b| a.id == b.id);
        members.push(Member { person, author, institutions: found });
    }
    Ok(members)
}

fn of_persons<'a>(
    members: &'a [Member<'_>],
    work: &'a WorkLine,
    topics: &'a [String],
) -> impl Iterator<Item = PersonWork> + 'a {
    members.iter().enumerate().map(move |(at, member)| {
        let from = at.saturating_sub(MOST_COAUTHORS / 2);
        let others = members.iter().skip(from).take(MOST_COAUTHORS + 1).filter(|other| other.person != member.person);
        PersonWork {
            person: member.person,
            work: work.clone(),
            last: member.author.last_name.clone(),
            fore: given(member.author),
            orcid: member.author.orcid.clone(),
            institutions: member
                .institutions
                .iter()
                .map(|found| (found.id.clone(), found.name.clone(), found.country.clone()))
                .collect(),
            coauthors: others.map(|other| (other.person, full_name(other.author))).collect(),
            topics: topics.to_vec(),
        }
    })
}

fn of_institutions(members: &[Member<'_>], work: &WorkLine, topics: &[String]) -> Vec<InstitutionWork> {
    let mut all: Vec<&Found> = members.iter().flat_map(|member| &member.institutions).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    let line = |found: &&Found| InstitutionWork {
        institution: found.id.clone(),
        name: found.name.clone(),
        country: found.country.clone(),
        work: work.clone(),
        people: members
            .iter()
            .filter(|member| member.institutions.iter().any(|one| one.id == found.id))
            .map(|member| (member.person, full_name(member.author)))
            .collect(),
        others: all
            .iter()
            .take(MOST_INSTITUTIONS)
            .filter(|other| other.id != found.id)
            .map(|other| (other.id.clone(), other.name.clone()))
            .collect(),
        topics: topics.to_vec(),
    };
    all.iter().map(line).collect()
}

fn work_line(record: &Record) -> WorkLine {
    WorkLine {
        key: record.key.to_string(),
        title: record.title.clone(),
        year: record.date.as_ref().map_or(0, |date| date.year),
        venue: record.venue.name.clone(),
    }
}

/// Main subject headings, else keywords.
fn topics(record: &Record) -> Vec<String> {
    let is_main = |heading: &&bellwether_sources::record::Heading| {
        heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major)
    };
    let mut topics: Vec<String> = record.headings.iter().filter(is_main).map(|heading| heading.name.clone()).collect();
    if topics.is_empty() {
        topics = record.keywords.iter().map(|keyword| keyword.text.clone()).collect();
    }
    topics.retain(|topic| !topic.trim().is_empty());
    topics.truncate(MOST_TOPICS);
    topics
}

fn given(author: &Author) -> String {
    if author.fore_name.is_empty() { author.initials.clone() } else { author.fore_name.clone() }
}

/// `Anna B Exampleova`.
fn full_name(author: &Author) -> String {
    format!("{} {}", given(author), author.last_name).trim().to_owned()
}
