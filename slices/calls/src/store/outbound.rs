//! Applications to other funders, as somebody sees them: joined with the seat of whoever looks.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::sql;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::application::viewer;
use super::error::{StoreError, json, known, text};
use crate::model::outbound::{Facts, Outbound, OutboundId, OutboundState, Report, Success, Total};

// `$1` is the person who looks.
const FROM: &str = "FROM calls_outbound o LEFT JOIN calls_outbound_seat s ON s.outbound_id = o.id AND s.person = $1";
const COLUMNS: &str = "o.id, o.cluster, o.state, o.sample, o.funder, o.funder_actor, o.programme, o.deadline, o.zone, o.unit, \
    o.form, o.title, o.asked_minor, o.granted_minor, o.responsible, o.reference, o.why, o.asked_by, o.sent_at_ms, \
    o.decided_on, o.begun_at_ms, s.person AS viewer";
const PERMITTED: Columns = Columns { owner: Some("s.person"), state: Some("o.state"), cluster: Some("o.cluster") };

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    cluster: String,
    state: String,
    sample: bool,
    funder: String,
    funder_actor: Option<Uuid>,
    programme: String,
    deadline: String,
    zone: String,
    unit: String,
    form: String,
    title: String,
    asked_minor: Option<i64>,
    granted_minor: Option<i64>,
    responsible: Uuid,
    reference: String,
    why: String,
    asked_by: Option<Uuid>,
    sent_at_ms: Option<i64>,
    decided_on: Option<String>,
    begun_at_ms: i64,
    viewer: Option<Uuid>,
}

impl Row {
    fn outbound(self) -> Result<Outbound, StoreError> {
        let day = |stored: &String| known("a day", stored, stored.parse().ok());
        Ok(Outbound {
            id: OutboundId(self.id),
            state: known("a state of an application", &self.state, OutboundState::from_name(&self.state))?,
            facts: Facts {
                deadline: known("a moment", &self.deadline, self.deadline.parse().ok())?,
                unit: known("a unit", &self.unit, self.unit.parse().ok())?,
                funder: self.funder,
                funder_actor: self.funder_actor,
                programme: self.programme,
                zone: self.zone,
            },
            form: json("a form", &self.form)?,
            decided_on: self.decided_on.as_ref().map(day).transpose()?,
            cluster: self.cluster,
            sample: self.sample,
            title: self.title,
            asked_minor: self.asked_minor,
            granted_minor: self.granted_minor,
            responsible: UserId(self.responsible),
            reference: self.reference,
            why: self.why,
            asked_by: self.asked_by.map(UserId),
            sent_at_ms: self.sent_at_ms,
            begun_at_ms: self.begun_at_ms,
            viewer: self.viewer.map(UserId),
        })
    }
}

/// Which are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Of this cluster.
    pub cluster: &'a str,
    /// In one of these states.
    pub states: &'a [OutboundState],
    /// With these words in title, funder, programme or reference number.
    pub words: &'a str,
}

fn wanted(asked: &Wanted<'_>, filter: &Filter, values: &mut Vec<Value>) -> String {
    let mut all = vec![condition(filter, PERMITTED, values)];
    if !asked.cluster.is_empty() {
        values.push(asked.cluster.into());
        all.push(format!("o.cluster = ${}", values.len()));
    }
    for word in asked.words.split_whitespace().take(8) {
        let plain = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        values.push(format!("%{plain}%").into());
        all.push(format!("o.search LIKE ${} ESCAPE '\\'", values.len()));
    }
    if !asked.states.is_empty() {
        let first = values.len() + 1;
        values.extend(asked.states.iter().map(|state| Value::from(state.name())));
        let places: Vec<String> = (first..=values.len()).map(|at| format!("${at}")).collect();
        all.push(format!("o.state IN ({})", places.join(", ")));
    }
    all.join(" AND ")
}

/// Those that the filter admits: what is due first, then what is over, the newest first.
pub async fn list(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    asked: &Wanted<'_>,
    limit: u32,
) -> Result<Vec<Outbound>, StoreError> {
    let mut values = vec![viewer(ctx)];
    let wanted = wanted(asked, filter, &mut values);
    values.push(i64::from(limit).into());
    let sql = format!(
        "SELECT {COLUMNS} {FROM} WHERE {wanted} ORDER BY CASE WHEN o.state IN ('preparing', 'checking', 'approved') THEN 0 ELSE 1 END, \
         CASE WHEN o.state IN ('preparing', 'checking', 'approved') THEN o.deadline_ms ELSE -o.deadline_ms END, o.id LIMIT ${}",
        values.len()
    );
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::outbound).collect()
}

/// What was asked for and granted in each currency, and how many of those that were decided were granted.
pub async fn totals(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    asked: &Wanted<'_>,
) -> Result<(Vec<Total>, Success), StoreError> {
    #[derive(FromQueryResult)]
    struct Sums {
        unit: String,
        sent: i64,
        asked_minor: i64,
        granted_minor: i64,
        granted: i64,
        decided: i64,
    }
    let mut values = vec![viewer(ctx)];
    let wanted = wanted(asked, filter, &mut values);
    // What was written down of one that was never sent says nothing about funders.
    let sql = format!(
        "SELECT o.unit, COUNT(*) AS sent, CAST(SUM(COALESCE(o.asked_minor, 0)) AS BIGINT) AS asked_minor, \
         CAST(SUM(COALESCE(o.granted_minor, 0)) AS BIGINT) AS granted_minor, \
         CAST(SUM(CASE WHEN o.state = 'granted' THEN 1 ELSE 0 END) AS BIGINT) AS granted, \
         CAST(SUM(CASE WHEN o.state IN ('granted', 'refused') THEN 1 ELSE 0 END) AS BIGINT) AS decided \
         {FROM} WHERE {wanted} AND o.sent_at_ms IS NOT NULL GROUP BY o.unit ORDER BY o.unit"
    );
    let rows = sql::rows::<Sums>(conn, &sql, values).await?;
    let sum = |of: fn(&Sums) -> i64| rows.iter().map(of).sum::<i64>().unsigned_abs();
    let success = Success::of(sum(|row| row.granted), sum(|row| row.decided));
    let one = |row: &Sums| {
        Ok(Total {
            unit: known("a unit", &row.unit, row.unit.parse().ok())?,
            sent: row.sent.unsigned_abs(),
            asked_minor: row.asked_minor,
            granted_minor: row.granted_minor,
        })
    };
    Ok((rows.iter().map(one).collect::<Result<_, StoreError>>()?, success))
}

/// One of them.
pub async fn find(conn: &impl ConnectionTrait, ctx: &Ctx, id: OutboundId) -> Result<Option<Outbound>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE o.id = $2");
    sql::row::<Row>(conn, &sql, vec![viewer(ctx), id.0.into()]).await?.map(Row::outbound).transpose()
}

/// The words by which it is found.
fn words(one: &Outbound) -> String {
    format!("{} {} {} {}", one.title, one.facts.funder, one.facts.programme, one.reference).to_lowercase()
}

/// Stores or changes one.
pub async fn save(conn: &impl ConnectionTrait, one: &Outbound) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_outbound (id, cluster, state, sample, funder, funder_actor, programme, deadline, zone, deadline_ms, \
               unit, form, title, search, asked_minor, granted_minor, responsible, reference, why, asked_by, sent_at_ms, decided_on, \
               begun_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
               $22, $23) ON CONFLICT (id) DO UPDATE SET state = excluded.state, funder = excluded.funder, \
               funder_actor = excluded.funder_actor, programme = excluded.programme, deadline = excluded.deadline, \
               zone = excluded.zone, deadline_ms = excluded.deadline_ms, unit = excluded.unit, form = excluded.form, \
               title = excluded.title, search = excluded.search, asked_minor = excluded.asked_minor, \
               granted_minor = excluded.granted_minor, responsible = excluded.responsible, reference = excluded.reference, \
               why = excluded.why, asked_by = excluded.asked_by, sent_at_ms = excluded.sent_at_ms, decided_on = excluded.decided_on";
    let facts = &one.facts;
    let values = vec![
        one.id.0.into(),
        one.cluster.as_str().into(),
        one.state.name().into(),
        one.sample.into(),
        facts.funder.as_str().into(),
        facts.funder_actor.into(),
        facts.programme.as_str().into(),
        facts.deadline.to_string().into(),
        facts.zone.as_str().into(),
        facts.deadline_ms().unwrap_or(i64::MAX).into(),
        facts.unit.code().into(),
        text("a form", &one.form)?.into(),
        one.title.as_str().into(),
        words(one).into(),
        one.asked_minor.into(),
        one.granted_minor.into(),
        one.responsible.0.into(),
        one.reference.as_str().into(),
        one.why.as_str().into(),
        one.asked_by.map(|by| by.0).into(),
        one.sent_at_ms.into(),
        one.decided_on.map(|day| day.to_string()).into(),
        one.begun_at_ms.into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Person {
    person: Uuid,
}

/// The team.
pub async fn team(conn: &impl ConnectionTrait, id: OutboundId) -> Result<Vec<UserId>, StoreError> {
    let sql = "SELECT person FROM calls_outbound_seat WHERE outbound_id = $1 ORDER BY person LIMIT 200";
    Ok(sql::rows::<Person>(conn, sql, vec![id.0.into()]).await?.into_iter().map(|row| UserId(row.person)).collect())
}

/// Takes somebody into the team.
pub async fn join(conn: &impl ConnectionTrait, id: OutboundId, person: UserId) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_outbound_seat (outbound_id, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    sql::run(conn, sql, vec![id.0.into(), person.0.into()]).await?;
    Ok(())
}

/// Takes somebody out of it.
pub async fn leave(conn: &impl ConnectionTrait, id: OutboundId, person: UserId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM calls_outbound_seat WHERE outbound_id = $1 AND person = $2";
    Ok(sql::run(conn, sql, vec![id.0.into(), person.0.into()]).await? == 1)
}

#[derive(FromQueryResult)]
struct ReportRow {
    number: i64,
    name: String,
    due: String,
    done_on: Option<String>,
}

/// The reports that the funder wants.
pub async fn reports(conn: &impl ConnectionTrait, id: OutboundId) -> Result<Vec<Report>, StoreError> {
    let sql = "SELECT number, name, due, done_on FROM calls_outbound_report WHERE outbound_id = $1 ORDER BY due, number LIMIT 200";
    let one = |row: ReportRow| {
        let day = |stored: &String| known("a day", stored, stored.parse().ok());
        Ok(Report {
            number: u32::try_from(row.number).unwrap_or(u32::MAX),
            due: day(&row.due)?,
            done_on: row.done_on.as_ref().map(day).transpose()?,
            name: row.name,
        })
    };
    sql::rows::<ReportRow>(conn, sql, vec![id.0.into()]).await?.into_iter().map(one).collect()
}

/// Stores or changes a report.
pub async fn save_report(conn: &impl ConnectionTrait, id: OutboundId, one: &Report) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_outbound_report (outbound_id, number, name, due, done_on) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (outbound_id, number) DO UPDATE SET done_on = excluded.done_on";
    let values = vec![
        id.0.into(),
        i64::from(one.number).into(),
        one.name.as_str().into(),
        one.due.to_string().into(),
        one.done_on.map(|day| day.to_string()).into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Waits {
    due: i64,
    reports: i64,
}

/// How many applications that a person answers for are due until then, and how many of their reports.
pub async fn own_waits(
    conn: &impl ConnectionTrait,
    person: UserId,
    (until_ms, until): (i64, String),
) -> Result<(u64, u64), StoreError> {
    let sql = "SELECT (SELECT COUNT(*) FROM calls_outbound WHERE responsible = $1 AND state IN ('preparing', 'checking', 'approved') \
               AND deadline_ms <= $2) AS due, (SELECT COUNT(*) FROM calls_outbound o JOIN calls_outbound_report r \
               ON r.outbound_id = o.id WHERE o.responsible = $1 AND o.state = 'granted' AND r.done_on IS NULL AND r.due <= $3) AS reports";
    let row = sql::row::<Waits>(conn, sql, vec![person.0.into(), until_ms.into(), until.into()]).await?;
    Ok(row.map_or((0, 0), |row| (row.due.unsigned_abs(), row.reports.unsigned_abs())))
}

/// How many wait to be checked, by cluster, of those that the filter admits and that this person did not ask to be checked.
pub async fn to_approve(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<Vec<(String, u64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Of {
        cluster: String,
        n: i64,
    }
    let mut values = vec![viewer(ctx)];
    let wanted = wanted(&Wanted { states: &[OutboundState::Checking], ..Wanted::default() }, filter, &mut values);
    let sql = format!(
        "SELECT o.cluster, COUNT(*) AS n {FROM} WHERE {wanted} AND (o.asked_by IS NULL OR o.asked_by <> $1) \
         GROUP BY o.cluster ORDER BY o.cluster LIMIT 100"
    );
    let rows = sql::rows::<Of>(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.cluster, row.n.unsigned_abs())).collect())
}
