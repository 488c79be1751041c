//! Teams.

use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::error::{StoreError, known};
use crate::model::application::{ApplicationId, Seat, SeatRole, SeatState};

#[derive(FromQueryResult)]
struct Row {
    person: Uuid,
    role: String,
    state: String,
}

#[derive(FromQueryResult)]
struct NumberRow {
    n: i64,
}

/// The team of an application, who began it first.
pub async fn of(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Vec<Seat>, StoreError> {
    let sql = "SELECT person, role, state FROM calls_seat WHERE application_id = $1 ORDER BY role, person LIMIT 200";
    let one = |row: Row| {
        Ok(Seat {
            person: UserId(row.person),
            role: known("a role in a team", &row.role, SeatRole::from_name(&row.role))?,
            state: known("a state of a member", &row.state, SeatState::from_name(&row.state))?,
        })
    };
    sql::rows::<Row>(conn, sql, vec![id.0.into()]).await?.into_iter().map(one).collect()
}

/// Writes a seat.
pub async fn save(conn: &impl ConnectionTrait, id: ApplicationId, seat: &Seat, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_seat (application_id, person, role, state, changed_at_ms) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (application_id, person) DO UPDATE SET state = excluded.state, changed_at_ms = excluded.changed_at_ms";
    let values =
        vec![id.0.into(), seat.person.0.into(), seat.role.name().into(), seat.state.name().into(), now_ms.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// How many invitations wait for this person.
pub async fn invitations(conn: &impl ConnectionTrait, person: UserId) -> Result<u64, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM calls_seat s JOIN calls_application a ON a.id = s.application_id \
               WHERE s.person = $1 AND s.state = 'invited' AND a.state IN ('draft', 'returned')";
    let row = sql::row::<NumberRow>(conn, sql, vec![person.0.into()]).await?;
    Ok(row.map_or(0, |row| row.n.unsigned_abs()))
}
