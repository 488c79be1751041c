//! Adding, changing and removing the rows beside an actor. `origin` says who brought a row: `hand`, `import`, or
//! `file:CLUSTER`, whose next version replaces it.

use bellwether_db::{DbError, sql};
use bellwether_kernel::lang::Text;
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::rows::{AboutRow, IdentifierRow, InvolvementRow, NameRow, RelationRow, Row, of_target};
use crate::model::actor::{ActorId, Target};
use crate::model::day::Validity;
use crate::model::identifier::Identifier;
use crate::model::kinds::{NameKind, RelationKind, Role, Visibility};
use crate::model::personal::{KeptFor, PersonalField};

/// A row to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    Name { kind: NameKind, text: Text, valid: Validity },
    Identifier(Identifier),
    Place { cluster: String, slug: Option<String>, visibility: Visibility, position: i64, query: Option<String> },
    Involvement { cluster: String, role: Role, target: Target, visibility: Visibility, position: i64, valid: Validity },
    Relation { kind: RelationKind, other: ActorId, valid: Validity },
    About { cluster: String, position: i64, text: Text },
    Personal { cluster: String, field: PersonalField, value: String, purpose: KeptFor, keep_until: jiff::civil::Date },
}

fn day(day: Option<jiff::civil::Date>) -> Value {
    day.map(|day| day.to_string()).into()
}

impl New {
    /// The table, its columns and their values.
    fn parts(&self) -> (&'static str, &'static str, Vec<Value>) {
        match self {
            New::Name { kind, text, valid } => (
                "actors_name",
                "kind, en, ru, valid_from, valid_until",
                vec![
                    kind.name().into(),
                    text.en.clone().into(),
                    text.ru.clone().into(),
                    day(valid.from),
                    day(valid.until),
                ],
            ),
            New::Identifier(id) => {
                ("actors_identifier", "scheme, value", vec![id.scheme.name().into(), id.value.clone().into()])
            }
            New::Place { cluster, slug, visibility, position, query } => (
                "actors_place",
                "cluster, slug, visibility, position, query",
                vec![
                    cluster.clone().into(),
                    slug.clone().into(),
                    visibility.name().into(),
                    (*position).into(),
                    query.clone().into(),
                ],
            ),
            New::Involvement { cluster, role, target, visibility, position, valid } => {
                let (kind, id) = of_target(target);
                (
                    "actors_involvement",
                    "cluster, role, target_kind, target, visibility, position, valid_from, valid_until",
                    vec![
                        cluster.clone().into(),
                        role.name().into(),
                        kind.into(),
                        id.into(),
                        visibility.name().into(),
                        (*position).into(),
                        day(valid.from),
                        day(valid.until),
                    ],
                )
            }
            New::Relation { kind, other, valid } => (
                "actors_relation",
                "kind, other, valid_from, valid_until",
                vec![kind.name().into(), other.0.into(), day(valid.from), day(valid.until)],
            ),
            New::About { cluster, position, text } => (
                "actors_about",
                "cluster, position, en, ru",
                vec![cluster.clone().into(), (*position).into(), text.en.clone().into(), text.ru.clone().into()],
            ),
            New::Personal { cluster, field, value, purpose, keep_until } => (
                "actors_personal",
                "cluster, field, value, purpose, keep_until",
                vec![
                    cluster.clone().into(),
                    field.name().into(),
                    value.clone().into(),
                    purpose.name().into(),
                    keep_until.to_string().into(),
                ],
            ),
        }
    }
}

/// Adds a row; gives its id.
pub async fn add(conn: &impl ConnectionTrait, actor: ActorId, origin: &str, new: &New) -> Result<Uuid, DbError> {
    let (table, columns, values) = new.parts();
    let id = Uuid::now_v7();
    let mut all: Vec<Value> = vec![id.into(), actor.0.into(), origin.into()];
    let places = super::places(&mut all, values);
    let sql = format!("INSERT INTO {table} (id, actor, origin, {columns}) VALUES ($1, $2, $3, {places})");
    sql::run(conn, &sql, all).await?;
    Ok(id)
}

/// The tables whose rows belong to an actor.
pub const TABLES: [&str; 7] = [
    "actors_name",
    "actors_identifier",
    "actors_place",
    "actors_involvement",
    "actors_relation",
    "actors_about",
    "actors_personal",
];

/// Removes a row of an actor. `false` if there was none.
pub async fn remove(conn: &impl ConnectionTrait, table: &str, actor: ActorId, row: Uuid) -> Result<bool, DbError> {
    debug_assert!(TABLES.contains(&table));
    let sql = format!("DELETE FROM {table} WHERE id = $1 AND actor = $2");
    Ok(sql::run(conn, &sql, vec![row.into(), actor.0.into()]).await? > 0)
}

/// Removes all rows of an actor in a table.
pub async fn remove_all(conn: &impl ConnectionTrait, table: &str, actor: ActorId) -> Result<u64, DbError> {
    debug_assert!(TABLES.contains(&table));
    sql::run(conn, &format!("DELETE FROM {table} WHERE actor = $1"), vec![actor.0.into()]).await
}

/// Sets the days of a name, involvement or relation.
pub async fn set_days(
    conn: &impl ConnectionTrait,
    table: &str,
    actor: ActorId,
    row: Uuid,
    valid: Validity,
) -> Result<bool, DbError> {
    debug_assert!(["actors_name", "actors_involvement", "actors_relation"].contains(&table));
    let sql = format!("UPDATE {table} SET valid_from = $1, valid_until = $2 WHERE id = $3 AND actor = $4");
    let values = vec![day(valid.from), day(valid.until), row.into(), actor.0.into()];
    Ok(sql::run(conn, &sql, values).await? > 0)
}

/// Sets the words of a name.
pub async fn set_name(conn: &impl ConnectionTrait, row: Uuid, text: &Text) -> Result<(), DbError> {
    let values = vec![text.en.clone().into(), text.ru.clone().into(), row.into()];
    sql::run(conn, "UPDATE actors_name SET en = $1, ru = $2 WHERE id = $3", values).await?;
    Ok(())
}

/// Sets who may see a place.
pub async fn set_visibility(conn: &impl ConnectionTrait, row: Uuid, visibility: Visibility) -> Result<(), DbError> {
    let values = vec![visibility.name().into(), row.into()];
    sql::run(conn, "UPDATE actors_place SET visibility = $1 WHERE id = $2", values).await?;
    Ok(())
}

/// Sets what the list of a cluster says about a place.
pub async fn set_place(
    conn: &impl ConnectionTrait,
    row: Uuid,
    position: i64,
    query: Option<&str>,
) -> Result<(), DbError> {
    let values = vec![position.into(), query.map(str::to_owned).into(), row.into()];
    sql::run(conn, "UPDATE actors_place SET position = $1, query = $2 WHERE id = $3", values).await?;
    Ok(())
}

/// Removes personal data that was to be kept until before this day; gives the rows and whose they were.
pub async fn sweep(conn: &impl ConnectionTrait, today: jiff::civil::Date) -> Result<Vec<(Uuid, ActorId)>, DbError> {
    #[derive(sea_orm::FromQueryResult)]
    struct Gone {
        id: Uuid,
        actor: Uuid,
    }
    let sql = "DELETE FROM actors_personal WHERE keep_until < $1 RETURNING id, actor";
    let gone: Vec<Gone> = sql::rows(conn, sql, vec![today.to_string().into()]).await?;
    Ok(gone.into_iter().map(|row| (row.id, ActorId(row.actor))).collect())
}

/// The rows of an actor that somebody brought, but for places and personal data: table, id, and what they say.
pub async fn of_origin(
    conn: &impl ConnectionTrait,
    actor: ActorId,
    origin: &str,
) -> Result<Vec<(&'static str, Uuid, New)>, DbError> {
    let mut rows = Vec::new();
    for row in brought::<NameRow>(conn, actor, origin).await? {
        rows.push((NameRow::TABLE, row.id, New::Name { kind: row.kind, text: row.text, valid: row.valid }));
    }
    for (id, identifier) in brought::<IdentifierRow>(conn, actor, origin).await? {
        rows.push((IdentifierRow::TABLE, id, New::Identifier(identifier)));
    }
    for row in brought::<RelationRow>(conn, actor, origin).await? {
        rows.push((RelationRow::TABLE, row.id, New::Relation { kind: row.kind, other: row.other, valid: row.valid }));
    }
    for (position, row) in brought::<AboutRow>(conn, actor, origin).await? {
        rows.push((AboutRow::TABLE, row.id, New::About { cluster: row.cluster, position, text: row.text }));
    }
    for row in brought::<InvolvementRow>(conn, actor, origin).await? {
        let new = New::Involvement {
            cluster: row.cluster,
            role: row.role,
            target: row.target,
            visibility: row.visibility,
            position: row.position,
            valid: row.valid,
        };
        rows.push((InvolvementRow::TABLE, row.id, new));
    }
    Ok(rows)
}

async fn brought<R: Row>(conn: &impl ConnectionTrait, actor: ActorId, origin: &str) -> Result<Vec<R::Means>, DbError> {
    let sql =
        format!("SELECT id, actor, {} FROM {} WHERE actor = $1 AND origin = $2 ORDER BY id", R::COLUMNS, R::TABLE);
    let rows: Vec<R> = sql::rows(conn, &sql, vec![actor.0.into(), origin.into()]).await?;
    rows.into_iter().map(Row::read).collect()
}

/// Removes what somebody brought of an actor, but for its names and identifiers.
pub async fn remove_of_origin(conn: &impl ConnectionTrait, actor: ActorId, origin: &str) -> Result<u64, DbError> {
    let mut removed = 0;
    for table in ["actors_place", "actors_involvement", "actors_relation", "actors_about"] {
        let sql = format!("DELETE FROM {table} WHERE actor = $1 AND origin = $2");
        removed += sql::run(conn, &sql, vec![actor.0.into(), origin.into()]).await?;
    }
    Ok(removed)
}

/// Leaves an actor in its clusters, and takes away the names in addresses.
pub async fn forget_places(conn: &impl ConnectionTrait, actor: ActorId) -> Result<(), DbError> {
    let sql = "UPDATE actors_place SET slug = NULL, query = NULL, visibility = 'internal' WHERE actor = $1";
    sql::run(conn, sql, vec![actor.0.into()]).await?;
    Ok(())
}
