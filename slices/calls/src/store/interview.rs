//! Appointments of interviews, one for each stage that is one.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::among;
use super::error::StoreError;
use crate::model::application::ApplicationId;
use crate::model::interview::Interview;

const COLUMNS: &str = "application_id, stage, at_ms, minutes, place, link, revision, set_at_ms";

#[derive(FromQueryResult)]
struct Row {
    application_id: Uuid,
    stage: i64,
    at_ms: i64,
    minutes: i64,
    place: String,
    link: String,
    revision: i64,
    set_at_ms: i64,
}

impl Row {
    fn interview(self) -> (ApplicationId, u32, Interview) {
        let interview = Interview {
            at_ms: self.at_ms,
            minutes: u16::try_from(self.minutes).unwrap_or(u16::MAX),
            place: self.place,
            link: self.link,
            revision: u32::try_from(self.revision).unwrap_or(u32::MAX),
            set_at_ms: self.set_at_ms,
        };
        (ApplicationId(self.application_id), u32::try_from(self.stage).unwrap_or(u32::MAX), interview)
    }
}

/// The appointment of an application in a stage.
pub async fn find(conn: &impl ConnectionTrait, id: ApplicationId, stage: u32) -> Result<Option<Interview>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM calls_interview WHERE application_id = $1 AND stage = $2");
    let row = sql::row::<Row>(conn, &sql, vec![id.0.into(), i64::from(stage).into()]).await?;
    Ok(row.map(|row| row.interview().2))
}

/// The appointments of these applications, each with its stage, by their time.
pub async fn of(
    conn: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, u32, Interview)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!(
        "SELECT {COLUMNS} FROM calls_interview WHERE application_id IN ({places}) ORDER BY at_ms, application_id"
    );
    Ok(sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::interview).collect())
}

/// Sets an appointment, in the place of the one that was there.
pub async fn save(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    stage: u32,
    one: &Interview,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_interview (application_id, stage, at_ms, minutes, place, link, revision, set_by, set_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (application_id, stage) DO UPDATE SET \
               at_ms = excluded.at_ms, minutes = excluded.minutes, place = excluded.place, link = excluded.link, \
               revision = excluded.revision, set_by = excluded.set_by, set_at_ms = excluded.set_at_ms";
    let values = vec![
        id.0.into(),
        i64::from(stage).into(),
        one.at_ms.into(),
        i64::from(one.minutes).into(),
        one.place.as_str().into(),
        one.link.as_str().into(),
        i64::from(one.revision).into(),
        by.map(|by| by.0).into(),
        one.set_at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}
