//! Calls with their drafts and published versions.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::sql;
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::policy::Filter;
use bellwether_ledger::api::AccountId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, json, known, text};
use crate::model::application::Application;
use crate::model::call::{Call, CallId, Content};
use crate::model::submission::Frozen;

/// Which words of a call are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Those that are being written.
    Draft,
    /// Those that are published, or being written where nothing is.
    Published,
}

impl Words {
    fn column(self) -> &'static str {
        match self {
            Words::Draft => "c.content",
            Words::Published => "COALESCE(v.content, c.content)",
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    slug: String,
    state: String,
    sample: bool,
    words: String,
    revision: i64,
    version: i64,
    version_revision: i64,
    source: Uuid,
    account: Option<Uuid>,
    payee: Option<Uuid>,
    unit: String,
    budget_minor: i64,
    committed_minor: i64,
    opens_ms: i64,
    closes_ms: i64,
}

#[derive(FromQueryResult)]
struct VersionRow {
    content: String,
    sha256: String,
}

#[derive(FromQueryResult)]
struct NumberRow {
    number: i64,
}

impl Row {
    fn call(self) -> Result<Call, StoreError> {
        Ok(Call {
            id: CallId(self.id),
            written: known("a state of a call", &self.state, OfferState::from_name(&self.state))?,
            content: json("the words of a call", &self.words)?,
            unit: known("a unit", &self.unit, self.unit.parse().ok())?,
            cluster: self.cluster,
            slug: self.slug,
            sample: self.sample,
            revision: self.revision,
            version: self.version,
            is_changed: self.version > 0 && self.revision != self.version_revision,
            source: AccountId(self.source),
            account: self.account.map(AccountId),
            payee: self.payee.map(AccountId),
            budget_minor: self.budget_minor,
            committed_minor: self.committed_minor,
            opens_ms: self.opens_ms,
            closes_ms: self.closes_ms,
        })
    }
}

fn select(words: Words) -> String {
    format!(
        "SELECT c.id, c.cluster, c.slug, c.state, c.sample, {} AS words, c.revision, c.version, c.version_revision, c.source, \
         c.account, c.payee, c.unit, c.budget_minor, c.committed_minor, c.opens_ms, c.closes_ms FROM calls_call c \
         LEFT JOIN calls_version v ON v.call_id = c.id AND v.version = c.version",
        words.column()
    )
}

/// Calls that the filter admits, of a cluster where one is named: those that close last first; at most 500.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    cluster: Option<&str>,
) -> Result<Vec<Call>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let columns = Columns { state: Some("c.state"), cluster: Some("c.cluster"), ..Columns::default() };
    let mut wanted = vec![condition(filter, columns, &mut values)];
    if let Some(cluster) = cluster {
        values.push(cluster.into());
        wanted.push(format!("c.cluster = ${}", values.len()));
    }
    let sql = format!(
        "{} WHERE {} ORDER BY c.closes_ms DESC, c.id LIMIT 500",
        select(Words::Published),
        wanted.join(" AND ")
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::call).collect()
}

/// The call with this name in addresses.
pub async fn find(
    conn: &impl ConnectionTrait,
    cluster: &str,
    slug: &str,
    words: Words,
) -> Result<Option<Call>, StoreError> {
    let sql = format!("{} WHERE c.cluster = $1 AND c.slug = $2", select(words));
    sql::row::<Row>(conn, &sql, vec![cluster.into(), slug.into()]).await?.map(Row::call).transpose()
}

/// The call with this id.
pub async fn by_id(conn: &impl ConnectionTrait, id: CallId, words: Words) -> Result<Option<Call>, StoreError> {
    let sql = format!("{} WHERE c.id = $1", select(words));
    sql::row::<Row>(conn, &sql, vec![id.0.into()]).await?.map(Row::call).transpose()
}

/// Calls whose window begins or ends by now, at most 100.
pub async fn due(conn: &impl ConnectionTrait, now_ms: i64) -> Result<Vec<Call>, StoreError> {
    let sql = format!(
        "{} WHERE (c.state = 'published' AND c.opens_ms <= $1) OR (c.state = 'open' AND c.closes_ms <= $1) LIMIT 100",
        select(Words::Published)
    );
    sql::rows::<Row>(conn, &sql, vec![now_ms.into()]).await?.into_iter().map(Row::call).collect()
}

/// A version as it was published.
pub async fn version(
    conn: &impl ConnectionTrait,
    id: CallId,
    version: i64,
) -> Result<Option<(Content, Frozen)>, StoreError> {
    let sql = "SELECT content, sha256 FROM calls_version WHERE call_id = $1 AND version = $2";
    let Some(row) = sql::row::<VersionRow>(conn, sql, vec![id.0.into(), version.into()]).await? else {
        return Ok(None);
    };
    let content = json("a version of a call", &row.content)?;
    let frozen = Frozen::read(row.content, &row.sha256).ok();
    Ok(Some((content, known("the digest of a version", &row.sha256, frozen)?)))
}

/// What the call says to an application in the stage that it has reached.
pub async fn content_of(conn: &impl ConnectionTrait, one: &Application) -> Result<Option<Content>, StoreError> {
    let found = version(conn, one.call, one.version).await?;
    Ok(found.map(|(content, _)| content.in_stage(one.stage.at)))
}

/// Stores a new call.
pub async fn add(conn: &impl ConnectionTrait, call: &Call, by: Option<UserId>, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_call (id, cluster, slug, state, sample, title, content, revision, version, version_revision, \
               source, unit, budget_minor, opens_ms, closes_ms, made_by, made_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14, $15, $16)";
    let values = vec![
        call.id.0.into(),
        call.cluster.as_str().into(),
        call.slug.as_str().into(),
        call.written.name().into(),
        call.sample.into(),
        text("a title", &call.content.title)?.into(),
        text("the words of a call", &call.content)?.into(),
        call.revision.into(),
        call.version.into(),
        call.source.0.into(),
        call.unit.code().into(),
        call.budget_minor.into(),
        call.opens_ms.into(),
        call.closes_ms.into(),
        by.map(|by| by.0).into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes the draft of a call, if it is still at the revision that was changed. The money can only be changed before the first
/// version is published.
pub async fn save_draft(conn: &impl ConnectionTrait, call: &Call, from: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE calls_call SET content = $3, revision = $4, source = $5, unit = $6, budget_minor = $7, \
               title = CASE WHEN version = 0 THEN $8 ELSE title END WHERE id = $1 AND revision = $2";
    let values = vec![
        call.id.0.into(),
        from.into(),
        text("the words of a call", &call.content)?.into(),
        call.revision.into(),
        call.source.0.into(),
        call.unit.code().into(),
        call.budget_minor.into(),
        text("a title", &call.content.title)?.into(),
    ];
    Ok(sql::run(conn, sql, values).await? == 1)
}

/// Stores a version, and that it is the one that is published.
pub async fn publish(
    conn: &impl ConnectionTrait,
    call: &Call,
    frozen: &Frozen,
    by: Option<UserId>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_version (call_id, version, content, sha256, published_by, published_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        call.id.0.into(),
        call.version.into(),
        frozen.text().into(),
        frozen.sha256().into(),
        by.map(|by| by.0).into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    let sql = "UPDATE calls_call SET version = $2, version_revision = revision, state = $3, account = $4, opens_ms = $5, \
               closes_ms = $6, title = $7, payee = $8 WHERE id = $1";
    let values = vec![
        call.id.0.into(),
        call.version.into(),
        call.written.name().into(),
        call.account.map(|account| account.0).into(),
        call.opens_ms.into(),
        call.closes_ms.into(),
        text("a title", &call.content.title)?.into(),
        call.payee.map(|payee| payee.0).into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes where a call stands, and its window.
pub async fn save_state(conn: &impl ConnectionTrait, call: &Call) -> Result<(), StoreError> {
    let sql = "UPDATE calls_call SET state = $2, opens_ms = $3, closes_ms = $4 WHERE id = $1";
    let values = vec![call.id.0.into(), call.written.name().into(), call.opens_ms.into(), call.closes_ms.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Promises so much more (or less) of the budget; `false`, and nothing, where it is not there. The table refuses it as well.
pub async fn commit(conn: &impl ConnectionTrait, id: CallId, more_minor: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE calls_call SET committed_minor = committed_minor + $2 \
               WHERE id = $1 AND committed_minor + $2 <= budget_minor AND committed_minor + $2 >= 0";
    Ok(sql::run(conn, sql, vec![id.0.into(), more_minor.into()]).await? == 1)
}

/// The number of the next application.
pub async fn next_number(conn: &impl ConnectionTrait, id: CallId) -> Result<i64, StoreError> {
    let sql = "UPDATE calls_call SET applications = applications + 1 WHERE id = $1 RETURNING applications AS number";
    let row = sql::row::<NumberRow>(conn, sql, vec![id.0.into()]).await?;
    known("a call", &id.to_string(), row.map(|row| row.number))
}
