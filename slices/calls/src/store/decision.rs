//! Decisions. At most one of each stage of an application is in force or waits to be announced: a unique index says so.

use bellwether_db::sql;
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::among;
use super::error::{StoreError, known};
use crate::model::application::ApplicationId;
use crate::model::call::CallId;
use crate::model::decision::{Decision, DecisionId};

const COLUMNS: &str = "d.id, d.application_id, d.stage, d.outcome, d.amount_minor, d.place, d.why, d.state, d.decided_by, \
    d.decided_at_ms, d.announced_at_ms";

#[derive(FromQueryResult)]
struct NumberRow {
    n: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    application_id: Uuid,
    stage: i64,
    outcome: String,
    amount_minor: i64,
    place: i64,
    why: String,
    state: String,
    decided_by: Option<Uuid>,
    decided_at_ms: i64,
    announced_at_ms: Option<i64>,
}

impl Row {
    fn decision(self) -> Result<Decision, StoreError> {
        Ok(Decision {
            id: DecisionId(self.id),
            application: ApplicationId(self.application_id),
            stage: u32::try_from(self.stage).unwrap_or(u32::MAX),
            outcome: known("an outcome", &self.outcome, Outcome::from_name(&self.outcome))?,
            amount_minor: self.amount_minor,
            place: u32::try_from(self.place).unwrap_or(u32::MAX),
            why: self.why,
            state: known("a state of a decision", &self.state, DecisionState::from_name(&self.state))?,
            by: self.decided_by.map(UserId),
            at_ms: self.decided_at_ms,
            announced_at_ms: self.announced_at_ms,
        })
    }
}

/// The decisions of these applications in the stage that they have reached, in force or waiting to be announced.
pub async fn current(conn: &impl ConnectionTrait, ids: &[ApplicationId]) -> Result<Vec<Decision>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!(
        "SELECT {COLUMNS} FROM calls_decision d JOIN calls_application a ON a.id = d.application_id AND a.stage = d.stage \
         WHERE d.application_id IN ({places}) AND d.state IN ('carried', 'effective')"
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::decision).collect()
}

/// The decisions by which an application went on from earlier stages, in their order. All of them were announced.
pub async fn before(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Decision>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM calls_decision d JOIN calls_application a ON a.id = d.application_id AND d.stage < a.stage \
         WHERE d.application_id = $1 AND d.state = 'effective' ORDER BY d.stage LIMIT 100"
    );
    sql::rows::<Row>(conn, &sql, vec![id.0.into()]).await?.into_iter().map(Row::decision).collect()
}

/// How many applications of a call go on from this stage, announced or not.
pub async fn going_on(conn: &impl ConnectionTrait, call: CallId, stage: u32) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM calls_decision d JOIN calls_application a ON a.id = d.application_id \
               WHERE a.call_id = $1 AND d.stage = $2 AND d.outcome = 'accepted' AND d.state IN ('carried', 'effective') \
               AND a.state NOT IN ('withdrawn', 'lapsed')";
    let row = sql::row::<NumberRow>(conn, sql, vec![call.0.into(), i64::from(stage).into()]).await?;
    Ok(row.map_or(0, |row| u32::try_from(row.n).unwrap_or(u32::MAX)))
}

/// What decisions of a call have taken of what there is to give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Promised to awards, announced or not.
    pub committed_minor: i64,
    /// How many go on from each stage.
    pub going_on: Vec<(u32, u32)>,
}

/// What decisions of a call have taken.
pub async fn taken(conn: &impl ConnectionTrait, call: CallId) -> Result<Taken, StoreError> {
    #[derive(FromQueryResult)]
    struct StageRow {
        stage: i64,
        n: i64,
    }
    let sql = "SELECT committed_minor AS n FROM calls_call WHERE id = $1";
    let committed = sql::row::<NumberRow>(conn, sql, vec![call.0.into()]).await?;
    let sql = "SELECT d.stage, COUNT(*) AS n FROM calls_decision d JOIN calls_application a ON a.id = d.application_id \
               WHERE a.call_id = $1 AND d.outcome = 'accepted' AND d.state IN ('carried', 'effective') \
               AND a.state NOT IN ('withdrawn', 'lapsed') GROUP BY d.stage ORDER BY d.stage";
    let rows = sql::rows::<StageRow>(conn, sql, vec![call.0.into()]).await?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Taken {
        committed_minor: committed.map_or(0, |row| row.n),
        going_on: rows.into_iter().map(|row| (number(row.stage), number(row.n))).collect(),
    })
}

/// Stores a decision.
pub async fn add(conn: &impl ConnectionTrait, one: &Decision) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_decision (id, application_id, outcome, amount_minor, place, why, state, decided_by, decided_at_ms, \
               stage) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = vec![
        one.id.0.into(),
        one.application.0.into(),
        one.outcome.name().into(),
        one.amount_minor.into(),
        i64::from(one.place).into(),
        one.why.as_str().into(),
        one.state.name().into(),
        one.by.map(|by| by.0).into(),
        one.at_ms.into(),
        i64::from(one.stage).into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes where a decision stands.
pub async fn save_state(
    conn: &impl ConnectionTrait,
    one: &Decision,
    announced_at_ms: Option<i64>,
) -> Result<(), StoreError> {
    let sql = "UPDATE calls_decision SET state = $2, announced_at_ms = COALESCE($3, announced_at_ms) WHERE id = $1";
    sql::run(conn, sql, vec![one.id.0.into(), one.state.name().into(), announced_at_ms.into()]).await?;
    Ok(())
}
