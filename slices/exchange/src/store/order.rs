//! Service orders with their samples.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::sql;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::order::{OrderState, SampleState};
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, json, known, unknown};
use crate::model::booking::BookingId;
use crate::model::code::CodeId;
use crate::model::facility::{OfferId, ResourceId};
use crate::model::order::{Order, Sample, SampleId};

const SELECT: &str = "SELECT o.request_id, o.resource_id, r.cluster, r.slug, r.name, r.keeper, q.person, q.class, o.state, \
    q.state AS request, o.units, q.purpose, q.project, q.code_id, o.note, q.asked_at_ms FROM exchange_order o \
    JOIN exchange_request q ON q.id = o.request_id JOIN exchange_resource r ON r.id = o.resource_id";

#[derive(FromQueryResult)]
struct Row {
    request_id: Uuid,
    resource_id: Uuid,
    cluster: String,
    slug: String,
    name: String,
    keeper: Option<Uuid>,
    person: Option<Uuid>,
    class: String,
    state: String,
    request: String,
    units: i64,
    purpose: String,
    project: String,
    code_id: Option<Uuid>,
    note: String,
    asked_at_ms: i64,
}

impl Row {
    fn order(self) -> Result<Order, StoreError> {
        Ok(Order {
            id: BookingId(self.request_id),
            resource: ResourceId(self.resource_id),
            facility: json("a name", &self.name)?,
            keeper: self.keeper.map(UserId),
            person: self.person.map(UserId),
            class: known("a class of customers", &self.class, CustomerClass::from_name(&self.class))?,
            state: known("a state of an order", &self.state, OrderState::from_name(&self.state))?,
            request: known("a state of a request", &self.request, RequestState::from_name(&self.request))?,
            units: u32::try_from(self.units).map_err(|_| unknown("units", &self.units.to_string()))?,
            code: self.code_id.map(CodeId),
            cluster: self.cluster,
            slug: self.slug,
            what: self.purpose,
            project: self.project,
            note: self.note,
            asked_at_ms: self.asked_at_ms,
        })
    }
}

/// Which orders of a list are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Of this person.
    pub person: Option<UserId>,
    /// Of facilities that this person keeps.
    pub keeper: Option<UserId>,
    /// Only those with something to do.
    pub is_open: bool,
}

/// Orders, the newest first; at most 200.
pub async fn list(conn: &impl ConnectionTrait, filter: &Filter, wanted: Wanted) -> Result<Vec<Order>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let columns = Columns { owner: Some("q.person"), cluster: Some("r.cluster"), state: None };
    let mut all = vec![condition(filter, columns, &mut values)];
    for (sql, person) in [("q.person =", wanted.person), ("r.keeper =", wanted.keeper)] {
        if let Some(person) = person {
            values.push(person.0.into());
            all.push(format!("{sql} ${}", values.len()));
        }
    }
    if wanted.is_open {
        all.push("o.state IN ('submitted', 'accepted', 'in_work')".to_owned());
    }
    let sql = format!("{SELECT} WHERE {} ORDER BY q.asked_at_ms DESC, o.request_id LIMIT 200", all.join(" AND "));
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::order).collect()
}

/// One order.
pub async fn find(conn: &impl ConnectionTrait, id: BookingId) -> Result<Option<Order>, StoreError> {
    let sql = format!("{SELECT} WHERE o.request_id = $1");
    sql::row::<Row>(conn, &sql, vec![id.0.into()]).await?.map(Row::order).transpose()
}

/// Stores a new order with its request and samples.
pub async fn add(
    conn: &impl ConnectionTrait,
    offer: OfferId,
    one: &Order,
    samples: &[Sample],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_request (id, offer_id, resource_id, person, class, state, purpose, project, asked_at_ms, \
               code_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = vec![
        one.id.0.into(),
        offer.0.into(),
        one.resource.0.into(),
        one.person.map(|person| person.0).into(),
        one.class.name().into(),
        one.request.name().into(),
        one.what.as_str().into(),
        one.project.as_str().into(),
        one.asked_at_ms.into(),
        one.code.map(|code| code.0).into(),
    ];
    sql::run(conn, sql, values).await?;
    let sql = "INSERT INTO exchange_order (request_id, resource_id, state, units, note) VALUES ($1, $2, $3, $4, $5)";
    let values = vec![
        one.id.0.into(),
        one.resource.0.into(),
        one.state.name().into(),
        i64::from(one.units).into(),
        one.note.as_str().into(),
    ];
    sql::run(conn, sql, values).await?;
    if samples.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    for (place, sample) in (0_i64..).zip(samples) {
        let n = values.len();
        rows.push(format!("(${}, ${}, ${}, ${}, ${})", n + 1, n + 2, n + 3, n + 4, n + 5));
        let (label, state) = (sample.label.as_str(), sample.state.name());
        values.extend::<[Value; 5]>([sample.id.0.into(), one.id.0.into(), place.into(), label.into(), state.into()]);
    }
    let sql = format!("INSERT INTO exchange_sample (id, request_id, place, label, state) VALUES {}", rows.join(", "));
    sql::run(conn, &sql, values).await?;
    Ok(())
}

/// Writes where an order stands, and what the keeper said.
pub async fn save(conn: &impl ConnectionTrait, one: &Order) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_order SET state = $2, note = $3 WHERE request_id = $1";
    sql::run(conn, sql, vec![one.id.0.into(), one.state.name().into(), one.note.as_str().into()]).await?;
    let sql = "UPDATE exchange_request SET state = $2 WHERE id = $1";
    sql::run(conn, sql, vec![one.id.0.into(), one.request.name().into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct SampleRow {
    id: Uuid,
    label: String,
    state: String,
}

/// The samples of an order.
pub async fn samples(conn: &impl ConnectionTrait, id: BookingId) -> Result<Vec<Sample>, StoreError> {
    let sql = "SELECT id, label, state FROM exchange_sample WHERE request_id = $1 ORDER BY place LIMIT 500";
    let sample = |row: SampleRow| {
        let state = known("a state of a sample", &row.state, SampleState::from_name(&row.state))?;
        Ok(Sample { id: SampleId(row.id), label: row.label, state })
    };
    sql::rows::<SampleRow>(conn, sql, vec![id.0.into()]).await?.into_iter().map(sample).collect()
}

/// Writes where a sample is.
pub async fn save_sample(conn: &impl ConnectionTrait, one: &Sample) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_sample SET state = $2 WHERE id = $1";
    sql::run(conn, sql, vec![one.id.0.into(), one.state.name().into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// How many orders wait for a keeper, or for anybody.
pub async fn waiting(conn: &impl ConnectionTrait, keeper: Option<UserId>) -> Result<u64, StoreError> {
    let (only, values) = match keeper {
        Some(keeper) => (" AND r.keeper = $1", vec![keeper.0.into()]),
        None => ("", Vec::new()),
    };
    let sql = format!(
        "SELECT COUNT(*) AS n FROM exchange_order o JOIN exchange_resource r ON r.id = o.resource_id \
         WHERE o.state = 'submitted'{only}"
    );
    let row = sql::row::<Count>(conn, &sql, values).await?;
    Ok(row.map_or(0, |row| u64::try_from(row.n).unwrap_or_default()))
}
