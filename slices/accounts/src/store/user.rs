//! Users in the database.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::{DbError, sql};
use bellwether_kernel::actor::{Role, UserId};
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::model::user::{Email, User, role_names, roles};
use crate::model::zone::Zone;

#[derive(FromQueryResult)]
pub(super) struct UserRow {
    id: Uuid,
    email: String,
    name: String,
    roles: String,
    active: i64,
    must_change_password: i64,
    created_at_ms: i64,
    zone: String,
    clusters: String,
}

pub(super) const COLUMNS: &str =
    "u.id, u.email, u.name, u.roles, u.active, u.must_change_password, u.created_at_ms, u.zone,
     u.clusters";

impl UserRow {
    pub(super) fn user(self) -> Result<User, DbError> {
        let roles =
            roles(self.roles.split(',')).map_err(|_| DbError::Stored { what: "roles", value: self.roles.clone() })?;
        Ok(User {
            id: UserId(self.id),
            email: Email::stored(self.email),
            name: self.name,
            roles,
            active: self.active == 1,
            must_change_password: self.must_change_password == 1,
            created_at_ms: self.created_at_ms,
            zone: Zone::stored(self.zone),
            clusters: self.clusters.split(',').filter(|slug| !slug.is_empty()).map(str::to_owned).collect(),
        })
    }
}

/// Which users are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only those whose name or address contains this.
    pub text: Option<String>,
    /// Only those with this role.
    pub role: Option<Role>,
    /// Only those who may (or may not) sign in.
    pub active: Option<bool>,
    /// Only addresses after this one, in their order.
    pub after: Option<String>,
}

pub async fn insert(conn: &impl ConnectionTrait, user: &User, password_hash: &str) -> Result<(), DbError> {
    sql::run(
        conn,
        "INSERT INTO accounts_user (id, email, name, password_hash, roles, active, created_at_ms,
            password_changed_at_ms, must_change_password, words, clusters)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)",
        vec![
            user.id.0.into(),
            user.email.as_str().into(),
            user.name.as_str().into(),
            password_hash.into(),
            role_names(&user.roles).into(),
            i64::from(user.active).into(),
            user.created_at_ms.into(),
            i64::from(user.must_change_password).into(),
            words(user).into(),
            user.clusters.join(",").into(),
        ],
    )
    .await?;
    Ok(())
}

pub async fn update(conn: &impl ConnectionTrait, user: &User) -> Result<(), DbError> {
    sql::run(
        conn,
        "UPDATE accounts_user SET name = $1, roles = $2, active = $3, words = $4, clusters = $5 WHERE id = $6",
        vec![
            user.name.as_str().into(),
            role_names(&user.roles).into(),
            i64::from(user.active).into(),
            words(user).into(),
            user.clusters.join(",").into(),
            user.id.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Sets the zone in which a person wants times shown.
pub async fn set_zone(conn: &impl ConnectionTrait, id: UserId, zone: Option<&Zone>) -> Result<(), DbError> {
    let name = zone.map_or("", Zone::name);
    sql::run(conn, "UPDATE accounts_user SET zone = $1 WHERE id = $2", vec![name.into(), id.0.into()]).await?;
    Ok(())
}

pub async fn set_password(
    conn: &impl ConnectionTrait,
    id: UserId,
    password_hash: &str,
    now_ms: i64,
    must_change: bool,
) -> Result<(), DbError> {
    sql::run(
        conn,
        "UPDATE accounts_user SET password_hash = $1, password_changed_at_ms = $2, must_change_password = $3
         WHERE id = $4",
        vec![password_hash.into(), now_ms.into(), i64::from(must_change).into(), id.0.into()],
    )
    .await?;
    Ok(())
}

pub async fn find(conn: &impl ConnectionTrait, id: UserId) -> Result<Option<User>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM accounts_user u WHERE u.id = $1");
    sql::row::<UserRow>(conn, &sql, vec![id.0.into()]).await?.map(UserRow::user).transpose()
}

pub async fn find_by_email(conn: &impl ConnectionTrait, email: &Email) -> Result<Option<User>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM accounts_user u WHERE u.email = $1");
    sql::row::<UserRow>(conn, &sql, vec![email.as_str().into()]).await?.map(UserRow::user).transpose()
}

#[derive(FromQueryResult)]
struct Kept {
    password_hash: String,
}

pub async fn password_hash(conn: &impl ConnectionTrait, id: UserId) -> Result<Option<String>, DbError> {
    let sql = "SELECT password_hash FROM accounts_user WHERE id = $1";
    Ok(sql::row::<Kept>(conn, sql, vec![id.0.into()]).await?.map(|kept| kept.password_hash))
}

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    name: String,
}

/// The names of these people, by one query however many they are.
pub async fn names(conn: &impl ConnectionTrait, ids: &[UserId]) -> Result<Vec<(UserId, String)>, DbError> {
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    // `IN ()` is no SQL; nobody has no id.
    let places = if places.is_empty() { "NULL".to_owned() } else { places.join(", ") };
    let sql = format!("SELECT id, name FROM accounts_user WHERE id IN ({places})");
    let found = sql::rows::<Named>(conn, &sql, ids.iter().map(|id| id.0.into()).collect()).await?;
    Ok(found.into_iter().map(|named| (UserId(named.id), named.name)).collect())
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

pub async fn count(conn: &impl ConnectionTrait) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) AS n FROM accounts_user";
    Ok(sql::row::<Count>(conn, sql, vec![]).await?.map_or(0, |count| count.n))
}

/// How many people other than this one could administer the installation.
pub async fn other_administrators(conn: &impl ConnectionTrait, id: UserId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) AS n FROM accounts_user
               WHERE active = 1 AND id <> $1 AND (',' || roles || ',') LIKE '%,administrator,%'";
    Ok(sql::row::<Count>(conn, sql, vec![id.0.into()]).await?.map_or(0, |count| count.n))
}

/// Users by their address, of those that the actor may see.
pub async fn list(
    conn: &impl ConnectionTrait,
    permitted: &Filter,
    wanted: &Wanted,
    limit: u64,
) -> Result<Vec<User>, DbError> {
    let (conditions, values) = conditions(permitted, wanted);
    let sql = format!("SELECT {COLUMNS} FROM accounts_user u WHERE {conditions} ORDER BY u.email LIMIT {limit}");
    sql::rows::<UserRow>(conn, &sql, values).await?.into_iter().map(UserRow::user).collect()
}

/// The addresses of these people.
pub async fn addresses(conn: &impl ConnectionTrait, ids: &[UserId]) -> Result<Vec<(UserId, String)>, DbError> {
    let mut all = Vec::with_capacity(ids.len());
    for ids in ids.chunks(500) {
        let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
        let sql = format!("SELECT id, email AS name FROM accounts_user WHERE id IN ({})", places.join(", "));
        let rows = sql::rows::<Named>(conn, &sql, ids.iter().map(|id| id.0.into()).collect()).await?;
        all.extend(rows.into_iter().map(|row| (UserId(row.id), row.name)));
    }
    Ok(all)
}

/// People who work for this cluster or are experts, and can sign in, by name: with these words in it, or among these.
pub async fn judges(
    conn: &impl ConnectionTrait,
    cluster: &str,
    (words, among): (&str, Option<&[UserId]>),
    most: u32,
) -> Result<Vec<(UserId, String)>, DbError> {
    let mut values: Vec<Value> = vec![format!("%,{cluster},%").into()];
    let mut sql =
        "SELECT u.id, u.name FROM accounts_user u WHERE u.active = 1 AND ((',' || u.clusters || ',') LIKE $1 \
                   OR (',' || u.roles || ',') LIKE '%,expert,%')"
            .to_owned();
    for word in words.split_whitespace().take(6) {
        values.push(contains(&word.to_lowercase()).into());
        sql.push_str(&format!(" AND u.words LIKE ${} ESCAPE '\\'", values.len()));
    }
    if let Some(among) = among {
        if among.is_empty() {
            return Ok(Vec::new());
        }
        let first = values.len() + 1;
        values.extend(among.iter().map(|id| Value::from(id.0)));
        let places: Vec<String> = (first..=values.len()).map(|at| format!("${at}")).collect();
        sql.push_str(&format!(" AND u.id IN ({})", places.join(", ")));
    }
    sql.push_str(&format!(" ORDER BY u.name, u.id LIMIT {most}"));
    let rows = sql::rows::<Named>(conn, &sql, values).await?;
    // Addresses are among the words that are looked through; they are not for everybody who may look for names.
    let is_named = |name: &str| words.split_whitespace().all(|word| name.to_lowercase().contains(&word.to_lowercase()));
    Ok(rows.into_iter().filter(|row| is_named(&row.name)).map(|row| (UserId(row.id), row.name)).collect())
}

/// How many users are wanted, on all pages, of those that the actor may see.
pub async fn count_wanted(conn: &impl ConnectionTrait, permitted: &Filter, wanted: &Wanted) -> Result<i64, DbError> {
    let all_pages = Wanted { after: None, ..wanted.clone() };
    let (conditions, values) = conditions(permitted, &all_pages);
    let sql = format!("SELECT COUNT(*) AS n FROM accounts_user u WHERE {conditions}");
    Ok(sql::row::<Count>(conn, &sql, values).await?.map_or(0, |count| count.n))
}

fn conditions(permitted: &Filter, wanted: &Wanted) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    let own = Columns { owner: Some("u.id"), ..Columns::default() };
    let mut sql = condition(permitted, own, &mut values);
    if let Some(text) = wanted.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        values.push(contains(&text.to_lowercase()).into());
        sql.push_str(&format!(" AND u.words LIKE ${} ESCAPE '\\'", values.len()));
    }
    if let Some(role) = wanted.role {
        values.push(format!("%,{},%", role.name()).into());
        sql.push_str(&format!(" AND (',' || u.roles || ',') LIKE ${}", values.len()));
    }
    if let Some(active) = wanted.active {
        values.push(i64::from(active).into());
        sql.push_str(&format!(" AND u.active = ${}", values.len()));
    }
    if let Some(after) = &wanted.after {
        values.push(after.as_str().into());
        sql.push_str(&format!(" AND u.email > ${}", values.len()));
    }
    (sql, values)
}

/// The pattern of texts that contain this one, whatever signs it has.
fn contains(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// What a search looks in. Made here and not by the database, because SQLite knows no capitals beyond ASCII.
fn words(user: &User) -> String {
    format!("{} {}", user.email, user.name).to_lowercase()
}
