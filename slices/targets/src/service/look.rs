//! Looking at targets: what is published, lists of them, and the records and topics of one.

use std::collections::HashSet;
use std::sync::Arc;

use bellwether_evidence::api::{SearchState, StoreError as EvidenceError};
use bellwether_foresight::api::{Landscapes, LookError as LandscapeError, Rows, WorkLine, topics_of};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;
use bellwether_sources::record::{Key, Record, Source};

use crate::model::filter::{Bursting, EmergingFilter, Filter, Sort, fit};
use crate::model::status::Status;
use crate::model::target::{Target, TargetLine};
use crate::model::topic::TopicOf;
use crate::policy::Act;
pub use crate::store::folder::{Edition, Folder};
pub use bellwether_generations::stored::StoreError;

/// Topics that are named, at most.
const TOPICS: usize = 12;
/// The level of the topics that are named: the middle one.
const LEVEL: u8 = 1;

/// Why there is nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The targets cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The evidence cannot be read.
    #[error("reading the evidence")]
    Evidence(#[from] EvidenceError),
    /// The landscape cannot be read.
    #[error("reading the landscape")]
    Landscape(#[from] LandscapeError),
}

/// The targets as they are published; `None` before the first build.
pub fn edition(ctx: &Ctx, folder: &Folder) -> Result<Option<Arc<Edition>>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(folder.edition()?)
}

/// A page of the list. What fits the typed words best comes first, unless another order than the usual one is asked for.
pub fn list(ctx: &Ctx, edition: &Edition, filter: &Filter, limit: u32) -> Result<Rows<TargetLine>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let last = edition.status.years.1;
    let burst = |target: &Target| match filter.burst {
        Bursting::Any => true,
        Bursting::Ever => !target.bursts.is_empty(),
        Bursting::Now => target.bursts.last().is_some_and(|burst| burst.to == last),
    };
    let asked = edition.in_order(filter.sort).filter(|target| target.papers >= filter.least && burst(target));
    let mut found: Vec<(u8, &Target)> = asked.filter_map(|target| Some((fit(target, &filter.q)?, target))).collect();
    if filter.sort == Sort::default() {
        found.sort_by_key(|(fit, _)| *fit);
    }
    Ok(lines(found.into_iter().map(|(_, target)| target).collect(), filter.after, limit))
}

/// A page of the targets that the score of emergence ranks, the highest score first.
pub fn emerging(
    ctx: &Ctx,
    edition: &Edition,
    filter: EmergingFilter,
    limit: u32,
) -> Result<Rows<TargetLine>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let mut ranked: Vec<&Target> =
        edition.targets.iter().filter(|target| target.emergence.is_some() && target.last() >= filter.least).collect();
    ranked.sort_by_key(|target| target.emergence.as_ref().map(|emergence| emergence.rank));
    Ok(lines(ranked, filter.after, limit))
}

fn lines(found: Vec<&Target>, after: Option<u32>, limit: u32) -> Rows<TargetLine> {
    let part = Rows::part(found, after, limit);
    Rows { rows: part.rows.into_iter().map(Target::line).collect(), total: part.total, next: part.next }
}

/// A page of the records of a target that the evidence held when targets were built. Of those that are gone since, the key
/// alone is left.
pub fn records(
    ctx: &Ctx,
    search: &SearchState,
    target: &Target,
    after: Option<u32>,
    limit: u32,
) -> Result<Rows<WorkLine>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let (_, snapshot) = search.engine(ctx)?;
    let part = Rows::part(target.held.clone(), after, limit);
    let line = |pmid: &u32| {
        let key = Key { source: Source::PubMed, id: pmid.to_string() };
        let found = snapshot.record(&key)?;
        Ok(found.map_or(WorkLine { key: key.to_string(), ..WorkLine::default() }, |record| work(&record)))
    };
    let rows: Result<Vec<WorkLine>, LookError> = part.rows.iter().map(line).collect();
    Ok(Rows { rows: rows?, total: part.total, next: part.next })
}

fn work(record: &Record) -> WorkLine {
    let venue = &record.venue;
    WorkLine {
        key: record.key.to_string(),
        title: record.title.clone(),
        venue: if venue.abbreviation.is_empty() { venue.name.clone() } else { venue.abbreviation.clone() },
        year: record.date.as_ref().and_then(|date| u16::try_from(date.year).ok()).unwrap_or(0),
    }
}

/// Topics of the landscape that hold records of a target, most first; empty where there is no landscape.
pub fn topics(ctx: &Ctx, landscapes: &Landscapes, target: &Target) -> Result<Vec<TopicOf>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let Some(landscape) = bellwether_foresight::api::edition(ctx, landscapes)? else { return Ok(Vec::new()) };
    let keys: HashSet<String> =
        target.held.iter().map(|pmid| Key { source: Source::PubMed, id: pmid.to_string() }.to_string()).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let found = topics_of(ctx, &landscape, LEVEL, &keys)?;
    let topic = |(topic, records): (&bellwether_foresight::api::Topic, u32)| TopicOf {
        id: topic.id.clone(),
        label: topic.label.clone(),
        records,
        size: topic.size,
    };
    Ok(found.into_iter().take(TOPICS).map(topic).collect())
}

/// How the targets were built; `None` before the first build.
pub fn status(ctx: &Ctx, folder: &Folder) -> Result<Option<Status>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(folder.edition()?.map(|edition| edition.status.clone()))
}
