//! Actors with their rows: a fixed number of statements, however many are read.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_db::{DbError, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::rows::{AboutRow, IdentifierRow, InvolvementRow, NameRow, PersonalRow, PlaceRow, RelationRow, Row};
use super::{CHUNK, places, word};
use crate::model::actor::{Actor, ActorId};
use crate::model::fold::searched;
use crate::model::kinds::{ActorKind, LegalForm, RecordState};

#[derive(FromQueryResult)]
struct Head {
    id: Uuid,
    kind: String,
    legal_form: Option<String>,
    state: String,
    merged_into: Option<Uuid>,
}

/// Makes an empty record.
pub async fn insert(
    conn: &impl ConnectionTrait,
    kind: ActorKind,
    form: Option<LegalForm>,
    now_ms: i64,
) -> Result<ActorId, DbError> {
    let id = ActorId::new();
    let sql = "INSERT INTO actors_actor (id, kind, legal_form, state, merged_into, sort_key, words, made_at_ms)
               VALUES ($1, $2, $3, 'active', NULL, '', '', $4)";
    let values = vec![id.0.into(), kind.name().into(), form.map(LegalForm::name).into(), now_ms.into()];
    sql::run(conn, sql, values).await?;
    Ok(id)
}

/// Sets the legal form.
pub async fn set_form(conn: &impl ConnectionTrait, id: ActorId, form: Option<LegalForm>) -> Result<(), DbError> {
    let values = vec![form.map(LegalForm::name).into(), id.0.into()];
    sql::run(conn, "UPDATE actors_actor SET legal_form = $1 WHERE id = $2", values).await?;
    Ok(())
}

/// Sets where the record stands.
pub async fn set_state(
    conn: &impl ConnectionTrait,
    id: ActorId,
    state: RecordState,
    into: Option<ActorId>,
) -> Result<(), DbError> {
    let values = vec![state.name().into(), into.map(|id| id.0).into(), id.0.into()];
    sql::run(conn, "UPDATE actors_actor SET state = $1, merged_into = $2 WHERE id = $3", values).await?;
    Ok(())
}

/// Writes again what actors are found and sorted by, after their names changed.
pub async fn refind(conn: &impl ConnectionTrait, ids: &[ActorId], today: jiff::civil::Date) -> Result<(), DbError> {
    for actor in of_ids(conn, ids).await? {
        let values = vec![actor.sort_key(today).into(), searched(actor.all_names()).into(), actor.id.0.into()];
        sql::run(conn, "UPDATE actors_actor SET sort_key = $1, words = $2 WHERE id = $3", values).await?;
    }
    Ok(())
}

/// The actor with this id, as it stands; a merged one is not followed.
pub async fn find(conn: &impl ConnectionTrait, id: ActorId) -> Result<Option<Actor>, DbError> {
    Ok(of_ids(conn, &[id]).await?.pop())
}

/// These actors, in the order of the ids; those that are not there are left out.
pub async fn of_ids(conn: &impl ConnectionTrait, ids: &[ActorId]) -> Result<Vec<Actor>, DbError> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(CHUNK) {
        for actor in chunk(conn, some).await? {
            found.insert(actor.id, actor);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

async fn chunk(conn: &impl ConnectionTrait, ids: &[ActorId]) -> Result<Vec<Actor>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let heads = heads(conn, "id", ids.iter().map(|id| id.0)).await?;
    let mut forms = forms(conn, &heads).await?;
    let moved = moved(conn, ids).await?;
    let mut names = children::<NameRow>(conn, ids, &moved).await?;
    for name in names.values_mut().flatten() {
        name.borrowed = moved.contains(&name.id);
    }
    let mut identifiers = children::<IdentifierRow>(conn, ids, &moved).await?;
    let mut in_clusters = children::<PlaceRow>(conn, ids, &moved).await?;
    let mut involvements = children::<InvolvementRow>(conn, ids, &moved).await?;
    let mut relations = children::<RelationRow>(conn, ids, &moved).await?;
    let mut about = children::<AboutRow>(conn, ids, &moved).await?;
    let mut personal = children::<PersonalRow>(conn, ids, &moved).await?;
    heads
        .into_iter()
        .map(|head| {
            let id = head.id;
            let mut about = about.remove(&id).unwrap_or_default();
            about.sort_by_key(|(position, _)| *position);
            let mut involvements = involvements.remove(&id).unwrap_or_default();
            involvements.sort_by_key(|one| one.position);
            Ok(Actor {
                id: ActorId(id),
                kind: word(head.kind, "a kind of actor", ActorKind::from_name)?,
                state: word(head.state, "a state", RecordState::from_name)?,
                merged_into: head.merged_into.map(ActorId),
                legal_forms: forms.remove(&id).unwrap_or_default(),
                names: names.remove(&id).unwrap_or_default(),
                identifiers: identifiers.remove(&id).unwrap_or_default(),
                places: in_clusters.remove(&id).unwrap_or_default(),
                involvements,
                relations: relations.remove(&id).unwrap_or_default(),
                about: about.into_iter().map(|(_, about)| about).collect(),
                personal: personal.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn heads(
    conn: &impl ConnectionTrait,
    column: &str,
    ids: impl Iterator<Item = Uuid>,
) -> Result<Vec<Head>, DbError> {
    let mut values = Vec::new();
    let wanted = places(&mut values, ids.map(Into::into));
    let sql = format!(
        "SELECT id, kind, legal_form, state, merged_into FROM actors_actor WHERE {column} IN ({wanted}) ORDER BY id"
    );
    sql::rows(conn, &sql, values).await
}

/// The legal forms of these records: their own first, then those of records that were put together with them.
async fn forms(conn: &impl ConnectionTrait, heads: &[Head]) -> Result<BTreeMap<Uuid, Vec<LegalForm>>, DbError> {
    let mut forms: BTreeMap<Uuid, Vec<LegalForm>> = BTreeMap::new();
    let mut add = |of: Uuid, form: &Option<String>| -> Result<(), DbError> {
        let Some(form) = form.clone() else { return Ok(()) };
        let form = word(form, "a legal form", LegalForm::from_name)?;
        let known = forms.entry(of).or_default();
        if !known.contains(&form) {
            known.push(form);
        }
        Ok(())
    };
    let mut used: BTreeMap<Uuid, Uuid> = heads.iter().map(|head| (head.id, head.id)).collect();
    for head in heads {
        add(head.id, &head.legal_form)?;
    }
    // Records that were put together with these, then those that had been put together with them.
    let mut above: Vec<Uuid> = heads.iter().map(|head| head.id).collect();
    while !above.is_empty() {
        let below = self::heads(conn, "merged_into", above.into_iter()).await?;
        above = Vec::new();
        for head in below {
            let Some(of) = head.merged_into.and_then(|into| used.get(&into).copied()) else { continue };
            if used.insert(head.id, of).is_none() {
                add(of, &head.legal_form)?;
                above.push(head.id);
            }
        }
    }
    Ok(forms)
}

/// The rows that came from other records.
async fn moved(conn: &impl ConnectionTrait, ids: &[ActorId]) -> Result<BTreeSet<Uuid>, DbError> {
    #[derive(FromQueryResult)]
    struct Moved {
        row_id: Uuid,
    }
    let mut values = Vec::new();
    let wanted = places(&mut values, ids.iter().map(|id| id.0.into()));
    let sql = format!(
        "SELECT r.row_id FROM actors_merge_row r JOIN actors_merge m ON m.id = r.merge_id
         WHERE m.kept IN ({wanted}) AND m.undone_at_ms IS NULL"
    );
    let rows: Vec<Moved> = sql::rows(conn, &sql, values).await?;
    Ok(rows.into_iter().map(|row| row.row_id).collect())
}

/// The rows of a table by their actor: an actor's own first, each part in the order of recording.
async fn children<R: Row>(
    conn: &impl ConnectionTrait,
    ids: &[ActorId],
    moved: &BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, Vec<R::Means>>, DbError> {
    let mut values = Vec::new();
    let wanted = places(&mut values, ids.iter().map(|id| id.0.into()));
    let sql = format!("SELECT id, actor, {} FROM {} WHERE actor IN ({wanted}) ORDER BY id", R::COLUMNS, R::TABLE);
    let mut rows: Vec<R> = sql::rows(conn, &sql, values).await?;
    rows.sort_by_key(|row| moved.contains(&row.id()));
    let mut of = BTreeMap::<Uuid, Vec<R::Means>>::new();
    for row in rows {
        of.entry(row.actor()).or_default().push(row.read()?);
    }
    Ok(of)
}
