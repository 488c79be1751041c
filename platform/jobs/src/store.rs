//! The SQL of the queue, for both databases.

use bellwether_db::{Db, DbError, Engine, Tx};
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::journal::Entry;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

use crate::job::{JobId, JobView, State};
use crate::queue::Wanted;

const COLUMNS: &str = "id, kind, state, payload, created_by, created_at_ms, started_at_ms, finished_at_ms, attempts, \
                       max_attempts, done, total, message, error, cancel_requested";

/// A job that a worker has just taken.
pub struct Claimed {
    pub job: JobId,
    pub kind: String,
    pub payload: String,
    pub attempts: i64,
    pub lease: Uuid,
}

/// A job to be queued.
pub struct New<'a> {
    pub id: JobId,
    pub kind: &'a str,
    pub payload: String,
    pub created_by: String,
    pub max_attempts: i64,
}

async fn run(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, DbError> {
    let backend = tx.conn().get_database_backend();
    Ok(tx.conn().query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?)
}

pub async fn insert(tx: &Tx, new: New<'_>) -> Result<(), DbError> {
    let now_ms = tx.now().as_millisecond();
    run(
        tx,
        "INSERT INTO jobs_job (id, kind, payload, state, created_by, created_at_ms, due_at_ms, attempts, max_attempts,
            done, message, cancel_requested)
         VALUES ($1, $2, $3, 'queued', $4, $5, $5, 0, $6, 0, '', 0) RETURNING id",
        vec![
            new.id.0.into(),
            new.kind.into(),
            new.payload.into(),
            new.created_by.into(),
            now_ms.into(),
            new.max_attempts.into(),
        ],
    )
    .await?;
    tx.journal(Entry::new("job.queued", "job", new.id, &serde_json::json!({ "kind": new.kind }))).await
}

/// Takes the job that waits longest and is due, or one whose worker is silent for too long.
pub async fn claim(db: &Db, lease: Uuid, now_ms: i64, until_ms: i64) -> Result<Option<Claimed>, DbError> {
    // Those who ask at the same time each get another job; without it PostgreSQL would make them wait in line.
    let skip = match db.engine() {
        Engine::Postgres => "FOR UPDATE SKIP LOCKED",
        Engine::Sqlite => "",
    };
    let sql = format!(
        "UPDATE jobs_job SET state = 'running', lease = $1, lease_until_ms = $2, started_at_ms = $3,
            attempts = attempts + 1, error = NULL
         WHERE id = (
            SELECT id FROM jobs_job
            WHERE cancel_requested = 0 AND attempts < max_attempts AND (
                (state = 'queued' AND due_at_ms <= $3) OR (state = 'running' AND lease_until_ms < $3))
            ORDER BY due_at_ms, id LIMIT 1 {skip})
         RETURNING id, kind, payload, attempts"
    );
    let rows = db.write_one(&sql, vec![lease.into(), until_ms.into(), now_ms.into()]).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    Ok(Some(Claimed {
        job: JobId(row.try_get("", "id")?),
        kind: row.try_get("", "kind")?,
        payload: row.try_get("", "payload")?,
        attempts: row.try_get("", "attempts")?,
        lease,
    }))
}

/// Jobs that nobody will start again: called off, or given up by a worker that died at the last attempt.
pub async fn orphans(db: &Db, now_ms: i64) -> Result<Vec<(JobId, String, Option<Uuid>, State)>, DbError> {
    let sql = "SELECT id, kind, lease, cancel_requested FROM jobs_job
               WHERE (state = 'queued' AND cancel_requested = 1)
                  OR (state = 'running' AND lease_until_ms < $1 AND (cancel_requested = 1 OR attempts >= max_attempts))
               ORDER BY id LIMIT 100";
    let conn = db.reader();
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [now_ms.into()]);
    let rows = conn.query_all_raw(statement).await?;
    rows.iter()
        .map(|row| {
            let cancelled: i64 = row.try_get("", "cancel_requested")?;
            let state = if cancelled == 1 { State::Cancelled } else { State::Failed };
            Ok((JobId(row.try_get("", "id")?), row.try_get("", "kind")?, row.try_get("", "lease")?, state))
        })
        .collect()
}

/// Ends a job that has no living worker. Nothing happens if it changed meanwhile.
pub async fn bury(tx: &Tx, id: JobId, kind: &str, lease: Option<Uuid>, state: State) -> Result<(), DbError> {
    match lease {
        Some(lease) => {
            let error = (state == State::Failed).then_some("the worker died at the last attempt");
            finish(tx, id, kind, lease, state, error).await?;
        }
        None => {
            let rows = run(
                tx,
                "UPDATE jobs_job SET state = $1, finished_at_ms = $2 WHERE id = $3 AND state = 'queued' RETURNING id",
                vec![state.name().into(), tx.now().as_millisecond().into(), id.0.into()],
            )
            .await?;
            if !rows.is_empty() {
                over(tx, id, kind, state).await?;
            }
        }
    }
    Ok(())
}

/// Ends a running job. `false` if the caller's hold on it is gone.
pub async fn finish(
    tx: &Tx,
    id: JobId,
    kind: &str,
    lease: Uuid,
    state: State,
    error: Option<&str>,
) -> Result<bool, DbError> {
    let rows = run(
        tx,
        "UPDATE jobs_job SET state = $1, finished_at_ms = $2, error = $3, lease = NULL, lease_until_ms = NULL
         WHERE id = $4 AND state = 'running' AND lease = $5 RETURNING id",
        vec![
            state.name().into(),
            tx.now().as_millisecond().into(),
            error.map(str::to_owned).into(),
            id.0.into(),
            lease.into(),
        ],
    )
    .await?;
    if rows.is_empty() {
        return Ok(false);
    }
    over(tx, id, kind, state).await?;
    Ok(true)
}

async fn over(tx: &Tx, id: JobId, kind: &str, state: State) -> Result<(), DbError> {
    let act = match state {
        State::Done => "job.done",
        State::Failed => "job.failed",
        State::Cancelled | State::Queued | State::Running => "job.cancelled",
    };
    tx.journal(Entry::new(act, "job", id, &serde_json::json!({ "kind": kind }))).await
}

/// Puts a running job back into the queue.
pub async fn requeue(
    db: &Db,
    id: JobId,
    lease: Uuid,
    due_at_ms: i64,
    attempts: i64,
    error: Option<String>,
) -> Result<(), DbError> {
    db.write_one(
        "UPDATE jobs_job SET state = 'queued', due_at_ms = $1, attempts = $2, error = $3, lease = NULL,
            lease_until_ms = NULL
         WHERE id = $4 AND state = 'running' AND lease = $5 RETURNING id",
        vec![due_at_ms.into(), attempts.into(), error.into(), id.0.into(), lease.into()],
    )
    .await?;
    Ok(())
}

/// Ends the holds of all workers; for a start at which no other worker can be alive.
pub async fn release_all(db: &Db) -> Result<usize, DbError> {
    let sql = "UPDATE jobs_job SET lease_until_ms = 0 WHERE state = 'running' RETURNING id";
    Ok(db.write_one(sql, vec![]).await?.len())
}

/// Renews a hold. `None` if it is gone, else whether the job was called off.
pub async fn renew(
    db: &Db,
    id: JobId,
    lease: Uuid,
    until_ms: i64,
    (done, total, message): (i64, Option<i64>, &str),
) -> Result<Option<bool>, DbError> {
    let rows = db
        .write_one(
            "UPDATE jobs_job SET lease_until_ms = $1, done = $2, total = $3, message = $4
             WHERE id = $5 AND state = 'running' AND lease = $6 RETURNING cancel_requested",
            vec![until_ms.into(), done.into(), total.into(), message.into(), id.0.into(), lease.into()],
        )
        .await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let called_off: i64 = row.try_get("", "cancel_requested")?;
    Ok(Some(called_off == 1))
}

pub async fn progress_in(
    tx: &Tx,
    id: JobId,
    lease: Uuid,
    done: i64,
    total: Option<i64>,
    message: &str,
) -> Result<(), DbError> {
    run(
        tx,
        "UPDATE jobs_job SET done = $1, total = $2, message = $3 WHERE id = $4 AND lease = $5 RETURNING id",
        vec![done.into(), total.into(), message.into(), id.0.into(), lease.into()],
    )
    .await?;
    Ok(())
}

/// Looks whether a hold stands. `None` if it is gone, else whether the job was called off.
pub async fn look(db: &Db, id: JobId, lease: Uuid) -> Result<Option<bool>, DbError> {
    let sql = "SELECT cancel_requested FROM jobs_job WHERE id = $1 AND state = 'running' AND lease = $2";
    let conn = db.reader();
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [id.0.into(), lease.into()]);
    let Some(row) = conn.query_one_raw(statement).await? else {
        return Ok(None);
    };
    let called_off: i64 = row.try_get("", "cancel_requested")?;
    Ok(Some(called_off == 1))
}

/// Calls a job off. `false` if it is over or not there.
pub async fn call_off(tx: &Tx, id: JobId) -> Result<bool, DbError> {
    let sql = "UPDATE jobs_job SET cancel_requested = 1
               WHERE id = $1 AND state IN ('queued', 'running') AND cancel_requested = 0 RETURNING kind";
    let rows = run(tx, sql, vec![id.0.into()]).await?;
    let Some(row) = rows.first() else {
        return Ok(false);
    };
    let kind: String = row.try_get("", "kind")?;
    tx.journal(Entry::new("job.called_off", "job", id, &serde_json::json!({ "kind": kind }))).await?;
    bury(tx, id, &kind, None, State::Cancelled).await?;
    Ok(true)
}

/// Queues a failed job anew. `false` if it has not failed, or is not there.
pub async fn retry(tx: &Tx, id: JobId) -> Result<bool, DbError> {
    let sql = "UPDATE jobs_job SET state = 'queued', attempts = 0, due_at_ms = $1, started_at_ms = NULL,
                  finished_at_ms = NULL, done = 0, total = NULL, message = '', error = NULL, cancel_requested = 0
               WHERE id = $2 AND state = 'failed' RETURNING kind";
    let rows = run(tx, sql, vec![tx.now().as_millisecond().into(), id.0.into()]).await?;
    let Some(row) = rows.first() else {
        return Ok(false);
    };
    let kind: String = row.try_get("", "kind")?;
    tx.journal(Entry::new("job.retried", "job", id, &serde_json::json!({ "kind": kind }))).await?;
    Ok(true)
}

pub async fn find(db: &Db, id: JobId) -> Result<Option<JobView>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM jobs_job WHERE id = $1");
    let conn = db.reader();
    let row =
        conn.query_one_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, [id.0.into()])).await?;
    row.as_ref().map(view).transpose()
}

/// The wanted jobs, newest first.
pub async fn list(db: &Db, wanted: &Wanted, limit: u64) -> Result<Vec<JobView>, DbError> {
    let (conditions, values) = conditions(wanted);
    let sql = format!("SELECT {COLUMNS} FROM jobs_job WHERE {conditions} ORDER BY id DESC LIMIT {limit}");
    let conn = db.reader();
    let rows = conn.query_all_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, values)).await?;
    rows.iter().map(view).collect()
}

/// How many of the wanted jobs are in each state, on all pages.
pub async fn tally(db: &Db, wanted: &Wanted) -> Result<Vec<(State, i64)>, DbError> {
    let (conditions, values) = conditions(&Wanted { before: None, ..wanted.clone() });
    let sql = format!("SELECT state, COUNT(*) AS n FROM jobs_job WHERE {conditions} GROUP BY state");
    let conn = db.reader();
    let rows = conn.query_all_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok((state(row)?, row.try_get("", "n")?))).collect()
}

fn conditions(wanted: &Wanted) -> (String, Vec<Value>) {
    let mut conditions = String::from("1 = 1");
    let mut values: Vec<Value> = Vec::new();
    let wanted = [
        ("kind =", wanted.kind.as_deref().map(Value::from)),
        ("state =", wanted.state.map(|state| state.name().into())),
        ("created_by =", wanted.created_by.as_deref().map(Value::from)),
        ("id <", wanted.before.map(|id| id.0.into())),
    ];
    for (condition, value) in wanted {
        if let Some(value) = value {
            values.push(value);
            conditions.push_str(&format!(" AND {condition} ${}", values.len()));
        }
    }
    (conditions, values)
}

fn state(row: &QueryResult) -> Result<State, DbError> {
    let state: String = row.try_get("", "state")?;
    State::from_name(&state).ok_or(DbError::Stored { what: "a state of a job", value: state })
}

fn view(row: &QueryResult) -> Result<JobView, DbError> {
    let cancel_requested: i64 = row.try_get("", "cancel_requested")?;
    Ok(JobView {
        id: JobId(row.try_get("", "id")?),
        kind: row.try_get("", "kind")?,
        state: state(row)?,
        payload: row.try_get("", "payload")?,
        created_by: row.try_get("", "created_by")?,
        created_at_ms: row.try_get("", "created_at_ms")?,
        started_at_ms: row.try_get("", "started_at_ms")?,
        finished_at_ms: row.try_get("", "finished_at_ms")?,
        attempts: row.try_get("", "attempts")?,
        max_attempts: row.try_get("", "max_attempts")?,
        done: row.try_get("", "done")?,
        total: row.try_get("", "total")?,
        message: row.try_get("", "message")?,
        error: row.try_get("", "error")?,
        cancel_requested: cancel_requested == 1,
    })
}
