//! Watching topics: a person's own list, and what became of its topics since they were last seen. Like saved views, it is
//! nobody else's business, so the journal holds nothing of it.

use std::collections::{HashMap, HashSet};

use bellwether_db::{Db, DbError, IsConflict};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::{Act as _, Installation};

use crate::model::emerging::Bounded;
use crate::model::topic::Topic;
use crate::model::watch::{Fate, MOST, News, REMEMBERED, Seen, Watch, fate};
use crate::policy::Act;
use crate::service::look::{LookError, points};
use crate::store::folder::Edition;
use crate::store::tables::TableError;
use crate::store::watch as store;

/// Why a list was not read or changed.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The actor may not do this, or is nobody who has a list.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The landscape has no such topic.
    #[error("topic {0} is not there")]
    NotFound(String),
    /// The list is full.
    #[error("a list holds at most {MOST} topics")]
    Full,
    /// The landscape cannot be read.
    #[error(transparent)]
    Look(#[from] LookError),
    /// The tables failed.
    #[error(transparent)]
    Tables(#[from] TableError),
}

impl From<DbError> for WatchError {
    fn from(error: DbError) -> Self {
        WatchError::Tables(error.into())
    }
}

impl IsConflict for WatchError {
    fn is_conflict(&self) -> bool {
        matches!(self, WatchError::Tables(error) if error.is_conflict())
    }
}

/// Whose list it is. The installation itself has none.
fn own(ctx: &Ctx) -> Result<UserId, Denied> {
    ctx.actor.user_id().ok_or(Denied { act: Act::Watch.words(), hidden: false })
}

/// Puts a topic on the acting person's list, as it is now. One that is there stays as it was seen.
pub async fn watch(ctx: &Ctx, db: &Db, edition: &Edition, id: &str) -> Result<(), WatchError> {
    ctx.permit(Act::Watch, &Installation)?;
    let user = own(ctx)?;
    let (at, topic) = edition.topic(id).ok_or_else(|| WatchError::NotFound(id.to_owned()))?;
    let seen = seen(ctx, edition, at, topic)?;
    db.write(ctx, async |tx| {
        let list = store::list(tx.conn(), user).await?;
        if list.iter().any(|watch| watch.topic == id) {
            return Ok(());
        }
        if list.len() >= MOST {
            return Err(WatchError::Full);
        }
        Ok(store::add(tx.conn(), user, id, &seen, tx.now().as_millisecond()).await?)
    })
    .await
}

/// Takes a topic off the acting person's list.
pub async fn unwatch(ctx: &Ctx, db: &Db, id: &str) -> Result<(), WatchError> {
    ctx.permit(Act::Watch, &Installation)?;
    let user = own(ctx)?;
    db.write(ctx, async |tx| Ok(store::remove(tx.conn(), user, id).await?)).await
}

/// Does the acting person watch this topic?
pub async fn is_watched(ctx: &Ctx, db: &Db, id: &str) -> Result<bool, WatchError> {
    ctx.permit(Act::Watch, &Installation)?;
    let user = own(ctx)?;
    Ok(store::holds(db.reader(), user, id).await?)
}

/// The acting person's list as it is stored.
pub async fn list(ctx: &Ctx, db: &Db) -> Result<Vec<Watch>, WatchError> {
    ctx.permit(Act::Watch, &Installation)?;
    let user = own(ctx)?;
    Ok(store::list(db.reader(), user).await?)
}

/// What became of these topics. Takes a walk over all keys of the map, so call it where it may take a while.
pub fn news(ctx: &Ctx, edition: &Edition, list: &[Watch]) -> Result<Vec<News>, LookError> {
    ctx.permit(Act::Watch, &Installation)?;
    let finest = finest_topics(edition, list);
    let one = |watch: &Watch| {
        let level = watch.seen.level;
        let at = |key: &String| finest.get(key.as_str()).and_then(|topic| on_level(edition, *topic, level));
        let found: Vec<&Topic> = watch.seen.sample.iter().filter_map(at).collect();
        let same = edition.topic(&watch.topic).filter(|_| watch.seen.landscape == edition.number());
        let fate = if same.is_some() { Fate::Stays } else { fate(&watch.topic, watch.seen.size, &found) };
        let now = match fate.topic(&watch.topic).and_then(|id| edition.topic(id)) {
            Some((at, topic)) => Some(seen(ctx, edition, at, topic)?),
            None => None,
        };
        let known: HashSet<&str> = watch.seen.works.iter().map(|work| work.key.as_str()).collect();
        let works = now.iter().flat_map(|now| &now.works);
        let new_works = works.filter(|work| !known.contains(work.key.as_str())).cloned().collect();
        let (topic, seen_at_ms, before) = (watch.topic.clone(), watch.seen_at_ms, watch.seen.clone());
        Ok(News { topic, seen_at_ms, before, fate, now, new_works })
    };
    list.iter().map(one).collect()
}

/// Marks as seen what became of topics: all, or the one of this id. A topic of another id is followed; one that was split
/// or is gone stays as it was, until it is taken off the list.
pub async fn mark_seen(ctx: &Ctx, db: &Db, news: &[News], only: Option<&str>) -> Result<(), WatchError> {
    ctx.permit(Act::Watch, &Installation)?;
    let user = own(ctx)?;
    db.write(ctx, async |tx| {
        let list = store::list(tx.conn(), user).await?;
        let mut ids: HashSet<String> = list.into_iter().map(|watch| watch.topic).collect();
        for one in news.iter().filter(|one| only.is_none_or(|id| id == one.topic)) {
            let (Some(now), Some(id)) = (&one.now, one.fate.topic(&one.topic)) else { continue };
            if !ids.contains(&one.topic) {
                continue;
            }
            if id != one.topic && !ids.insert(id.to_owned()) {
                // Two topics became one that is on the list already.
                store::remove(tx.conn(), user, &one.topic).await?;
                continue;
            }
            store::mark(tx.conn(), user, &one.topic, id, now, tx.now().as_millisecond()).await?;
        }
        Ok(())
    })
    .await
}

/// The finest topics of all records that are remembered of the list.
fn finest_topics<'a>(edition: &'a Edition, list: &'a [Watch]) -> HashMap<&'a str, u16> {
    let wanted: HashSet<&str> = list.iter().flat_map(|watch| &watch.seen.sample).map(String::as_str).collect();
    let topic = |key| Some((key, edition.points.get(edition.keys.find(key)? as usize)?.topic));
    wanted.into_iter().filter_map(topic).collect()
}

fn on_level(edition: &Edition, finest: u16, level: u8) -> Option<&Topic> {
    let mut topic = edition.topics.get(usize::from(finest))?;
    while topic.level > level {
        topic = edition.topics.get(topic.parent? as usize)?;
    }
    (topic.level == level).then_some(topic)
}

fn seen(ctx: &Ctx, edition: &Edition, at: u32, topic: &Topic) -> Result<Seen, LookError> {
    let peers = || edition.topics.iter().filter(|other| other.level == topic.level);
    let larger = peers().filter(|other| other.size > topic.size).count();
    // Points lie in an order that was shuffled, so the first are an even sample.
    let sample = points(ctx, edition, None, Some(at))?.into_iter().take(REMEMBERED);
    let growth = topic.indicator("growth").and_then(|growth| {
        let (low, high) = growth.interval?;
        Some(Bounded { value: growth.value, low, high })
    });
    Ok(Seen {
        landscape: edition.number(),
        level: topic.level,
        label: topic.label.clone(),
        size: topic.size,
        share: f64::from(topic.size) / edition.status.records.max(1) as f64,
        growth,
        rank: larger as u32 + 1,
        of: peers().count() as u32,
        works: topic.works.clone(),
        sample: sample.filter_map(|point| edition.keys.get(point as usize).map(str::to_owned)).collect(),
    })
}
