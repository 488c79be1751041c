//! What comes by the clock: calls that close over drafts, reports, assessments; each with whom it concerns.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::StoreError;
use crate::model::application::ApplicationId;
use crate::model::assessing::AssessmentId;
use crate::model::told::Happened;
use crate::model::undertaking::UndertakingId;

/// People that are told at once, at most; the next look tells the rest only where the clock did not move on, so it is high.
const MOST: u32 = 100_000;

#[derive(FromQueryResult)]
struct Row {
    about: Uuid,
    number: i64,
    person: Uuid,
}

/// The drafts, with their people, of calls whose window ends after the one moment and not after the other.
pub async fn closing(
    conn: &impl ConnectionTrait,
    from_ms: i64,
    until_ms: i64,
) -> Result<Vec<(Happened, UserId)>, StoreError> {
    let sql = format!(
        "SELECT a.id AS about, a.number, s.person FROM calls_call c JOIN calls_application a ON a.call_id = c.id \
         AND a.state IN ('draft', 'returned') JOIN calls_seat s ON s.application_id = a.id AND s.state <> 'declined' \
         WHERE c.state IN ('published', 'open') AND c.closes_ms > $1 AND c.closes_ms <= $2 \
         ORDER BY c.closes_ms, a.id, s.person LIMIT {MOST}"
    );
    let rows = sql::rows::<Row>(conn, &sql, vec![from_ms.into(), until_ms.into()]).await?;
    Ok(rows.into_iter().map(|row| (Happened::Closing(ApplicationId(row.about)), UserId(row.person))).collect())
}

/// The milestones without a report, with their people, that are due after the day of the one moment and not after that of the
/// other.
pub async fn reports(
    conn: &impl ConnectionTrait,
    from_ms: i64,
    until_ms: i64,
    happened: impl Fn(UndertakingId, u32) -> Happened,
) -> Result<Vec<(Happened, UserId)>, StoreError> {
    let sql = format!(
        "SELECT u.id AS about, m.number, s.person FROM calls_milestone m JOIN calls_undertaking u ON u.id = m.undertaking_id \
         JOIN calls_application a ON a.id = u.application_id AND a.state = 'active' \
         JOIN calls_seat s ON s.application_id = a.id AND s.state <> 'declined' \
         WHERE m.state IN ('planned', 'returned') AND m.due > $1 AND m.due <= $2 ORDER BY m.due, u.id, s.person LIMIT {MOST}"
    );
    let rows = sql::rows::<Row>(conn, &sql, vec![day(from_ms).into(), day(until_ms).into()]).await?;
    let one = |row: Row| {
        let number = u32::try_from(row.number).unwrap_or(u32::MAX);
        (happened(UndertakingId(row.about), number), UserId(row.person))
    };
    Ok(rows.into_iter().map(one).collect())
}

/// The assessments that were asked for after the one moment and not after the other, and are not handed in.
pub async fn assessments(
    conn: &impl ConnectionTrait,
    from_ms: i64,
    until_ms: i64,
) -> Result<Vec<(Happened, UserId)>, StoreError> {
    // Decided but not announced is in review for an assessor.
    let sql = format!(
        "SELECT m.id AS about, a.number, m.assessor AS person FROM calls_assessment m JOIN calls_application a \
         ON a.id = m.application_id AND a.state IN ('in_review', 'decided') \
         WHERE m.state IN ('invited', 'declared', 'draft') AND m.asked_at_ms > $1 AND m.asked_at_ms <= $2 \
         ORDER BY m.asked_at_ms, m.id LIMIT {MOST}"
    );
    let rows = sql::rows::<Row>(conn, &sql, vec![from_ms.into(), until_ms.into()]).await?;
    Ok(rows.into_iter().map(|row| (Happened::AssessmentDue(AssessmentId(row.about)), UserId(row.person))).collect())
}

/// The day of a moment, UTC, as days are stored.
pub fn day(ms: i64) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(TimeZone::UTC).date().to_string()
}

/// Within a fortnight: the moment, and its day.
pub fn soon(now_ms: i64) -> (i64, String) {
    let until_ms = now_ms + 14 * 24 * 3_600_000;
    (until_ms, day(until_ms))
}
