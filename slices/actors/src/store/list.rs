//! Which actors a list has.

use bellwether_db::permitted::{Columns, condition};
use bellwether_db::{DbError, sql};
use bellwether_kernel::policy::Filter;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{CHUNK, places};
use crate::model::actor::ActorId;
use crate::model::fold::patterns;
use crate::model::identifier::Identifier;
use crate::model::wanted::Wanted;

/// More actors than a cluster lists.
const LISTED: u64 = 20_000;
/// Steps back and on that a history is followed.
const FAR: u32 = 16;

#[derive(FromQueryResult)]
struct Key {
    id: Uuid,
    sort_key: String,
}

const PLACE: Columns = Columns { owner: None, state: Some("p.visibility"), cluster: Some("p.cluster") };
const INVOLVEMENT: Columns = Columns { owner: None, state: Some("i.visibility"), cluster: Some("i.cluster") };

/// The ids that are wanted, of those that the filter admits, with the key of the page after.
pub async fn page(
    conn: &impl ConnectionTrait,
    permitted: &Filter,
    wanted: &Wanted,
    limit: u64,
) -> Result<(Vec<ActorId>, Option<String>), DbError> {
    let mut values: Vec<Value> = Vec::new();
    let mut sql = "SELECT a.id, a.sort_key FROM actors_actor a WHERE a.state = 'active'".to_owned();
    // Whoever may see everything sees also those that are in no cluster.
    if wanted.cluster.is_some() || *permitted != Filter::Everything {
        let may = condition(permitted, PLACE, &mut values);
        let of = of_cluster(wanted, "p", &mut values);
        sql.push_str(&format!(" AND EXISTS (SELECT 1 FROM actors_place p WHERE p.actor = a.id AND {may}{of})"));
    }
    if wanted.role.is_some() || wanted.as_of.is_some() {
        sql.push_str(&involved(permitted, wanted, &mut values));
    }
    if let Some(kind) = wanted.kind {
        sql.push_str(&format!(" AND a.kind = {}", places(&mut values, [kind.name().into()])));
    }
    for pattern in patterns(&wanted.words) {
        sql.push_str(&format!(" AND a.words LIKE {}", places(&mut values, [pattern.into()])));
    }
    if let Some((key, id)) = wanted.after.0.as_deref().and_then(after) {
        let key = places(&mut values, [key.into()]);
        let id = places(&mut values, [id.into()]);
        sql.push_str(&format!(" AND (a.sort_key > {key} OR (a.sort_key = {key} AND a.id > {id}))"));
    }
    sql.push_str(&format!(" ORDER BY a.sort_key, a.id LIMIT {}", limit + 1));
    let mut rows: Vec<Key> = sql::rows(conn, &sql, values).await?;
    let is_more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| is_more).map(|last| format!("{}~{}", last.sort_key, last.id));
    Ok((rows.into_iter().map(|row| ActorId(row.id)).collect(), next))
}

fn after(key: &str) -> Option<(&str, Uuid)> {
    let (key, id) = key.rsplit_once('~')?;
    Some((key, id.parse().ok()?))
}

fn of_cluster(wanted: &Wanted, table: &str, values: &mut Vec<Value>) -> String {
    match &wanted.cluster {
        Some(cluster) => format!(" AND {table}.cluster = {}", places(values, [cluster.clone().into()])),
        None => String::new(),
    }
}

fn involved(permitted: &Filter, wanted: &Wanted, values: &mut Vec<Value>) -> String {
    let may = condition(permitted, INVOLVEMENT, values);
    let mut sql = format!(" AND EXISTS (SELECT 1 FROM actors_involvement i WHERE i.actor = a.id AND {may}");
    sql.push_str(&of_cluster(wanted, "i", values));
    if let Some(role) = wanted.role {
        sql.push_str(&format!(" AND i.role = {}", places(values, [role.name().into()])));
    }
    if let Some(day) = wanted.as_of {
        let day = places(values, [day.to_string().into()]);
        sql.push_str(&format!(
            " AND (i.valid_from IS NULL OR i.valid_from <= {day}) AND (i.valid_until IS NULL OR i.valid_until >= {day})"
        ));
    }
    sql.push(')');
    sql
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

fn ids(rows: Vec<Id>) -> Vec<ActorId> {
    rows.into_iter().map(|row| ActorId(row.id)).collect()
}

/// All actors of a cluster, in the order of its own list.
pub async fn in_cluster(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<ActorId>, DbError> {
    let sql = format!(
        "SELECT p.actor AS id FROM actors_place p WHERE p.cluster = $1
         GROUP BY p.actor ORDER BY MIN(p.position), p.actor LIMIT {LISTED}"
    );
    Ok(ids(sql::rows(conn, &sql, vec![cluster.into()]).await?))
}

/// The actors with an address on the portal of a cluster, in the order of its list. A register has many more than that.
pub async fn on_portal(conn: &impl ConnectionTrait, cluster: &str) -> Result<Vec<ActorId>, DbError> {
    let sql = format!(
        "SELECT p.actor AS id FROM actors_place p WHERE p.cluster = $1 AND p.slug IS NOT NULL
         GROUP BY p.actor ORDER BY MIN(p.position), p.actor LIMIT {LISTED}"
    );
    Ok(ids(sql::rows(conn, &sql, vec![cluster.into()]).await?))
}

/// All actors in use, for whoever compares them all.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<ActorId>, DbError> {
    let sql = format!("SELECT id FROM actors_actor WHERE state = 'active' ORDER BY id LIMIT {LISTED}");
    Ok(ids(sql::rows(conn, &sql, Vec::new()).await?))
}

/// The actor at a place of a cluster's addresses.
pub async fn at_place(conn: &impl ConnectionTrait, cluster: &str, slug: &str) -> Result<Option<ActorId>, DbError> {
    let sql = "SELECT actor AS id FROM actors_place WHERE cluster = $1 AND slug = $2";
    Ok(sql::row::<Id>(conn, sql, vec![cluster.into(), slug.into()]).await?.map(|row| ActorId(row.id)))
}

/// Who has this identifier.
pub async fn with_identifier(conn: &impl ConnectionTrait, id: &Identifier) -> Result<Vec<ActorId>, DbError> {
    let sql = "SELECT DISTINCT actor AS id FROM actors_identifier WHERE scheme = $1 AND value = $2 LIMIT 50";
    Ok(ids(sql::rows(conn, sql, vec![id.scheme.name().into(), id.value.clone().into()]).await?))
}

/// Who is tied to one of these: those who are a part of it, came before it, or are involved with it.
pub async fn tied_to(conn: &impl ConnectionTrait, wanted: &[ActorId]) -> Result<Vec<ActorId>, DbError> {
    let mut found = Vec::new();
    for some in wanted.chunks(CHUNK) {
        let mut values = Vec::new();
        let as_ids = places(&mut values, some.iter().map(|id| id.0.into()));
        let as_text = places(&mut values, some.iter().map(|id| id.to_string().into()));
        let sql = format!(
            "SELECT actor AS id FROM actors_relation WHERE other IN ({as_ids})
             UNION SELECT actor AS id FROM actors_involvement WHERE target_kind = 'actor' AND target IN ({as_text})
             ORDER BY id LIMIT {LISTED}"
        );
        found.extend(ids(sql::rows(conn, &sql, values).await?));
    }
    Ok(found)
}

/// The actor with all that came before and after it, and above whom each of these is, as far as [`FAR`] steps.
pub async fn kin(conn: &impl ConnectionTrait, id: ActorId) -> Result<Vec<ActorId>, DbError> {
    let sql = format!(
        "WITH RECURSIVE kin (id, steps) AS (
            SELECT id, 0 FROM actors_actor WHERE id = $1
            UNION SELECT CASE WHEN r.actor = k.id THEN r.other ELSE r.actor END, k.steps + 1
            FROM kin k JOIN actors_relation r ON r.actor = k.id OR (r.other = k.id AND r.kind <> 'part_of')
            WHERE k.steps < {FAR}
         ) SELECT DISTINCT id FROM kin ORDER BY id LIMIT {LISTED}"
    );
    Ok(ids(sql::rows(conn, &sql, vec![id.0.into()]).await?))
}

/// The highest position in a cluster's list.
pub async fn last_position(conn: &impl ConnectionTrait, cluster: &str) -> Result<i64, DbError> {
    #[derive(FromQueryResult)]
    struct Last {
        last: Option<i64>,
    }
    let sql = "SELECT MAX(position) AS last FROM actors_place WHERE cluster = $1";
    Ok(sql::row::<Last>(conn, sql, vec![cluster.into()]).await?.and_then(|row| row.last).unwrap_or(-1))
}
