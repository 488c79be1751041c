//! Looking at the landscape: the edition that is published, its topics, its records.

use std::sync::Arc;

use bellwether_evidence::api::{
    Matching, SearchError, SearchRequest, SearchState, StoreError as EvidenceError, places,
};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;
use bellwether_query::Query;
use bellwether_sources::record::{Key, Record};

use crate::model::filter::{Rows, Sort, TopicFilter};
use crate::model::point::Point;
use crate::model::polygon::Polygon;
use crate::model::topic::{Topic, WorkLine};
use crate::policy::Act;
pub use crate::store::error::StoreError;
pub use crate::store::folder::{Edition, Folder};

/// Why there is nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The landscape cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The evidence cannot be read.
    #[error("reading the evidence")]
    Evidence(#[from] EvidenceError),
    /// The hits could not be found.
    #[error("searching")]
    Search(#[from] SearchError),
}

/// The landscape as it is published; `None` before the first build.
pub fn edition(ctx: &Ctx, folder: &Folder) -> Result<Option<Arc<Edition>>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    Ok(folder.edition()?)
}

/// A page of the topics of one level.
pub fn topics(ctx: &Ctx, edition: &Edition, filter: &TopicFilter, limit: u32) -> Result<Rows<Topic>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let level = filter.level.unwrap_or(0);
    let words: Vec<String> = filter.q.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<&Topic> =
        edition.topics.iter().filter(|topic| topic.level == level && says(topic, &words)).collect();
    // By what growth is at least: by the value itself, small topics of which little is known would lead.
    let least = |topic: &Topic| Some(topic.indicator("growth")?.interval?.0);
    let growth = |topic: &Topic| least(topic).unwrap_or(f64::NEG_INFINITY);
    match filter.sort {
        Sort::Size => found.sort_by_key(|topic| std::cmp::Reverse(topic.size)),
        Sort::Growth => found.sort_by(|a, b| growth(b).total_cmp(&growth(a))),
        Sort::Name => found.sort_by_key(|topic| topic.label.to_lowercase()),
    }
    let part = Rows::part(found, filter.after, limit);
    Ok(Rows { rows: part.rows.into_iter().cloned().collect(), total: part.total, next: part.next })
}

/// Does every word stand in the label, a term or a heading?
pub(crate) fn says(topic: &Topic, words: &[String]) -> bool {
    let texts = || {
        let terms = topic.terms.iter().map(String::as_str);
        let headings = topic.headings.iter().map(|heading| heading.name.as_str());
        std::iter::once(topic.label.as_str()).chain(terms).chain(headings)
    };
    words.iter().all(|word| texts().any(|text| text.to_lowercase().contains(word.as_str())))
}

/// The points of the records that a query finds. Records that came after the landscape was built have no point, and
/// after files of the evidence were put together only a new build finds again what lay in them.
pub fn hits(ctx: &Ctx, search: &SearchState, edition: &Edition, query: Query) -> Result<Vec<u32>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let (engine, _) = search.engine(ctx)?;
    let request = SearchRequest { matching: Matching::All, ..SearchRequest::new(query) };
    Ok(edition.points.at_places(places(&engine, &request)?))
}

/// The points inside a line, and in a topic where one is named by its place in the list.
pub fn points(ctx: &Ctx, edition: &Edition, line: Option<&Polygon>, topic: Option<u32>) -> Result<Vec<u32>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let all = || (0..edition.points.len() as u32).collect();
    let mut found: Vec<u32> = line.map_or_else(all, |line| edition.points.inside(line));
    if let Some(topic) = topic {
        found.retain(|at| edition.points.get(*at as usize).is_some_and(|point| is_in(edition, &point, topic)));
    }
    Ok(found)
}

/// Is the point's finest topic this one, or inside it?
fn is_in(edition: &Edition, point: &Point, topic: u32) -> bool {
    let mut own = Some(u32::from(point.topic));
    while let Some(at) = own {
        if at == topic {
            return true;
        }
        own = edition.topics.get(at as usize).and_then(|topic| topic.parent);
    }
    false
}

/// The record of a point as the evidence has it now; `None` where there is no such point, or the record is gone.
pub fn record(ctx: &Ctx, search: &SearchState, edition: &Edition, at: u32) -> Result<Option<Record>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let Some(key) = edition.keys.get(at as usize).and_then(|key| key.parse::<Key>().ok()) else { return Ok(None) };
    let (_, snapshot) = search.engine(ctx)?;
    Ok(snapshot.record(&key)?)
}

/// A page of the records of these points. Of those that are gone since, the key alone is left.
pub fn records(
    ctx: &Ctx,
    search: &SearchState,
    edition: &Edition,
    points: Vec<u32>,
    after: Option<u32>,
    limit: u32,
) -> Result<Rows<WorkLine>, LookError> {
    ctx.permit(Act::Look, &Installation)?;
    let part = Rows::part(points, after, limit);
    let line = |at: &u32| {
        let found = record(ctx, search, edition, *at)?;
        let key = edition.keys.get(*at as usize).unwrap_or_default().to_owned();
        Ok(found.map_or(WorkLine { key, ..WorkLine::default() }, |record| work(&record)))
    };
    let rows: Result<Vec<WorkLine>, LookError> = part.rows.iter().map(line).collect();
    Ok(Rows { rows: rows?, total: part.total, next: part.next })
}

/// A record in a list.
fn work(record: &Record) -> WorkLine {
    let venue = &record.venue;
    WorkLine {
        key: record.key.to_string(),
        title: record.title.clone(),
        venue: if venue.abbreviation.is_empty() { venue.name.clone() } else { venue.abbreviation.clone() },
        year: record.date.as_ref().and_then(|date| u16::try_from(date.year).ok()).unwrap_or(0),
    }
}
