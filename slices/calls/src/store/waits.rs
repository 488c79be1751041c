//! What waits for a person, in one query: it is asked for each page that somebody reads.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::error::StoreError;

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
    /// Assessments to write. Decided but not announced is in review for an assessor.
    pub assessments: i64,
}

/// What waits for this person as an applicant and an assessor.
pub async fn own(conn: &impl ConnectionTrait, person: UserId) -> Result<OwnWaits, StoreError> {
    const SEAT: &str =
        "SELECT COUNT(*) FROM calls_seat s JOIN calls_application a ON a.id = s.application_id WHERE s.person = $1";
    let sql = format!(
        "SELECT ({SEAT} AND s.state = 'invited' AND a.state IN ('draft', 'returned', 'advanced')) AS invitations, \
         ({SEAT} AND s.state <> 'declined' AND a.state = 'returned') AS returned, \
         ({SEAT} AND s.state <> 'declined' AND a.state = 'advanced') AS advanced, \
         ({SEAT} AND s.role = 'lead' AND a.state = 'accepted') AS awards, \
         (SELECT COUNT(*) FROM calls_assessment m JOIN calls_application a ON a.id = m.application_id AND a.stage = m.stage WHERE m.assessor = $1 \
         AND m.state IN ('invited', 'declared', 'draft') AND a.state IN ('in_review', 'decided') AND NOT EXISTS \
         (SELECT 1 FROM calls_conflict x WHERE x.application_id = a.id AND x.person = $1)) AS assessments"
    );
    Ok(sql::row::<OwnWaits>(conn, &sql, vec![person.0.into()]).await?.unwrap_or_default())
}
