//! Facilities with their offers, and times out of service.

use bellwether_db::sql;
use bellwether_exchange_rules::kind::Kind;
use bellwether_exchange_rules::lifecycle::offer::OfferState;
use bellwether_exchange_rules::span::Span;
use bellwether_exchange_rules::waiting::WaitingRule;
use bellwether_kernel::actor::UserId;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, json, known, text, unknown};
use super::holiday;
use crate::model::facility::{Downtime, DowntimeId, Facility, OfferId, ResourceId, Sort};

const SELECT: &str = "SELECT r.id, o.id AS offer_id, r.cluster, r.slug, r.position, r.sort, r.name, r.about, r.location, \
    r.owner, r.manual, r.keeper, r.zone, r.places, r.waiting, r.no_show_minutes, r.orders, r.items, o.state, o.conditions, o.rates, o.subsidies, o.fees \
    FROM exchange_resource r JOIN exchange_offer o ON o.resource_id = r.id AND o.kind = 'instrument_time'";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    offer_id: Uuid,
    cluster: String,
    slug: String,
    position: i64,
    sort: String,
    name: String,
    about: String,
    location: String,
    owner: String,
    manual: Option<String>,
    keeper: Option<Uuid>,
    zone: String,
    places: i64,
    waiting: String,
    no_show_minutes: i64,
    orders: Option<String>,
    items: String,
    state: String,
    conditions: String,
    rates: String,
    subsidies: String,
    fees: String,
}

impl Row {
    fn facility(self) -> Result<Facility, StoreError> {
        Ok(Facility {
            id: ResourceId(self.id),
            offer: OfferId(self.offer_id),
            position: self.position,
            sort: known("a sort of facility", &self.sort, Sort::from_name(&self.sort))?,
            name: json("a name", &self.name)?,
            about: json("a text", &self.about)?,
            location: json("a location", &self.location)?,
            owner: json("an owner", &self.owner)?,
            manual: self.manual,
            keeper: self.keeper.map(UserId),
            places: u16::try_from(self.places).map_err(|_| unknown("a number of places", &self.places.to_string()))?,
            waiting: known("a rule of waiting", &self.waiting, WaitingRule::from_name(&self.waiting))?,
            no_show_minutes: u32::try_from(self.no_show_minutes)
                .map_err(|_| unknown("minutes", &self.no_show_minutes.to_string()))?,
            state: known("a state of an offer", &self.state, OfferState::from_name(&self.state))?,
            orders: self.orders.as_deref().map(|text| json("orders", text)).transpose()?,
            items: json("items", &self.items)?,
            conditions: json("conditions", &self.conditions)?,
            closed: Vec::new(),
            rates: json("rates", &self.rates)?,
            subsidies: json("subsidies", &self.subsidies)?,
            fees: json("fees", &self.fees)?,
            cluster: self.cluster,
            slug: self.slug,
            zone: self.zone,
        })
    }
}

/// The facilities of a cluster in its own order; at most 500.
pub async fn of_cluster(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<Facility>, StoreError> {
    let sql = format!("{SELECT} WHERE r.cluster = $1 ORDER BY r.position, r.slug LIMIT 500");
    let rows = sql::rows::<Row>(conn, &sql, vec![cluster.into()]).await?;
    let mut all = rows.into_iter().map(Row::facility).collect::<Result<Vec<_>, _>>()?;
    let days = holiday::of_cluster(conn, cluster).await?;
    for one in &mut all {
        let own = days.iter().filter(|day| day.facility.is_empty() || day.facility == one.slug);
        one.closed = own.map(|day| day.day).collect();
        one.closed.dedup();
    }
    Ok(all)
}

/// One facility by its address.
pub async fn find(conn: &impl ConnectionTrait, cluster: &str, slug: &str) -> Result<Option<Facility>, StoreError> {
    let sql = format!("{SELECT} WHERE r.cluster = $1 AND r.slug = $2");
    closed(conn, sql::row::<Row>(conn, &sql, vec![cluster.into(), slug.into()]).await?).await
}

/// One facility by its id.
pub async fn by_id(conn: &impl ConnectionTrait, id: ResourceId) -> Result<Option<Facility>, StoreError> {
    let sql = format!("{SELECT} WHERE r.id = $1");
    closed(conn, sql::row::<Row>(conn, &sql, vec![id.0.into()]).await?).await
}

async fn closed(conn: &impl ConnectionTrait, row: Option<Row>) -> Result<Option<Facility>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let mut one = row.facility()?;
    one.closed = holiday::of(conn, &one.cluster, &one.slug).await?;
    Ok(Some(one))
}

/// Stores a new facility; its places are empty chains.
pub async fn add(conn: &impl ConnectionTrait, one: &Facility) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_resource (id, cluster, slug, position, sort, name, about, location, owner, manual, \
               keeper, zone, places, waiting, no_show_minutes, orders, items) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let mut values = vec![one.id.0.into(), one.cluster.as_str().into(), one.slug.as_str().into()];
    values.extend(described(one)?);
    sql::run(conn, sql, values).await?;
    let sql = "INSERT INTO exchange_offer (id, resource_id, kind, state, conditions, rates, subsidies, fees) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let mut values = vec![one.offer.0.into(), one.id.0.into(), Kind::InstrumentTime.name().into()];
    values.extend(offered(one)?);
    sql::run(conn, sql, values).await?;
    super::hold::add_places(conn, one.id, one.places).await
}

/// Replaces what is said about a facility. Places can be added; those that there are stay. In another zone months begin at
/// another moment, so sums of use are added up anew.
pub async fn replace(conn: &impl ConnectionTrait, one: &Facility) -> Result<(), StoreError> {
    let before = by_id(conn, one.id).await?;
    let sql = "UPDATE exchange_resource SET position = $2, sort = $3, name = $4, about = $5, location = $6, owner = $7, \
               manual = $8, keeper = $9, zone = $10, places = $11, waiting = $12, no_show_minutes = $13, orders = $14, items = $15 WHERE id = $1";
    let mut values: Vec<Value> = vec![one.id.0.into()];
    values.extend(described(one)?);
    sql::run(conn, sql, values).await?;
    let sql =
        "UPDATE exchange_offer SET state = $2, conditions = $3, rates = $4, subsidies = $5, fees = $6 WHERE id = $1";
    let mut values: Vec<Value> = vec![one.offer.0.into()];
    values.extend(offered(one)?);
    sql::run(conn, sql, values).await?;
    if before.is_some_and(|before| before.zone != one.zone) {
        super::uses::count_anew(conn, Some(one.id)).await?;
    }
    super::hold::add_places(conn, one.id, one.places).await
}

fn offered(one: &Facility) -> Result<[Value; 5], StoreError> {
    Ok([
        one.state.name().into(),
        text("conditions", &one.conditions)?.into(),
        text("rates", &one.rates)?.into(),
        text("subsidies", &one.subsidies)?.into(),
        text("fees", &one.fees)?.into(),
    ])
}

fn described(one: &Facility) -> Result<Vec<Value>, StoreError> {
    Ok(vec![
        one.position.into(),
        one.sort.name().into(),
        text("a name", &one.name)?.into(),
        text("a text", &one.about)?.into(),
        text("a location", &one.location)?.into(),
        text("an owner", &one.owner)?.into(),
        one.manual.clone().into(),
        one.keeper.map(|keeper| keeper.0).into(),
        one.zone.as_str().into(),
        i64::from(one.places).into(),
        one.waiting.name().into(),
        i64::from(one.no_show_minutes).into(),
        one.orders.as_ref().map(|orders| text("orders", orders)).transpose()?.into(),
        text("items", &one.items)?.into(),
    ])
}

#[derive(FromQueryResult)]
struct DownRow {
    id: Uuid,
    from_ms: i64,
    until_ms: i64,
    why: String,
    uid: Option<String>,
}

impl DownRow {
    fn downtime(self) -> Result<Downtime, StoreError> {
        let span = known("a span", &self.from_ms.to_string(), Span::of_ms(self.from_ms, self.until_ms))?;
        Ok(Downtime { id: DowntimeId(self.id), span, why: self.why, uid: self.uid })
    }
}

/// Times out of service that are not over, the next first; at most 50.
pub async fn downtimes(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    now_ms: i64,
) -> Result<Vec<Downtime>, StoreError> {
    let sql = "SELECT id, from_ms, until_ms, why, uid FROM exchange_downtime WHERE resource_id = $1 AND until_ms > $2 \
               ORDER BY from_ms LIMIT 50";
    let rows = sql::rows::<DownRow>(conn, sql, vec![resource.0.into(), now_ms.into()]).await?;
    rows.into_iter().map(DownRow::downtime).collect()
}

/// One time out of service of a facility.
pub async fn downtime(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    id: DowntimeId,
) -> Result<Option<Downtime>, StoreError> {
    let sql = "SELECT id, from_ms, until_ms, why, uid FROM exchange_downtime WHERE resource_id = $1 AND id = $2";
    let row = sql::row::<DownRow>(conn, sql, vec![resource.0.into(), id.0.into()]).await?;
    row.map(DownRow::downtime).transpose()
}

/// The times out of service that came from calendars; at most 5,000.
pub async fn downtimes_from_calendars(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
) -> Result<Vec<Downtime>, StoreError> {
    let sql = "SELECT id, from_ms, until_ms, why, uid FROM exchange_downtime WHERE resource_id = $1 AND uid IS NOT NULL \
               ORDER BY from_ms DESC LIMIT 5000";
    let rows = sql::rows::<DownRow>(conn, sql, vec![resource.0.into()]).await?;
    rows.into_iter().map(DownRow::downtime).collect()
}

/// Shortens a time out of service.
pub async fn end_downtime(conn: &impl ConnectionTrait, id: DowntimeId, until_ms: i64) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_downtime SET until_ms = $2 WHERE id = $1";
    sql::run(conn, sql, vec![id.0.into(), until_ms.into()]).await?;
    Ok(())
}

/// Takes a time out of service away that had not begun.
pub async fn remove_downtime(conn: &impl ConnectionTrait, id: DowntimeId) -> Result<(), StoreError> {
    sql::run(conn, "DELETE FROM exchange_downtime WHERE id = $1", vec![id.0.into()]).await?;
    Ok(())
}

/// Stores a time out of service; its holds are taken apart from it.
pub async fn add_downtime(
    conn: &impl ConnectionTrait,
    resource: ResourceId,
    down: &Downtime,
    by: Option<UserId>,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_downtime (id, resource_id, from_ms, until_ms, why, set_by, set_at_ms, uid) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        down.id.0.into(),
        resource.0.into(),
        down.span.from_ms().into(),
        down.span.until_ms().into(),
        down.why.as_str().into(),
        by.map(|by| by.0).into(),
        now_ms.into(),
        down.uid.clone().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}
