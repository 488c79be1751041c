//! Decisions. At most one of an application is in force or waits to be announced: a unique index says so.

use bellwether_db::sql;
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, known};
use crate::model::application::ApplicationId;
use crate::model::decision::{Decision, DecisionId};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    application_id: Uuid,
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

/// The decisions of these applications that are in force or wait to be announced.
pub async fn current(conn: &impl ConnectionTrait, ids: &[ApplicationId]) -> Result<Vec<Decision>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = ids.iter().map(|id| id.0.into()).collect();
    let places: Vec<String> = (1..=values.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT id, application_id, outcome, amount_minor, place, why, state, decided_by, decided_at_ms, announced_at_ms FROM calls_decision \
         WHERE application_id IN ({}) AND state IN ('carried', 'effective')",
        places.join(", ")
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::decision).collect()
}

/// Stores a decision.
pub async fn add(conn: &impl ConnectionTrait, one: &Decision) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_decision (id, application_id, outcome, amount_minor, place, why, state, decided_by, decided_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
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
