//! What waits for a person, in one query: it is asked for each page that somebody reads.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::due::day;
use super::error::StoreError;

/// How long before its call closes a draft is in a hurry.
const CLOSING_MS: i64 = 3 * 24 * 3_600_000;
/// How long before it is due a report waits.
const DUE_MS: i64 = 14 * 24 * 3_600_000;

/// How much waits for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct OwnWaits {
    /// Invitations to teams.
    pub invitations: i64,
    /// Own applications that were returned.
    pub returned: i64,
    /// Own applications that went on to the next stage.
    pub advanced: i64,
    /// Own awards that are to be accepted.
    pub awards: i64,
    /// Own drafts whose call closes within three days.
    pub closing: i64,
    /// Own reports that are due within a fortnight, or were.
    pub reports_due: i64,
    /// Assessments to write. Decided but not announced is in review for an assessor.
    pub assessments: i64,
}

/// What waits for this person as an applicant and an assessor.
pub async fn own(conn: &impl ConnectionTrait, person: UserId, now_ms: i64) -> Result<OwnWaits, StoreError> {
    const SEAT: &str =
        "SELECT COUNT(*) FROM calls_seat s JOIN calls_application a ON a.id = s.application_id WHERE s.person = $1";
    let sql = format!(
        "SELECT ({SEAT} AND s.state = 'invited' AND a.state IN ('draft', 'returned', 'advanced')) AS invitations, \
         ({SEAT} AND s.state <> 'declined' AND a.state = 'returned') AS returned, \
         ({SEAT} AND s.state <> 'declined' AND a.state = 'advanced') AS advanced, \
         ({SEAT} AND s.role = 'lead' AND a.state = 'accepted') AS awards, \
         (SELECT COUNT(*) FROM calls_seat s JOIN calls_application a ON a.id = s.application_id JOIN calls_call c ON c.id = a.call_id \
         WHERE s.person = $1 AND s.state <> 'declined' AND a.state = 'draft' AND c.state IN ('published', 'open') \
         AND c.closes_ms > $2 AND c.closes_ms <= $3) AS closing, \
         (SELECT COUNT(*) FROM calls_seat s JOIN calls_application a ON a.id = s.application_id JOIN calls_undertaking u \
         ON u.application_id = a.id JOIN calls_milestone m ON m.undertaking_id = u.id WHERE s.person = $1 \
         AND s.state <> 'declined' AND a.state = 'active' AND m.state IN ('planned', 'returned') AND m.due <= $4) AS reports_due, \
         (SELECT COUNT(*) FROM calls_assessment m JOIN calls_application a ON a.id = m.application_id AND a.stage = m.stage WHERE m.assessor = $1 \
         AND m.state IN ('invited', 'declared', 'draft') AND a.state IN ('in_review', 'decided') AND NOT EXISTS \
         (SELECT 1 FROM calls_conflict x WHERE x.application_id = a.id AND x.person = $1)) AS assessments"
    );
    let (closes_ms, due) = (now_ms + CLOSING_MS, day(now_ms + DUE_MS));
    let values = vec![person.0.into(), now_ms.into(), closes_ms.into(), due.into()];
    Ok(sql::row::<OwnWaits>(conn, &sql, values).await?.unwrap_or_default())
}
