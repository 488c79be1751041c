//! Charges of requests.

use bellwether_db::sql;
use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::lifecycle::charge::ChargeState;
use bellwether_exchange_rules::quote::Quote;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::error::{StoreError, json, known};
use crate::model::booking::BookingId;
use crate::model::charge::{Charge, ChargeId, ChargeKind, Quoted};
use crate::model::code::{Code, CodeId};
use crate::model::facility::ResourceId;
use crate::model::statement::{Line, Total, Whose};

const COLUMNS: &str = "h.id, h.request_id, h.cluster, h.resource_id, h.kind, h.state, h.class, h.units, h.rate_minor, \
    h.currency, h.gross_minor, h.subsidy_minor, h.net_minor, h.month, h.person, h.code_id, h.transfer_id, h.advanced_id, h.quoted_at_ms, \
    h.settled_at_ms";

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    request_id: Uuid,
    cluster: String,
    resource_id: Uuid,
    kind: String,
    state: String,
    class: String,
    units: i64,
    rate_minor: i64,
    currency: String,
    gross_minor: i64,
    subsidy_minor: i64,
    net_minor: i64,
    month: String,
    person: Option<Uuid>,
    code_id: Option<Uuid>,
    transfer_id: Option<Uuid>,
    advanced_id: Option<Uuid>,
    quoted_at_ms: i64,
    settled_at_ms: Option<i64>,
}

impl Row {
    fn charge(self) -> Result<Charge, StoreError> {
        let quote =
            Quote { gross_minor: self.gross_minor, subsidy_minor: self.subsidy_minor, net_minor: self.net_minor };
        Ok(Charge {
            id: ChargeId(self.id),
            request: BookingId(self.request_id),
            resource: ResourceId(self.resource_id),
            kind: known("a kind of charge", &self.kind, ChargeKind::from_name(&self.kind))?,
            state: known("a state of a charge", &self.state, ChargeState::from_name(&self.state))?,
            quoted: quoted(&self.class, self.units, self.rate_minor, quote, self.currency)?,
            person: self.person.map(UserId),
            code: self.code_id.map(CodeId),
            transfer: self.transfer_id,
            advanced: self.advanced_id,
            quoted_at_ms: self.quoted_at_ms,
            settled_at_ms: self.settled_at_ms,
            cluster: self.cluster,
            month: self.month,
        })
    }
}

/// Stores a charge.
pub async fn add(conn: &impl ConnectionTrait, one: &Charge) -> Result<(), StoreError> {
    let sql = "INSERT INTO exchange_charge (id, request_id, cluster, resource_id, kind, state, class, units, rate_minor, \
               currency, gross_minor, subsidy_minor, net_minor, month, person, code_id, transfer_id, quoted_at_ms, \
               settled_at_ms, advanced_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    let quoted = &one.quoted;
    let values = vec![
        one.id.0.into(),
        one.request.0.into(),
        one.cluster.as_str().into(),
        one.resource.0.into(),
        one.kind.name().into(),
        one.state.name().into(),
        quoted.class.name().into(),
        quoted.units.into(),
        quoted.rate_minor.into(),
        quoted.currency.as_str().into(),
        quoted.quote.gross_minor.into(),
        quoted.quote.subsidy_minor.into(),
        quoted.quote.net_minor.into(),
        one.month.as_str().into(),
        one.person.map(|person| person.0).into(),
        one.code.map(|code| code.0).into(),
        one.transfer.into(),
        one.quoted_at_ms.into(),
        one.settled_at_ms.into(),
        one.advanced.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes where a charge stands, and which transfer pays it.
pub async fn save(conn: &impl ConnectionTrait, one: &Charge) -> Result<(), StoreError> {
    let sql =
        "UPDATE exchange_charge SET state = $2, transfer_id = $3, settled_at_ms = $4, advanced_id = $5 WHERE id = $1";
    let (state, transfer) = (one.state.name().into(), one.transfer.into());
    let values = vec![one.id.0.into(), state, transfer, one.settled_at_ms.into(), one.advanced.into()];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes another price into a charge that is not to be paid yet, such as when its booking is moved.
pub async fn requote(conn: &impl ConnectionTrait, one: &Charge) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_charge SET class = $2, units = $3, rate_minor = $4, currency = $5, gross_minor = $6, \
               subsidy_minor = $7, net_minor = $8, month = $9, transfer_id = $10, state = $11 \
               WHERE id = $1 AND state IN ('quoted', 'kept')";
    let quoted = &one.quoted;
    let values = vec![
        one.id.0.into(),
        quoted.class.name().into(),
        quoted.units.into(),
        quoted.rate_minor.into(),
        quoted.currency.as_str().into(),
        quoted.quote.gross_minor.into(),
        quoted.quote.subsidy_minor.into(),
        quoted.quote.net_minor.into(),
        one.month.as_str().into(),
        one.transfer.into(),
        one.state.name().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes which code pays a charge, and its request.
pub async fn assign(conn: &impl ConnectionTrait, one: &Charge, to: &Code) -> Result<(), StoreError> {
    let sql = "UPDATE exchange_charge SET code_id = $2 WHERE id = $1";
    sql::run(conn, sql, vec![one.id.0.into(), to.id.0.into()]).await?;
    let sql = "UPDATE exchange_request SET code_id = $2, project = $3 WHERE id = $1";
    sql::run(conn, sql, vec![one.request.0.into(), to.id.0.into(), to.code.as_str().into()]).await?;
    Ok(())
}

/// The charges of a request, the first first.
pub async fn of_request(conn: &impl ConnectionTrait, request: BookingId) -> Result<Vec<Charge>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM exchange_charge h WHERE h.request_id = $1 ORDER BY h.quoted_at_ms, h.id LIMIT 20"
    );
    sql::rows::<Row>(conn, &sql, vec![request.0.into()]).await?.into_iter().map(Row::charge).collect()
}

/// One charge.
pub async fn find(conn: &impl ConnectionTrait, id: ChargeId) -> Result<Option<Charge>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM exchange_charge h WHERE h.id = $1");
    sql::row::<Row>(conn, &sql, vec![id.0.into()]).await?.map(Row::charge).transpose()
}

/// Charges of a cluster that the books could not take, the oldest first; at most 500.
pub async fn due(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<ChargeId>, StoreError> {
    let sql = "SELECT h.id FROM exchange_charge h WHERE h.cluster = $1 AND h.state = 'due' ORDER BY h.quoted_at_ms, h.id LIMIT 500";
    let rows = sql::rows::<IdRow>(conn, sql, vec![cluster.into()]).await?;
    Ok(rows.into_iter().map(|row| ChargeId(row.id)).collect())
}

#[derive(FromQueryResult)]
struct IdRow {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct TotalRow {
    code: Option<String>,
    name: Option<String>,
    organisation: Option<String>,
    currency: String,
    n: i64,
    gross_minor: i64,
    subsidy_minor: i64,
    net_minor: i64,
    due_minor: i64,
}

/// What is to be paid for a month, by code and currency.
pub async fn totals(conn: &impl ConnectionTrait, cluster: &str, month: &str) -> Result<Vec<Total>, StoreError> {
    let sum = |column: &str| format!("CAST(SUM({column}) AS BIGINT)");
    let sql = format!(
        "SELECT c.code, c.name, c.organisation, h.currency, COUNT(*) AS n, {} AS gross_minor, {} AS subsidy_minor, \
         {} AS net_minor, {} AS due_minor FROM exchange_charge h LEFT JOIN exchange_code c ON c.id = h.code_id \
         WHERE h.cluster = $1 AND h.month = $2 AND h.state IN ('due', 'charged') \
         GROUP BY c.code, c.name, c.organisation, h.currency ORDER BY c.organisation, c.code, h.currency LIMIT 1000",
        sum("h.gross_minor"),
        sum("h.subsidy_minor"),
        sum("h.net_minor"),
        sum("CASE WHEN h.state = 'due' THEN h.net_minor ELSE 0 END"),
    );
    let total = |row: TotalRow| {
        let (gross_minor, subsidy_minor, net_minor) = (row.gross_minor, row.subsidy_minor, row.net_minor);
        Ok(Total {
            name: row.name.map(|name| json::<Text>("a name", &name)).transpose()?,
            code: row.code,
            organisation: row.organisation,
            currency: row.currency,
            n: u64::try_from(row.n).unwrap_or_default(),
            quote: Quote { gross_minor, subsidy_minor, net_minor },
            due_minor: row.due_minor,
        })
    };
    sql::rows::<TotalRow>(conn, &sql, vec![cluster.into(), month.into()]).await?.into_iter().map(total).collect()
}

/// What was quoted, out of its columns.
fn quoted(class: &str, units: i64, rate_minor: i64, quote: Quote, currency: String) -> Result<Quoted, StoreError> {
    let class = known("a class of customers", class, CustomerClass::from_name(class))?;
    Ok(Quoted { class, units, rate_minor, quote, currency })
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    request_id: Uuid,
    kind: String,
    state: String,
    class: String,
    units: i64,
    rate_minor: i64,
    currency: String,
    gross_minor: i64,
    subsidy_minor: i64,
    net_minor: i64,
    person: Option<Uuid>,
    code: Option<String>,
    facility: String,
    zone: String,
    from_ms: Option<i64>,
    asked_at_ms: i64,
}

impl LineRow {
    fn line(self) -> Result<Line, StoreError> {
        let quote =
            Quote { gross_minor: self.gross_minor, subsidy_minor: self.subsidy_minor, net_minor: self.net_minor };
        Ok(Line {
            id: ChargeId(self.id),
            request: BookingId(self.request_id),
            kind: known("a kind of charge", &self.kind, ChargeKind::from_name(&self.kind))?,
            state: known("a state of a charge", &self.state, ChargeState::from_name(&self.state))?,
            quoted: quoted(&self.class, self.units, self.rate_minor, quote, self.currency)?,
            person: self.person.map(UserId),
            code: self.code,
            facility: json("a name", &self.facility)?,
            zone: self.zone,
            at_ms: self.from_ms.unwrap_or(self.asked_at_ms),
        })
    }
}

/// The lines of a statement in the order of use; at most `limit`.
pub async fn lines(
    conn: &impl ConnectionTrait,
    cluster: &str,
    month: &str,
    whose: &Whose,
    limit: u32,
) -> Result<Vec<Line>, StoreError> {
    let mut values: Vec<Value> = vec![cluster.into(), month.into()];
    let only = match whose {
        Whose::Code(code) => {
            values.push(code.as_str().into());
            " AND c.code = $3"
        }
        Whose::Organisation(name) => {
            values.push(name.as_str().into());
            " AND c.organisation = $3"
        }
        Whose::WithoutCode => " AND h.code_id IS NULL",
    };
    let sql = format!(
        "SELECT h.id, h.request_id, h.kind, h.state, h.class, h.units, h.rate_minor, h.currency, h.gross_minor, \
         h.subsidy_minor, h.net_minor, h.person, c.code, r.name AS facility, r.zone, q.from_ms, q.asked_at_ms \
         FROM exchange_charge h JOIN exchange_resource r ON r.id = h.resource_id \
         JOIN exchange_request q ON q.id = h.request_id LEFT JOIN exchange_code c ON c.id = h.code_id \
         WHERE h.cluster = $1 AND h.month = $2 AND h.state IN ('due', 'charged'){only} \
         ORDER BY COALESCE(q.from_ms, q.asked_at_ms), h.id LIMIT {limit}"
    );
    sql::rows::<LineRow>(conn, &sql, values).await?.into_iter().map(LineRow::line).collect()
}
