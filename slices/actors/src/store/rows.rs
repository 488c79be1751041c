//! The rows as they stand in the tables, and what they mean.

use bellwether_db::DbError;
use bellwether_kernel::lang::Text;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{date, word};
use crate::model::actor::{About, ActorId, Involvement, Name, Place, Relation, Target};
use crate::model::day::Validity;
use crate::model::identifier::{Identifier, IdentifierScheme};
use crate::model::kinds::{NameKind, RelationKind, Role, Visibility};
use crate::model::personal::{KeptFor, Personal, PersonalField};

/// What all rows beside an actor have.
pub trait Row: FromQueryResult {
    /// The table.
    const TABLE: &'static str;
    /// The columns but `id`, `actor` and `origin`.
    const COLUMNS: &'static str;
    /// What it means.
    type Means;

    /// The row's id.
    fn id(&self) -> Uuid;
    /// Whose it is.
    fn actor(&self) -> Uuid;
    /// Reads it.
    fn read(self) -> Result<Self::Means, DbError>;
}

macro_rules! row {
    ($name:ident, $table:literal, $columns:literal, $means:ty, { $($field:ident: $kind:ty),* $(,)? }, $read:expr) => {
        #[derive(FromQueryResult)]
        pub struct $name {
            id: Uuid,
            actor: Uuid,
            $($field: $kind,)*
        }

        impl Row for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static str = $columns;
            type Means = $means;

            fn id(&self) -> Uuid {
                self.id
            }

            fn actor(&self) -> Uuid {
                self.actor
            }

            fn read(self) -> Result<$means, DbError> {
                let read: fn($name) -> Result<$means, DbError> = $read;
                read(self)
            }
        }
    };
}

fn valid(from: Option<String>, until: Option<String>) -> Result<Validity, DbError> {
    Ok(Validity { from: date(from)?, until: date(until)? })
}

row!(NameRow, "actors_name", "kind, en, ru, valid_from, valid_until", Name,
{ kind: String, en: Option<String>, ru: Option<String>, valid_from: Option<String>, valid_until: Option<String> },
|row| Ok(Name {
    id: row.id,
    kind: word(row.kind, "a kind of name", NameKind::from_name)?,
    text: Text { en: row.en, ru: row.ru },
    valid: valid(row.valid_from, row.valid_until)?, borrowed: false,
}));

row!(IdentifierRow, "actors_identifier", "scheme, value", (Uuid, Identifier), { scheme: String, value: String },
    |row| Ok((row.id, Identifier { scheme: word(row.scheme, "a scheme", IdentifierScheme::from_name)?, value: row.value })));

row!(PlaceRow, "actors_place", "cluster, slug, visibility, position, query", Place,
{ cluster: String, slug: Option<String>, visibility: String, position: i64, query: Option<String> },
|row| Ok(Place {
    id: row.id,
    cluster: row.cluster,
    slug: row.slug,
    visibility: word(row.visibility, "a visibility", Visibility::from_name)?,
    position: row.position,
    query: row.query,
}));

row!(InvolvementRow, "actors_involvement",
"cluster, role, target_kind, target, visibility, position, valid_from, valid_until", Involvement,
{ cluster: String, role: String, target_kind: String, target: String, visibility: String, position: i64,
  valid_from: Option<String>, valid_until: Option<String> },
|row| Ok(Involvement {
    id: row.id,
    cluster: row.cluster,
    role: word(row.role, "a role", Role::from_name)?,
    target: target(row.target_kind, row.target)?,
    visibility: word(row.visibility, "a visibility", Visibility::from_name)?,
    position: row.position,
    valid: valid(row.valid_from, row.valid_until)?,
}));

row!(RelationRow, "actors_relation", "kind, other, valid_from, valid_until", Relation,
{ kind: String, other: Uuid, valid_from: Option<String>, valid_until: Option<String> },
|row| Ok(Relation {
    id: row.id,
    kind: word(row.kind, "a kind of relation", RelationKind::from_name)?,
    other: ActorId(row.other),
    valid: valid(row.valid_from, row.valid_until)?,
}));

row!(AboutRow, "actors_about", "cluster, position, en, ru", (i64, About),
    { cluster: String, position: i64, en: Option<String>, ru: Option<String> },
    |row| Ok((row.position, About { id: row.id, cluster: row.cluster, text: Text { en: row.en, ru: row.ru } })));

row!(PersonalRow, "actors_personal", "cluster, field, value, purpose, keep_until", Personal,
{ cluster: String, field: String, value: String, purpose: String, keep_until: String },
|row| Ok(Personal {
    id: row.id,
    cluster: row.cluster,
    field: word(row.field, "a field", PersonalField::from_name)?,
    value: row.value,
    purpose: word(row.purpose, "a purpose", KeptFor::from_name)?,
    keep_until: row.keep_until.parse().map_err(|_| DbError::Stored { what: "a day", value: row.keep_until })?,
}));

/// The word for a target's kind, and its id.
pub fn of_target(target: &Target) -> (&str, String) {
    match target {
        Target::Cluster => ("cluster", String::new()),
        Target::Actor(id) => ("actor", id.to_string()),
        Target::Thing { kind, id } => (kind, id.clone()),
    }
}

fn target(kind: String, id: String) -> Result<Target, DbError> {
    match kind.as_str() {
        "cluster" => Ok(Target::Cluster),
        "actor" => id.parse().map(Target::Actor).map_err(|_| DbError::Stored { what: "an actor's id", value: id }),
        _ => Ok(Target::Thing { kind, id }),
    }
}
