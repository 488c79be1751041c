//! Who is most active in a topic: candidates are asked of the experts by the topic's headings and words, and ranked by how many of
//! their records lie in the topic.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use bellwether_experts::api::{Experts, Filter, LookError as ExpertsError, person, persons};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;

use crate::model::people::{TopicInstitution, TopicPeople, TopicPerson};
use crate::model::topic::Topic;
use crate::policy::Act;
use crate::service::look::{LookError, points};
use crate::store::folder::Edition;

/// Headings and words of the topic by which candidates are asked for.
const ASKED: usize = 12;
/// Candidates for each of them.
const CANDIDATES: u32 = 40;
/// Rows of each list.
const ROWS: usize = 15;

/// Why nobody can be named.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The landscape cannot be read.
    #[error(transparent)]
    Look(#[from] LookError),
    /// The experts cannot be read.
    #[error("reading the experts")]
    Experts(#[from] ExpertsError),
}

/// Experts and institutions of the topic at this place in the list.
pub fn people(ctx: &Ctx, experts: &Experts, edition: &Edition, at: u32) -> Result<TopicPeople, PeopleError> {
    ctx.permit(Act::Look, &Installation)?;
    let Some(topic) = edition.topics.get(at as usize) else { return Ok(TopicPeople::default()) };
    let inside = points(ctx, edition, None, Some(at))?;
    let keys: HashSet<&str> = inside.iter().filter_map(|point| edition.keys.get(*point as usize)).collect();
    let mut candidates = BTreeSet::new();
    for words in asked(topic) {
        let filter = Filter { topic: words.to_owned(), ..Filter::default() };
        candidates.extend(persons(ctx, experts, &filter, CANDIDATES)?.rows.into_iter().map(|line| line.id));
    }
    let looked_at = candidates.len() as u32;
    let mut found: Vec<(TopicPerson, String, Vec<String>)> = Vec::new();
    for id in candidates {
        let Some(person) = person(ctx, experts, &id)? else { continue };
        let own = person.list.iter().map(|work| work.key.clone()).filter(|key| keys.contains(key.as_str()));
        let own: Vec<String> = own.collect();
        if own.is_empty() {
            continue;
        }
        let line = person.line();
        let row = TopicPerson {
            id: line.id,
            name: line.name,
            institution: line.institution,
            in_topic: own.len() as u32,
            works: line.works,
        };
        found.push((row, line.institution_id, own));
    }
    found.sort_by(|a, b| b.0.in_topic.cmp(&a.0.in_topic).then_with(|| a.0.id.cmp(&b.0.id)));
    let institutions = institutions(&found);
    let persons = found.into_iter().take(ROWS).map(|(person, ..)| person).collect();
    Ok(TopicPeople { persons, institutions, looked_at, records: inside.len() as u32 })
}

/// Headings first: keywords and words of labels find fewer people.
fn asked(topic: &Topic) -> Vec<&str> {
    let headings = topic.headings.iter().map(|heading| heading.name.as_str());
    let mut asked: Vec<&str> = Vec::new();
    for words in headings.chain(topic.terms.iter().map(String::as_str)) {
        if !asked.contains(&words) && asked.len() < ASKED {
            asked.push(words);
        }
    }
    asked
}

fn institutions(found: &[(TopicPerson, String, Vec<String>)]) -> Vec<TopicInstitution> {
    let mut all: BTreeMap<&str, (&str, u32, BTreeSet<&str>)> = BTreeMap::new();
    for (person, institution, own) in found.iter().filter(|(_, institution, _)| !institution.is_empty()) {
        let entry = all.entry(institution).or_insert((&person.institution, 0, BTreeSet::new()));
        entry.1 += 1;
        entry.2.extend(own.iter().map(String::as_str));
    }
    let mut rows: Vec<TopicInstitution> = all
        .into_iter()
        .map(|(id, (name, persons, records))| TopicInstitution {
            id: id.to_owned(),
            name: name.to_owned(),
            persons,
            in_topic: records.len() as u32,
        })
        .collect();
    rows.sort_by(|a, b| b.in_topic.cmp(&a.in_topic).then_with(|| a.id.cmp(&b.id)));
    rows.truncate(ROWS);
    rows
}
