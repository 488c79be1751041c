//! Requests for time with their allocations and decisions.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::sql;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::booking::BookingState;
use bellwether_exchange_rules::lifecycle::decision::{DecisionState, Outcome};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, json, known, text, unknown};
use super::uses;
use crate::model::booking::{Allocated, AllocationId, Booking, BookingId, DecisionId, SeriesId, Waiting};
use crate::model::code::CodeId;
use crate::model::facility::{OfferId, ResourceId};

const SELECT: &str = "SELECT q.id, q.resource_id, r.cluster, r.slug, r.name, r.keeper, r.zone, q.person, q.class, q.state, \
    q.from_ms, q.until_ms, q.purpose, q.project, q.wants, q.code_id, q.series, q.asked_at_ms, a.id AS allocation_id, a.booking, a.place, \
    a.started_at_ms, a.ended_at_ms, a.why \
    FROM exchange_request q JOIN exchange_resource r ON r.id = q.resource_id \
    LEFT JOIN exchange_allocation a ON a.request_id = q.id";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    resource_id: Uuid,
    cluster: String,
    slug: String,
    name: String,
    keeper: Option<Uuid>,
    zone: String,
    person: Option<Uuid>,
    class: String,
    state: String,
    from_ms: i64,
    until_ms: i64,
    purpose: String,
    project: String,
    wants: String,
    code_id: Option<Uuid>,
    series: Option<Uuid>,
    asked_at_ms: i64,
    allocation_id: Option<Uuid>,
    booking: Option<String>,
    place: Option<i64>,
    started_at_ms: Option<i64>,
    ended_at_ms: Option<i64>,
    why: Option<String>,
}

impl Row {
    fn booking(self) -> Result<Booking, StoreError> {
        let allocated = match (self.allocation_id, self.booking, self.place) {
            (Some(id), Some(state), Some(place)) => Some(Allocated {
                id: AllocationId(id),
                state: known("a state of a booking", &state, BookingState::from_name(&state))?,
                place: u16::try_from(place).map_err(|_| unknown("a place", &place.to_string()))?,
                started_at_ms: self.started_at_ms,
                ended_at_ms: self.ended_at_ms,
                why: self.why.unwrap_or_default(),
            }),
            _ => None,
        };
        Ok(Booking {
            id: BookingId(self.id),
            resource: ResourceId(self.resource_id),
            facility: json("a name", &self.name)?,
            keeper: self.keeper.map(UserId),
            person: self.person.map(UserId),
            class: known("a class of customers", &self.class, CustomerClass::from_name(&self.class))?,
            state: known("a state of a request", &self.state, RequestState::from_name(&self.state))?,
            span: known("a span", &self.from_ms.to_string(), Span::of_ms(self.from_ms, self.until_ms))?,
            series: self.series.map(SeriesId),
            cluster: self.cluster,
            slug: self.slug,
            zone: self.zone,
            purpose: self.purpose,
            project: self.project,
            wants: json("options", &self.wants)?,
            code: self.code_id.map(CodeId),
            asked_at_ms: self.asked_at_ms,
            allocated,
        })
    }
}

/// Which bookings of a list are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Of these people.
    pub person: Option<UserId>,
    /// Of facilities that this person keeps.
    pub keeper: Option<UserId>,
    /// Of this facility.
    pub resource: Option<ResourceId>,
    /// Of this cluster.
    pub cluster: Option<&'a str>,
    /// Whose booking is in one of these states.
    pub states: &'a [&'a str],
    /// Over later than this.
    pub until_after_ms: Option<i64>,
    /// Beginning before this.
    pub from_before_ms: Option<i64>,
    /// After this one, in the order of the list.
    pub after: Option<(i64, BookingId)>,
}

/// Bookings in the order of their beginning.
pub async fn list(
    conn: &impl ConnectionTrait,
    filter: &Filter,
    wanted: &Wanted<'_>,
    limit: u32,
) -> Result<Vec<Booking>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let columns = Columns { owner: Some("q.person"), cluster: Some("r.cluster"), state: None };
    let mut all = vec!["q.from_ms IS NOT NULL".to_owned(), condition(filter, columns, &mut values)];
    let mut with = |sql: &str, value: Value| {
        values.push(value);
        all.push(format!("{sql} ${}", values.len()));
    };
    if let Some(person) = wanted.person {
        with("q.person =", person.0.into());
    }
    if let Some(keeper) = wanted.keeper {
        with("r.keeper =", keeper.0.into());
    }
    if let Some(resource) = wanted.resource {
        with("q.resource_id =", resource.0.into());
    }
    if let Some(cluster) = wanted.cluster {
        with("r.cluster =", cluster.into());
    }
    if let Some(ms) = wanted.until_after_ms {
        with("q.until_ms >", ms.into());
    }
    if let Some(ms) = wanted.from_before_ms {
        with("q.from_ms <", ms.into());
    }
    if !wanted.states.is_empty() {
        let mut places = Vec::new();
        for state in wanted.states {
            values.push((*state).into());
            places.push(format!("${}", values.len()));
        }
        // Not of either: asking for the state of the booking alone lets the database go by its index.
        all.push(format!("a.booking IN ({})", places.join(", ")));
    }
    if let Some((from_ms, id)) = wanted.after {
        values.extend([from_ms.into(), from_ms.into(), id.0.into()]);
        let n = values.len();
        all.push(format!("(q.from_ms > ${} OR (q.from_ms = ${} AND q.id > ${n}))", n - 2, n - 1));
    }
    values.push(i64::from(limit).into());
    let sql = format!("{SELECT} WHERE {} ORDER BY q.from_ms, q.id LIMIT ${}", all.join(" AND "), values.len());
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::booking).collect()
}

/// One booking.
pub async fn find(conn: &impl ConnectionTrait, id: BookingId) -> Result<Option<Booking>, StoreError> {
    let sql = format!("{SELECT} WHERE q.id = $1 AND q.from_ms IS NOT NULL");
    sql::row::<Row>(conn, &sql, vec![id.0.into()]).await?.map(Row::booking).transpose()
}

/// Bookings by their ids; those that are not there are left out.
pub async fn of_ids(conn: &impl ConnectionTrait, ids: &[BookingId]) -> Result<Vec<Booking>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    let sql = format!("{SELECT} WHERE q.id IN ({}) AND q.from_ms IS NOT NULL ORDER BY q.id", places.join(", "));
    let values = ids.iter().map(|id| id.0.into()).collect();
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::booking).collect()
}

/// Other uses of a person that keep their time on a facility: those around the span, and all of the project.
pub async fn own_uses(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    person: UserId,
    around: Span,
    project: &str,
) -> Result<Vec<Booking>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE q.person = $1 AND q.resource_id = $2 AND a.booking IN ('held', 'confirmed', 'in_use', 'used') \
         AND ((q.until_ms > $3 AND q.from_ms < $4) OR (q.project <> '' AND q.project = $5)) ORDER BY q.from_ms LIMIT 2000"
    );
    let values =
        vec![person.0.into(), resource.0.into(), around.from_ms().into(), around.until_ms().into(), project.into()];
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::booking).collect()
}

/// Those who wait for room on a facility in a span.
pub async fn waiting(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    within: Span,
    now_ms: i64,
) -> Result<Vec<Booking>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE q.resource_id = $1 AND q.state = 'waitlisted' AND q.until_ms > $2 AND q.from_ms < $3 \
         AND q.from_ms > $4 ORDER BY q.asked_at_ms, q.id LIMIT 1000"
    );
    let values = vec![resource.0.into(), within.from_ms().into(), within.until_ms().into(), now_ms.into()];
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::booking).collect()
}

#[derive(FromQueryResult)]
struct WaitingRow {
    cluster: String,
    slug: String,
    name: String,
    n: i64,
}

/// How many requests wait for a keeper, or for anybody, by facility; at most 50 facilities.
pub async fn waiting_by_facility(
    conn: &impl ConnectionTrait,
    keeper: Option<UserId>,
) -> Result<Vec<Waiting>, StoreError> {
    let (only, values) = match keeper {
        Some(keeper) => (" AND r.keeper = $1", vec![keeper.0.into()]),
        None => ("", Vec::new()),
    };
    let sql = format!(
        "SELECT r.cluster, r.slug, r.name, COUNT(*) AS n FROM exchange_allocation a \
         JOIN exchange_resource r ON r.id = a.resource_id WHERE a.booking = 'held'{only} \
         GROUP BY r.cluster, r.slug, r.name, r.position ORDER BY r.cluster, r.position, r.slug LIMIT 50"
    );
    let one = |row: WaitingRow| {
        let (facility, n) = (json("a name", &row.name)?, u64::try_from(row.n).unwrap_or_default());
        Ok(Waiting { cluster: row.cluster, slug: row.slug, facility, n })
    };
    sql::rows::<WaitingRow>(conn, &sql, values).await?.into_iter().map(one).collect()
}

/// How long after the end of its time a use that nobody ended is taken for over.
pub const FORGOTTEN_MS: i64 = 4 * 3_600_000;

/// What the clock has to look at: kept for a decision, confirmed or waiting, and begun; uses that nobody ended; at most 200.
pub async fn due(conn: &impl ConnectionTrait, now_ms: i64) -> Result<Vec<Booking>, StoreError> {
    // Each part goes by an index of its own; one condition for all would read everything that is over.
    let sql = format!(
        "{SELECT} WHERE q.id IN (\
         SELECT w.id FROM exchange_request w WHERE w.state = 'waitlisted' AND w.from_ms <= $1 \
         UNION SELECT h.request_id FROM exchange_allocation h WHERE h.booking = 'held' AND h.from_ms <= $1 \
         UNION SELECT c.request_id FROM exchange_allocation c JOIN exchange_resource p ON p.id = c.resource_id \
         WHERE c.booking = 'confirmed' AND c.from_ms <= $1 AND c.from_ms + p.no_show_minutes * 60000 <= $1 \
         UNION SELECT u.request_id FROM exchange_allocation u WHERE u.booking = 'in_use' AND u.until_ms + {FORGOTTEN_MS} <= $1) \
         ORDER BY q.from_ms, q.id LIMIT 200"
    );
    sql::rows::<Row>(conn, &sql, vec![now_ms.into()]).await?.into_iter().map(Row::booking).collect()
}

/// Stores a request.
pub async fn add_request(conn: &impl ConnectionTrait, offer: OfferId, one: &Booking) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_request (id, offer_id, resource_id, person, class, state, from_ms, until_ms, purpose, \
               project, series, asked_at_ms, code_id, wants) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = vec![
        one.id.0.into(),
        offer.0.into(),
        one.resource.0.into(),
        one.person.map(|person| person.0).into(),
        one.class.name().into(),
        one.state.name().into(),
        one.span.from_ms().into(),
        one.span.until_ms().into(),
        one.purpose.as_str().into(),
        one.project.as_str().into(),
        one.series.map(|series| series.0).into(),
        one.asked_at_ms.into(),
        one.code.map(|code| code.0).into(),
        text("options", &one.wants)?.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Stores what a request was given, with the sums of use.
pub async fn add_allocation(conn: &impl ConnectionTrait, one: &Booking, of: &Allocated) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_allocation (id, request_id, resource_id, state, booking, place, from_ms, until_ms, why) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let state = of.state.allocation().ok_or_else(|| unknown("a new booking that is", of.state.name()))?;
    let values = vec![
        of.id.0.into(),
        one.id.0.into(),
        one.resource.0.into(),
        state.name().into(),
        of.state.name().into(),
        i64::from(of.place).into(),
        one.span.from_ms().into(),
        one.span.until_ms().into(),
        of.why.as_str().into(),
    ];
    sql::run(conn, sql, values).await?;
    uses::keep(conn, of.id, None).await
}

/// Writes where a request stands and when it is for.
pub async fn save_request(conn: &impl ConnectionTrait, one: &Booking) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_request SET state = $2, from_ms = $3, until_ms = $4 WHERE id = $1";
    let values = vec![one.id.0.into(), one.state.name().into(), one.span.from_ms().into(), one.span.until_ms().into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes where an allocation stands, with the sums of use. One that is settled stays the allocation that it was.
pub async fn save_allocation(conn: &impl ConnectionTrait, span: Span, of: &Allocated) -> Result<(), StoreError> {
    let before = uses::share(conn, of.id).await?;
    let sql = "UPDATE exchange_allocation SET booking = $2, state = COALESCE($3, state), place = $4, from_ms = $5, \
               until_ms = $6, started_at_ms = $7, ended_at_ms = $8, why = $9 WHERE id = $1";
    let values = vec![
        of.id.0.into(),
        of.state.name().into(),
        of.state.allocation().map(|state| state.name().to_owned()).into(),
        i64::from(of.place).into(),
        span.from_ms().into(),
        span.until_ms().into(),
        of.started_at_ms.into(),
        of.ended_at_ms.into(),
        of.why.as_str().into(),
    ];
    sql::run(conn, sql, values).await?;
    uses::keep(conn, of.id, before).await
}

/// Stores a decision that is in force.
pub async fn add_decision(
    conn: &impl ConnectionTrait,
    request: BookingId,
    outcome: Outcome,
    why: &str,
    by: Option<UserId>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_decision (id, request_id, outcome, state, why, decided_by, decided_at_ms) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        DecisionId::new().0.into(),
        request.0.into(),
        outcome.name().into(),
        DecisionState::Effective.name().into(),
        why.into(),
        by.map(|by| by.0).into(),
        now_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}
