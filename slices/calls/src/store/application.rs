//! Applications, as somebody sees them: joined with the seat of whoever looks, without those with a conflict of interest.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::sql;
use bellwether_exchange_rules::lifecycle::request::RequestState;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::among;
use super::error::{StoreError, json, known, text};
use crate::model::application::{Application, ApplicationId};
use crate::model::call::CallId;
use crate::model::stage::{StageAt, StageKind};

// `$1` is the person who looks. Whoever declared a conflict of interest finds nothing, by no way.
const FROM: &str = "FROM calls_application a JOIN calls_call c ON c.id = a.call_id \
    LEFT JOIN calls_seat s ON s.application_id = a.id AND s.person = $1 AND s.state <> 'declined' \
    LEFT JOIN calls_decision d ON d.application_id = a.id AND d.stage = a.stage AND d.state IN ('carried', 'effective') \
    WHERE NOT EXISTS (SELECT 1 FROM calls_conflict x WHERE x.application_id = a.id AND x.person = $1)";

const COLUMNS: &str = "a.id, a.call_id, c.cluster, c.slug, c.title AS call_title, a.version, a.number, a.stage, a.stage_key, \
    a.stage_name, a.stage_kind, a.state, a.lead, a.title, a.asked_minor, CASE WHEN d.outcome = 'accepted' AND d.amount_minor > 0 THEN d.amount_minor END AS awarded_minor, c.unit, a.returned_why, a.appeal, \
    a.begun_at_ms, a.submitted_at_ms, s.person AS viewer";

const PERMITTED: Columns = Columns {
    owner: Some("s.person"),
    state: Some("(CASE WHEN a.submitted_at_ms IS NULL THEN 'draft' ELSE a.state END)"),
    cluster: Some("c.cluster"),
};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    call_id: Uuid,
    cluster: String,
    slug: String,
    call_title: String,
    version: i64,
    number: i64,
    stage: i64,
    stage_key: String,
    stage_name: String,
    stage_kind: String,
    state: String,
    lead: Uuid,
    title: String,
    asked_minor: Option<i64>,
    awarded_minor: Option<i64>,
    unit: String,
    returned_why: String,
    appeal: String,
    begun_at_ms: i64,
    submitted_at_ms: Option<i64>,
    viewer: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct CountRow {
    state: String,
    n: i64,
}

#[derive(FromQueryResult)]
struct NumberRow {
    n: i64,
}

impl Row {
    fn application(self) -> Result<Application, StoreError> {
        Ok(Application {
            id: ApplicationId(self.id),
            call: CallId(self.call_id),
            call_title: json("the title of a call", &self.call_title)?,
            stage: StageAt {
                at: u32::try_from(self.stage).unwrap_or(u32::MAX),
                key: self.stage_key,
                name: json("the name of a stage", &self.stage_name)?,
                kind: known("a kind of stage", &self.stage_kind, StageKind::from_name(&self.stage_kind))?,
            },
            state: known("a state of an application", &self.state, RequestState::from_name(&self.state))?,
            unit: known("a unit", &self.unit, self.unit.parse().ok())?,
            lead: UserId(self.lead),
            cluster: self.cluster,
            call_slug: self.slug,
            version: self.version,
            number: self.number,
            title: self.title,
            asked_minor: self.asked_minor,
            awarded_minor: self.awarded_minor,
            returned_why: self.returned_why,
            appeal: self.appeal,
            begun_at_ms: self.begun_at_ms,
            submitted_at_ms: self.submitted_at_ms,
            viewer: self.viewer.map(UserId),
        })
    }
}

/// Who looks, for `$1`; nobody for the installation and visitors.
pub fn viewer(ctx: &Ctx) -> Value {
    ctx.actor.user_id().map_or(Uuid::nil(), |user| user.0).into()
}

/// Which applications of a list are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Of this call.
    pub call: Option<CallId>,
    /// Only those of the team of whoever looks.
    pub is_own: bool,
    /// Only those that whoever looks does not belong to the team of: nobody handles their own.
    pub is_of_others: bool,
    /// In this stage.
    pub stage: Option<u32>,
    /// In one of these states.
    pub states: &'a [RequestState],
    /// With these words in title or answers.
    pub words: &'a str,
    /// Only these.
    pub ids: &'a [ApplicationId],
    /// Judged by at least so many hundredths of a percent.
    pub least_score: Option<i64>,
    /// Asking for at least so many minor units.
    pub least_minor: Option<i64>,
    /// Asking for at most so many.
    pub most_minor: Option<i64>,
    /// With this person in the team.
    pub member: Option<UserId>,
    /// After this number.
    pub after: Option<i64>,
    /// Those of the last stage first, and of each the best first, instead of by number.
    pub is_best_first: bool,
}

fn wanted(wanted: &Wanted<'_>, filter: &Filter, values: &mut Vec<Value>) -> String {
    let mut all = vec![condition(filter, PERMITTED, values)];
    let mut with = |sql: &str, value: Value| {
        values.push(value);
        all.push(sql.replace('?', &format!("${}", values.len())));
    };
    if let Some(call) = wanted.call {
        with("a.call_id = ?", call.0.into());
    }
    if let Some(stage) = wanted.stage {
        with("a.stage = ?", i64::from(stage).into());
    }
    let bounds = [
        ("a.score >= ?", wanted.least_score),
        ("a.asked_minor >= ?", wanted.least_minor),
        ("a.asked_minor <= ?", wanted.most_minor),
    ];
    for (sql, bound) in bounds.into_iter().filter_map(|(sql, bound)| Some((sql, bound?))) {
        with(sql, bound.into());
    }
    if let Some(member) = wanted.member {
        let sql = "a.id IN (SELECT m.application_id FROM calls_seat m WHERE m.state <> 'declined' AND m.person = ?)";
        with(sql, member.0.into());
    }
    if let Some(after) = wanted.after {
        with("a.number > ?", after.into());
    }
    for word in wanted.words.split_whitespace().take(8) {
        // Percent and underscore are words like others.
        let plain = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        values.push(format!("%{plain}%").into());
        all.push(format!("a.search LIKE ${} ESCAPE '\\'", values.len()));
    }
    let mut among = |column: &str, of: Vec<Value>| {
        let places: Vec<String> = of
            .into_iter()
            .map(|value| {
                values.push(value);
                format!("${}", values.len())
            })
            .collect();
        all.push(format!("{column} IN ({})", places.join(", ")));
    };
    if !wanted.states.is_empty() {
        among("a.state", wanted.states.iter().map(|state| state.name().into()).collect());
    }
    if !wanted.ids.is_empty() {
        among("a.id", wanted.ids.iter().map(|id| id.0.into()).collect());
    }
    if wanted.is_own {
        all.push("s.person IS NOT NULL".to_owned());
        // Their few seats first, and not all applications of the installation.
        all.push("a.id IN (SELECT m.application_id FROM calls_seat m WHERE m.person = $1)".to_owned());
    }
    if wanted.is_of_others {
        all.push("s.person IS NULL".to_owned());
    }
    all.join(" AND ")
}

/// Applications that the filter admits: of one call by number, otherwise the newest first.
pub async fn list(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    asked: &Wanted<'_>,
    limit: u32,
) -> Result<Vec<Application>, StoreError> {
    let mut values = vec![viewer(ctx)];
    let wanted = wanted(asked, filter, &mut values);
    let order = match asked.call {
        Some(_) if asked.is_best_first => "a.stage DESC, COALESCE(a.score, -1) DESC, a.number",
        Some(_) => "a.number",
        None => "a.id DESC",
    };
    values.push(i64::from(limit).into());
    let sql = format!("SELECT {COLUMNS} {FROM} AND {wanted} ORDER BY {order} LIMIT ${}", values.len());
    sql::rows::<Row>(conn, &sql, values).await?.into_iter().map(Row::application).collect()
}

/// How many there are in each state, of those that the filter admits.
pub async fn counts(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
    asked: &Wanted<'_>,
) -> Result<Vec<(RequestState, u64)>, StoreError> {
    let mut values = vec![viewer(ctx)];
    let wanted = wanted(asked, filter, &mut values);
    let sql = format!("SELECT a.state, COUNT(*) AS n {FROM} AND {wanted} GROUP BY a.state ORDER BY a.state");
    let rows = sql::rows::<CountRow>(conn, &sql, values).await?;
    let one = |row: CountRow| {
        Ok((known("a state of an application", &row.state, RequestState::from_name(&row.state))?, row.n.unsigned_abs()))
    };
    rows.into_iter().map(one).collect()
}

/// The cluster of an application.
pub async fn cluster_of(conn: &impl ConnectionTrait, id: ApplicationId) -> Result<Option<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Of {
        cluster: String,
    }
    let sql = "SELECT c.cluster FROM calls_application a JOIN calls_call c ON c.id = a.call_id WHERE a.id = $1";
    Ok(sql::row::<Of>(conn, sql, vec![id.0.into()]).await?.map(|of| of.cluster))
}

/// One application, unless whoever looks has a conflict of interest.
pub async fn find(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Option<Application>, StoreError> {
    let sql = format!("SELECT {COLUMNS} {FROM} AND a.id = $2");
    sql::row::<Row>(conn, &sql, vec![viewer(ctx), id.0.into()]).await?.map(Row::application).transpose()
}

/// Those that wait for room, in the order of the list: with their place and what they would get.
pub async fn waiting(conn: &impl ConnectionTrait, call: CallId) -> Result<Vec<(ApplicationId, u32, u64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Waits {
        id: Uuid,
        place: i64,
        amount_minor: i64,
    }
    let sql = "SELECT a.id, d.place, d.amount_minor FROM calls_application a JOIN calls_decision d ON d.application_id = a.id \
               AND d.state = 'effective' AND d.outcome = 'waitlisted' WHERE a.call_id = $1 AND a.state = 'waitlisted' \
               ORDER BY d.place, a.id LIMIT 1000";
    let rows = sql::rows::<Waits>(conn, sql, vec![call.0.into()]).await?;
    let one = |row: Waits| {
        (ApplicationId(row.id), u32::try_from(row.place).unwrap_or(u32::MAX), row.amount_minor.unsigned_abs())
    };
    Ok(rows.into_iter().map(one).collect())
}

/// How many applications of a call somebody leads that were not withdrawn, but for this one.
pub async fn led(
    conn: &impl ConnectionTrait,
    call: CallId,
    lead: UserId,
    but: Option<ApplicationId>,
) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM calls_application WHERE call_id = $1 AND lead = $2 AND id <> $3 \
               AND state NOT IN ('withdrawn', 'lapsed')";
    let but = but.map_or(Uuid::nil(), |id| id.0);
    let row = sql::row::<NumberRow>(conn, sql, vec![call.0.into(), lead.0.into(), but.into()]).await?;
    Ok(row.map_or(0, |row| u32::try_from(row.n).unwrap_or(u32::MAX)))
}

/// Stores a new application.
pub async fn add(conn: &impl ConnectionTrait, one: &Application) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_application (id, call_id, version, number, state, lead, title, search, begun_at_ms, stage, \
               stage_key, stage_name, stage_kind) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11, $12)";
    let values = vec![
        one.id.0.into(),
        one.call.0.into(),
        one.version.into(),
        one.number.into(),
        one.state.name().into(),
        one.lead.0.into(),
        one.title.as_str().into(),
        one.begun_at_ms.into(),
        i64::from(one.stage.at).into(),
        one.stage.key.as_str().into(),
        text("the name of a stage", &one.stage.name)?.into(),
        one.stage.kind.name().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// Writes what changes of an application.
pub async fn save(conn: &impl ConnectionTrait, one: &Application) -> Result<(), StoreError> {
    let sql = "UPDATE calls_application SET state = $2, title = $3, asked_minor = $4, returned_why = $5, appeal = $6, \
               submitted_at_ms = $7, stage = $8, stage_key = $9, stage_name = $10, stage_kind = $11 WHERE id = $1";
    let values = vec![
        one.id.0.into(),
        one.state.name().into(),
        one.title.as_str().into(),
        one.asked_minor.into(),
        one.returned_why.as_str().into(),
        one.appeal.as_str().into(),
        one.submitted_at_ms.into(),
        i64::from(one.stage.at).into(),
        one.stage.key.as_str().into(),
        text("the name of a stage", &one.stage.name)?.into(),
        one.stage.kind.name().into(),
    ];
    sql::run(conn, sql, values).await?;
    Ok(())
}

/// What assessments of its stage say, in hundredths of a percent of the best: for filters and the order of lists.
pub async fn save_score(conn: &impl ConnectionTrait, id: ApplicationId, score: Option<i64>) -> Result<(), StoreError> {
    let sql = "UPDATE calls_application SET score = $2 WHERE id = $1";
    sql::run(conn, sql, vec![id.0.into(), score.into()]).await?;
    Ok(())
}

/// Applications that were judged before scores were kept beside them; at most 200.
pub async fn unscored(conn: &impl ConnectionTrait) -> Result<Vec<ApplicationId>, StoreError> {
    #[derive(FromQueryResult)]
    struct IdRow {
        id: Uuid,
    }
    let sql = "SELECT a.id FROM calls_application a WHERE a.score IS NULL AND EXISTS (SELECT 1 FROM calls_assessment m \
               WHERE m.application_id = a.id AND m.stage = a.stage AND m.state IN ('submitted', 'released')) ORDER BY a.id LIMIT 200";
    Ok(sql::rows::<IdRow>(conn, sql, Vec::new()).await?.into_iter().map(|row| ApplicationId(row.id)).collect())
}

/// The words by which an application is found.
pub async fn save_search(conn: &impl ConnectionTrait, id: ApplicationId, words: &str) -> Result<(), StoreError> {
    let sql = "UPDATE calls_application SET search = $2 WHERE id = $1";
    sql::run(conn, sql, vec![id.0.into(), words.into()]).await?;
    Ok(())
}

/// Notes a conflict of interest: whoever declared it finds the application no more.
pub async fn add_conflict(
    conn: &impl ConnectionTrait,
    id: ApplicationId,
    person: UserId,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO calls_conflict (application_id, person, declared_at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    sql::run(conn, sql, vec![id.0.into(), person.0.into(), now_ms.into()]).await?;
    Ok(())
}

/// Who declared a conflict of interest with these applications.
pub async fn conflicts(
    conn: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, UserId)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Conflict {
        application_id: Uuid,
        person: Uuid,
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (places, values) = among(ids);
    let sql = format!(
        "SELECT application_id, person FROM calls_conflict WHERE application_id IN ({places}) ORDER BY application_id, declared_at_ms, person"
    );
    let rows = sql::rows::<Conflict>(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| (ApplicationId(row.application_id), UserId(row.person))).collect())
}

/// Has this person declared a conflict of interest?
pub async fn has_conflict(conn: &impl ConnectionTrait, id: ApplicationId, person: UserId) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM calls_conflict WHERE application_id = $1 AND person = $2";
    let row = sql::row::<NumberRow>(conn, sql, vec![id.0.into(), person.0.into()]).await?;
    Ok(row.is_some_and(|row| row.n > 0))
}

/// How many applications wait to be checked, by cluster and call, of those that the filter admits.
pub async fn to_check(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    filter: &Filter,
) -> Result<Vec<(String, String, u64)>, StoreError> {
    #[derive(FromQueryResult)]
    struct Waits {
        cluster: String,
        slug: String,
        n: i64,
    }
    let mut values = vec![viewer(ctx)];
    let states = [RequestState::Submitted, RequestState::Appealed];
    let wanted = wanted(&Wanted { is_of_others: true, states: &states, ..Wanted::default() }, filter, &mut values);
    let sql = format!(
        "SELECT c.cluster, c.slug, COUNT(*) AS n {FROM} AND {wanted} GROUP BY c.cluster, c.slug ORDER BY c.cluster, c.slug LIMIT 100"
    );
    let rows = sql::rows::<Waits>(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.cluster, row.slug, row.n.unsigned_abs())).collect())
}
