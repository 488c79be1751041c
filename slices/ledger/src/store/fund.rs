//! Funds.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::{DbError, sql};
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::model::fund::{Fund, FundId};
use crate::store::{json, places, text, unit};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    slug: String,
    name: String,
    unit: String,
    approval_above_minor: Option<i64>,
    sample: i64,
    opened_at_ms: i64,
}

const COLUMNS: &str = "f.id, f.cluster, f.slug, f.name, f.unit, f.approval_above_minor, f.sample, f.opened_at_ms";
/// More funds than a cluster can have.
const MOST: u32 = 500;

fn fund(row: Row) -> Result<Fund, DbError> {
    Ok(Fund {
        id: FundId(row.id),
        cluster: row.cluster,
        slug: row.slug,
        name: text(row.name)?,
        unit: unit(row.unit)?,
        approval_above_minor: row.approval_above_minor,
        sample: row.sample == 1,
        opened_at_ms: row.opened_at_ms,
    })
}

pub async fn insert(conn: &impl ConnectionTrait, fund: &Fund) -> Result<(), DbError> {
    sql::run(
        conn,
        "INSERT INTO ledger_fund (id, cluster, slug, name, unit, approval_above_minor, sample, opened_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            fund.id.0.into(),
            fund.cluster.as_str().into(),
            fund.slug.as_str().into(),
            json(&fund.name).into(),
            fund.unit.code().into(),
            fund.approval_above_minor.into(),
            i64::from(fund.sample).into(),
            fund.opened_at_ms.into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn set_threshold(conn: &impl ConnectionTrait, id: FundId, minor: Option<i64>) -> Result<(), DbError> {
    let sql = "UPDATE ledger_fund SET approval_above_minor = $1 WHERE id = $2";
    sql::run(conn, sql, vec![minor.into(), id.0.into()]).await?;
    Ok(())
}

/// The fund with this id, if it is of this cluster.
pub async fn find(conn: &impl ConnectionTrait, cluster: &str, id: FundId) -> Result<Option<Fund>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM ledger_fund f WHERE f.id = $1 AND f.cluster = $2");
    sql::row::<Row>(conn, &sql, vec![id.0.into(), cluster.into()]).await?.map(fund).transpose()
}

/// These funds.
pub async fn of_ids(conn: &impl ConnectionTrait, ids: impl IntoIterator<Item = FundId>) -> Result<Vec<Fund>, DbError> {
    let mut values = Vec::new();
    let wanted = places(&mut values, ids.into_iter().map(|id| id.0.into()));
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {COLUMNS} FROM ledger_fund f WHERE f.id IN ({wanted})");
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(fund).collect()
}

/// The funds of a cluster, of those that the actor may see, in the order of their opening.
pub async fn list(conn: &impl ConnectionTrait, permitted: &Filter, cluster: &str) -> Result<Vec<Fund>, DbError> {
    let mut values = vec![cluster.into()];
    let may = condition(permitted, Columns { cluster: Some("f.cluster"), ..Columns::default() }, &mut values);
    let sql = format!("SELECT {COLUMNS} FROM ledger_fund f WHERE f.cluster = $1 AND {may} ORDER BY f.id LIMIT {MOST}");
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(fund).collect()
}
