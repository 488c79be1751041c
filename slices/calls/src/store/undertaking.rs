//! Undertakings with their milestones.

use bellwether_db::sql;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::money::Unit;
use bellwether_kernel::policy::Filter;
use bellwether_ledger::api::TransferId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::application::viewer;
use super::error::{StoreError, json, known, text};
use crate::model::application::ApplicationId;
use crate::model::undertaking::{Milestone, MilestoneState, Undertaking, UndertakingId};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    application_id: Uuid,
    amount_minor: i64,
    unit: String,
    opened_at_ms: i64,
}

#[derive(FromQueryResult)]
struct MilestoneRow {
    number: i64,
    name: String,
    due: String,
    amount_minor: i64,
    state: String,
    transfer: Option<Uuid>,
    report: String,
    why: String,
}

impl MilestoneRow {
    fn milestone(self) -> Result<Milestone, StoreError> {
        Ok(Milestone {
            number: u32::try_from(self.number).unwrap_or(u32::MAX),
            name: json("the name of a milestone", &self.name)?,
            due: known("a day", &self.due, self.due.parse().ok())?,
            amount_minor: self.amount_minor,
            state: known("a state of a milestone", &self.state, MilestoneState::from_name(&self.state))?,
            transfer: self.transfer.map(TransferId),
            report: self.report,
            why: self.why,
        })
    }
}

async fn whole(conn: &impl ConnectionTrait, row: Option<Row>) -> Result<Option<Undertaking>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let sql = "SELECT number, name, due, amount_minor, state, transfer, report, why FROM calls_milestone \
               WHERE undertaking_id = $1 ORDER BY number LIMIT 200";
    let milestones = sql::rows::<MilestoneRow>(conn, sql, vec![row.id.into()]).await?;
    let unit: Unit = known("a unit", &row.unit, row.unit.parse().ok())?;
    Ok(Some(Undertaking {
        id: UndertakingId(row.id),
        application: ApplicationId(row.application_id),
        amount_minor: row.amount_minor,
        unit,
        opened_at_ms: row.opened_at_ms,
        milestones: milestones.into_iter().map(MilestoneRow::milestone).collect::<Result<_, _>>()?,
    }))
}

const SELECT: &str = "SELECT u.id, u.application_id, u.amount_minor, c.unit, u.opened_at_ms FROM calls_undertaking u \
    JOIN calls_application a ON a.id = u.application_id JOIN calls_call c ON c.id = a.call_id";

/// One undertaking.
pub async fn find(conn: &impl ConnectionTrait, id: UndertakingId) -> Result<Option<Undertaking>, StoreError> {
    let row = sql::row::<Row>(conn, &format!("{SELECT} WHERE u.id = $1"), vec![id.0.into()]).await?;
    whole(conn, row).await
}

/// The undertaking of an application.
pub async fn of_application(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Option<Undertaking>, StoreError> {
    let row = sql::row::<Row>(conn, &format!("{SELECT} WHERE u.application_id = $1"), vec![id.0.into()]).await?;
    whole(conn, row).await
}

/// Stores an undertaking.
pub async fn add(conn: &impl ConnectionTrait, one: &Undertaking) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_undertaking (id, application_id, amount_minor, opened_at_ms) VALUES ($1, $2, $3, $4)";
    let values = vec![one.id.0.into(), one.application.0.into(), one.amount_minor.into(), one.opened_at_ms.into()];
    sql::run(conn, sql, values).await?;
    for milestone in &one.milestones {
        let sql = "INSERT INTO calls_milestone (undertaking_id, number, name, due, amount_minor, state, transfer) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = vec![
            one.id.0.into(),
            i64::from(milestone.number).into(),
            text("the name of a milestone", &milestone.name)?.into(),
            milestone.due.to_string().into(),
            milestone.amount_minor.into(),
            milestone.state.name().into(),
            milestone.transfer.map(|transfer| transfer.0).into(),
        ];
        sql::run(conn, sql, values).await?;
    }
    Ok(())
}

/// Writes a milestone.
pub async fn save_milestone(conn: &impl ConnectionTrait, of: UndertakingId, one: &Milestone) -> Result<(), StoreError> {
    let sql = "UPDATE calls_milestone SET state = $3, report = $4, why = $5 WHERE undertaking_id = $1 AND number = $2";
    let values = vec![
        of.0.into(),
        i64::from(one.number).into(),
        one.state.name().into(),
        one.report.as_str().into(),
        one.why.as_str().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct WaitRow {
    cluster: String,
    slug: String,
    n: i64,
}

/// Reports that wait for approval, by call, of the calls that the filter admits; without those with a conflict of interest.
pub async fn requested(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<Vec<(String, String, u64)>, StoreError> {
    let mut values: Vec<Value> = vec![viewer(ctx)];
    let columns = bellwether_db::permitted::Columns { cluster: Some("c.cluster"), ..Default::default() };
    let permitted = bellwether_db::permitted::condition(filter, columns, &mut values);
    let sql = format!(
        "SELECT c.cluster, c.slug, COUNT(*) AS n FROM calls_milestone m JOIN calls_undertaking u ON u.id = m.undertaking_id \
         JOIN calls_application a ON a.id = u.application_id JOIN calls_call c ON c.id = a.call_id \
         WHERE m.state = 'requested' AND {permitted} AND NOT EXISTS (SELECT 1 FROM calls_conflict x WHERE x.application_id = a.id \
         AND x.person = $1) GROUP BY c.cluster, c.slug ORDER BY c.cluster, c.slug LIMIT 100"
    );
    let rows = sql::rows::<WaitRow>(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.cluster, row.slug, row.n.unsigned_abs())).collect())
}
