//! Fourth step: what was laid down for each person and institution becomes a profile in the index.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_identity::text;

use crate::model::institution::Institution;
use crate::model::person::{Person, Reasons, WorkLine};
use crate::model::tally::{Tally, years};
use crate::service::build::{BuildError, Watch};
use crate::service::contributions::{Contributions, InstitutionWork, PersonWork};
use crate::service::find_institutions::FindInstitutions;
use crate::service::persons::Verdict;
use crate::store::index::Writer;
use crate::store::spill::Spilled;

const MOST_TOPICS: usize = 20;
const MOST_PEERS: usize = 30;
const MOST_NAMES: usize = 8;
/// An institution's profile lists its newest works only; the rest is found by search.
const MOST_INSTITUTION_WORKS: usize = 200;
/// A person's list is cut here; nobody's is longer but by mistaken grouping.
const MOST_PERSON_WORKS: usize = 5_000;

/// Writes all profiles. Answers how many persons and institutions there are.
pub fn write(
    contributions: &Contributions,
    verdicts: &Spilled,
    institutions: &FindInstitutions,
    index: &mut Writer,
    watch: &dyn Watch,
) -> Result<(u64, u64), BuildError> {
    let (mut persons, mut places) = (0, 0);
    let files = contributions.persons.files();
    for number in 0..files {
        watch.on_progress("indexing", number as u64, files as u64);
        if watch.cancelled() {
            return Err(BuildError::Stopped);
        }
        let mut found: BTreeMap<u64, Vec<Verdict>> = BTreeMap::new();
        for verdict in verdicts.take_lines::<Verdict>(number)? {
            found.entry(verdict.person).or_default().push(verdict);
        }
        let mut works: BTreeMap<u64, Vec<PersonWork>> = BTreeMap::new();
        for work in contributions.persons.take_lines::<PersonWork>(number)? {
            works.entry(work.person).or_default().push(work);
        }
        for (id, works) in works {
            index.person(&person(id, works, found.remove(&id).unwrap_or_default()))?;
            persons += 1;
        }
        let mut works: BTreeMap<String, Vec<InstitutionWork>> = BTreeMap::new();
        for work in contributions.institutions.take_lines::<InstitutionWork>(number)? {
            works.entry(work.institution.clone()).or_default().push(work);
        }
        for (id, works) in works {
            index.institution(&institution(&id, works, institutions))?;
            places += 1;
        }
    }
    Ok((persons, places))
}

/// The id of a person as people see it.
pub fn person_id(person: u64) -> String {
    format!("{person:016x}")
}

fn person(id: u64, works: Vec<PersonWork>, verdicts: Vec<Verdict>) -> Person {
    let (mut topics, mut coauthors, mut institutions, mut names) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let mut countries = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for work in &works {
        let name = format!("{} {}", work.fore, work.last).trim().to_owned();
        names.add(&name, &name);
        // A person can stand twice on one work where a source repeats its authors.
        if !seen.insert(work.work.key.as_str()) {
            continue;
        }
        let subjects: BTreeMap<String, &String> = work.topics.iter().map(|topic| (text::fold(topic), topic)).collect();
        subjects.iter().for_each(|(key, name)| topics.add(key, name));
        let others: BTreeMap<u64, &String> = work.coauthors.iter().map(|(id, name)| (*id, name)).collect();
        others.iter().for_each(|(id, name)| coauthors.add(&person_id(*id), name));
        for (id, name, country) in &work.institutions {
            institutions.add(id, name);
            if !country.is_empty() {
                countries.insert(country.clone());
            }
        }
    }
    let names = fullest_first(names);
    let orcid =
        works.iter().map(|work| work.orcid.as_str()).filter(|orcid| !orcid.is_empty()).min().unwrap_or_default();
    let orcid = orcid.to_owned();
    let (confidence, reasons) = merged(verdicts);
    let list = works_of(works.into_iter().map(|work| work.work));
    Person {
        id: person_id(id),
        name: names.first().cloned().unwrap_or_default(),
        other_names: names.into_iter().skip(1).take(MOST_NAMES).collect(),
        orcid,
        works: list.len() as u32,
        years: years(list.iter().map(|work| work.year)),
        topics: topics.topics(MOST_TOPICS),
        coauthors: coauthors.peers(MOST_PEERS),
        institutions: institutions.peers(MOST_PEERS),
        countries: countries.into_iter().collect(),
        confidence,
        reasons,
        list: list.into_iter().take(MOST_PERSON_WORKS).collect(),
    }
}

/// The forms of a name: the one with most letters first, then by how often they were used.
fn fullest_first(names: Tally) -> Vec<String> {
    let mut names = names.top(usize::MAX);
    let letters = |name: &str| name.chars().filter(|letter| letter.is_alphabetic()).count();
    names.sort_by(|a, b| (letters(&b.0), b.2).cmp(&(letters(&a.0), a.2)).then_with(|| a.0.cmp(&b.0)));
    names.into_iter().map(|(name, _, _)| name).collect()
}

/// A person in several blocks (a changed name under one ORCID iD) has several verdicts: the weakest confidence counts.
fn merged(verdicts: Vec<Verdict>) -> (Option<f64>, Reasons) {
    let mut confidence: Option<f64> = None;
    let mut reasons = Reasons::default();
    for verdict in verdicts {
        confidence = match (confidence, verdict.confidence) {
            (Some(one), Some(two)) => Some(f64::min(one, two)),
            (one, two) => one.or(two),
        };
        let found = verdict.reasons;
        reasons.with_orcid += found.with_orcid;
        reasons.shared_coauthors += found.shared_coauthors;
        reasons.shared_institutions += found.shared_institutions;
        reasons.shared_email |= found.shared_email;
        reasons.subject_likeness = reasons.subject_likeness.max(found.subject_likeness);
        reasons.written_out += found.written_out;
        reasons.same_block = reasons.same_block.max(found.same_block);
    }
    (confidence, reasons)
}

fn institution(id: &str, works: Vec<InstitutionWork>, institutions: &FindInstitutions) -> Institution {
    let (mut topics, mut people, mut others, mut names) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    for work in &works {
        names.add(&work.name, &work.name);
        work.topics.iter().for_each(|topic| topics.add(&text::fold(topic), topic));
        work.people.iter().for_each(|(id, name)| people.add(&person_id(*id), name));
        work.others.iter().for_each(|(id, name)| others.add(id, name));
    }
    let name = names.top(1).pop().map(|(name, _, _)| name).unwrap_or_default();
    let country =
        works.iter().map(|work| work.country.as_str()).find(|country| !country.is_empty()).unwrap_or_default();
    let facts = institutions.facts(id, &name, country);
    let mut top_people = people.peers(usize::MAX);
    let people = top_people.len() as u32;
    top_people.truncate(MOST_PEERS);
    let list = works_of(works.into_iter().map(|work| work.work));
    Institution {
        facts,
        works: list.len() as u32,
        people,
        years: years(list.iter().map(|work| work.year)),
        topics: topics.topics(MOST_TOPICS),
        top_people,
        collaborators: others.peers(MOST_PEERS),
        list: list.into_iter().take(MOST_INSTITUTION_WORKS).collect(),
    }
}

/// Works without repeats, newest first.
fn works_of(works: impl Iterator<Item = WorkLine>) -> Vec<WorkLine> {
    let mut works: Vec<WorkLine> = works.collect();
    works.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| b.key.cmp(&a.key)));
    works.dedup_by(|a, b| a.key == b.key);
    works
}
