//! Who stands how to applications that are to be judged, for many at once.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::among;
use super::error::StoreError;
use crate::model::application::ApplicationId;

#[derive(FromQueryResult)]
struct PairRow {
    application_id: Uuid,
    person: Uuid,
}

#[derive(FromQueryResult)]
struct LoadRow {
    person: Uuid,
    n: i64,
}

/// The members of the teams of these applications, and who declared a conflict of interest with one.
pub async fn of(
    conn: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, UserId)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!(
        "SELECT application_id, person FROM calls_seat WHERE state <> 'declined' AND application_id IN ({places}) \
         UNION SELECT application_id, person FROM calls_conflict WHERE application_id IN ({places})"
    );
    let rows = sql::rows::<PairRow>(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| (ApplicationId(row.application_id), UserId(row.person))).collect())
}

/// How many assessments of applications of a cluster wait for each person that has any.
pub async fn loads(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<(UserId, u32)>, StoreError> {
    let sql = "SELECT m.assessor AS person, COUNT(*) AS n FROM calls_assessment m \
               JOIN calls_application a ON a.id = m.application_id AND a.state IN ('in_review', 'decided') \
               JOIN calls_call c ON c.id = a.call_id \
               WHERE c.cluster = $1 AND m.state IN ('invited', 'declared', 'draft') GROUP BY m.assessor LIMIT 100000";
    let rows = sql::rows::<LoadRow>(conn, sql, vec![cluster.into()]).await?;
    Ok(rows.into_iter().map(|row| (UserId(row.person), u32::try_from(row.n).unwrap_or(u32::MAX))).collect())
}
