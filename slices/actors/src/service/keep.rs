//! Adding actors and changing what is known of them, one fact at a time.

use bellwether_db::Tx;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;
use jiff::civil::Date;
use serde_json::json;
use uuid::Uuid;

use super::sight::{Sight, may_keep, today};
use super::{Actors, ActorsError, look};
use crate::model::actor::{Actor, ActorId, Target};
use crate::model::addition::{Addition, NewActor, Part};
use crate::model::day::Validity;
use crate::model::identifier::Identifier;
use crate::model::kinds::{ActorKind, LegalForm, NameKind, RecordState, Visibility};
use crate::model::names::{is_slug, usable};
use crate::model::personal::{KeptFor, PersonalField, is_usable};
use crate::policy::Act;
use crate::store;
use crate::store::child::New;

/// The origin of rows that people record.
const HAND: &str = "hand";

impl Actors {
    /// Adds an actor to a cluster.
    pub async fn add(&self, ctx: &Ctx, cluster: &str, new: &NewActor) -> Result<ActorId, ActorsError> {
        ctx.permit(Act::Keep, &OfCluster(cluster))?;
        let name = name(&new.name)?;
        if new.slug.as_deref().is_some_and(|slug| !is_slug(slug)) {
            return Err(ActorsError::Unusable("slug"));
        }
        self.db
            .write(ctx, async |tx| {
                free_slug(&tx, cluster, new.slug.as_deref()).await?;
                let form = new.form.filter(|_| new.kind == ActorKind::Organisation);
                let id = store::actor::insert(tx.conn(), new.kind, form, tx.now().as_millisecond()).await?;
                let position = store::list::last_position(tx.conn(), cluster).await?.saturating_add(1);
                let place = New::Place {
                    cluster: cluster.to_owned(),
                    slug: new.slug.clone(),
                    visibility: new.visibility,
                    position,
                    query: None,
                };
                let name = New::Name { kind: NameKind::Official, text: name.clone(), valid: Validity::ALWAYS };
                let involvement = new.role.map(|role| New::Involvement {
                    cluster: cluster.to_owned(),
                    role,
                    target: Target::Cluster,
                    visibility: new.visibility,
                    position: 0,
                    valid: new.valid,
                });
                for row in [Some(place), Some(name), involvement].into_iter().flatten() {
                    store::child::add(tx.conn(), id, HAND, &row).await?;
                }
                store::actor::refind(tx.conn(), &[id], today(ctx)).await?;
                let detail = json!({ "cluster": cluster, "kind": new.kind.name() });
                tx.journal(Entry::new("actors.added", "actor", id, &detail)).await?;
                Ok(id)
            })
            .await
    }

    /// Adds a fact to an actor; gives its row.
    pub async fn tell(&self, ctx: &Ctx, id: ActorId, addition: &Addition) -> Result<Uuid, ActorsError> {
        ctx.permitted(Act::Keep)?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let actor = match addition {
                    // Whoever sees an actor can take it into a cluster that they keep: members are shared.
                    Addition::Place { .. } => look::seen(tx.conn(), &sight, id).await?,
                    _ => kept(ctx, &tx, &sight, id).await?,
                };
                let row = judged(ctx, &tx, &sight, &actor, addition).await?;
                let added = store::child::add(tx.conn(), id, HAND, &row).await?;
                if matches!(row, New::Name { .. }) {
                    store::actor::refind(tx.conn(), &[id], today(ctx)).await?;
                }
                // Never what it says: the journal cannot forget.
                let (what, detail) = match addition {
                    Addition::Name { kind, .. } => ("name", json!({ "kind": kind.name() })),
                    Addition::Identifier { scheme, .. } => ("identifier", json!({ "scheme": scheme.name() })),
                    Addition::Involvement { cluster, role, valid, .. } => {
                        ("involvement", json!({ "cluster": cluster, "role": role.name(), "valid": valid }))
                    }
                    Addition::Relation { kind, other, valid } => {
                        ("relation", json!({ "kind": kind.name(), "other": other, "valid": valid }))
                    }
                    Addition::Personal { cluster, field, purpose, .. } => {
                        ("personal", json!({ "cluster": cluster, "field": field.name(), "purpose": purpose.name() }))
                    }
                    Addition::Place { cluster, visibility, .. } => {
                        ("place", json!({ "cluster": cluster, "visibility": visibility.name() }))
                    }
                };
                let detail = json!({ "what": what, "row": added, "of": detail });
                tx.journal(Entry::new("actors.told", "actor", id, &detail)).await?;
                Ok(added)
            })
            .await
    }

    /// Sets the days of a name, involvement or relation: it ended, or began at another time.
    pub async fn set_days(
        &self,
        ctx: &Ctx,
        id: ActorId,
        part: Part,
        row: Uuid,
        valid: Validity,
    ) -> Result<(), ActorsError> {
        ctx.permitted(Act::Keep)?;
        if !matches!(part, Part::Name | Part::Involvement | Part::Relation) {
            return Err(ActorsError::Unusable("part"));
        }
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let actor = kept(ctx, &tx, &sight, id).await?;
                own_row(ctx, &actor, part, row)?;
                if !store::child::set_days(tx.conn(), table(part), id, row, valid).await? {
                    return Err(ActorsError::NotFound);
                }
                store::actor::refind(tx.conn(), &[id], today(ctx)).await?;
                let detail = json!({ "table": table(part), "row": row, "valid": valid });
                Ok(tx.journal(Entry::new("actors.dated", "actor", id, &detail)).await?)
            })
            .await
    }

    /// Removes a fact that was recorded by mistake. An actor keeps at least one name.
    pub async fn untell(&self, ctx: &Ctx, id: ActorId, part: Part, row: Uuid) -> Result<(), ActorsError> {
        ctx.permitted(Act::Keep)?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let actor = kept(ctx, &tx, &sight, id).await?;
                own_row(ctx, &actor, part, row)?;
                if part == Part::Name && actor.names.len() == 1 {
                    return Err(ActorsError::Unusable("name"));
                }
                if !store::child::remove(tx.conn(), table(part), id, row).await? {
                    return Err(ActorsError::NotFound);
                }
                store::actor::refind(tx.conn(), &[id], today(ctx)).await?;
                let detail = json!({ "table": table(part), "row": row });
                Ok(tx.journal(Entry::new("actors.untold", "actor", id, &detail)).await?)
            })
            .await
    }

    /// Sets the legal form of an organisation.
    pub async fn set_form(&self, ctx: &Ctx, id: ActorId, form: Option<LegalForm>) -> Result<(), ActorsError> {
        ctx.permitted(Act::Keep)?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let actor = kept(ctx, &tx, &sight, id).await?;
                if actor.kind != ActorKind::Organisation {
                    return Err(ActorsError::Unusable("form"));
                }
                store::actor::set_form(tx.conn(), id, form).await?;
                let detail = json!({ "form": form.map(LegalForm::name) });
                Ok(tx.journal(Entry::new("actors.form_set", "actor", id, &detail)).await?)
            })
            .await
    }
}

/// Where rows of a part stand.
fn table(part: Part) -> &'static str {
    match part {
        Part::Name => "actors_name",
        Part::Identifier => "actors_identifier",
        Part::Involvement => "actors_involvement",
        Part::Relation => "actors_relation",
        Part::Personal => "actors_personal",
    }
}

/// The actor, which whoever acts may keep.
pub(super) async fn kept(ctx: &Ctx, tx: &Tx, sight: &Sight, id: ActorId) -> Result<Actor, ActorsError> {
    let actor = look::seen(tx.conn(), sight, id).await?;
    may_keep(ctx, &actor)?;
    if actor.state == RecordState::Active { Ok(actor) } else { Err(ActorsError::NotFound) }
}

/// The row is one of the actor's that whoever acts may change: involvements and personal data belong to a cluster.
fn own_row(ctx: &Ctx, actor: &Actor, part: Part, row: Uuid) -> Result<(), ActorsError> {
    match part {
        Part::Involvement => {
            let one = actor.involvements.iter().find(|one| one.id == row).ok_or(ActorsError::NotFound)?;
            Ok(ctx.permit(Act::Keep, &OfCluster(&one.cluster))?)
        }
        Part::Personal => {
            let one = actor.personal.iter().find(|one| one.id == row).ok_or(ActorsError::NotFound)?;
            Ok(ctx.permit(Act::SeePersonal, &OfCluster(&one.cluster))?)
        }
        Part::Name | Part::Identifier | Part::Relation => Ok(()),
    }
}

async fn judged(ctx: &Ctx, tx: &Tx, sight: &Sight, actor: &Actor, addition: &Addition) -> Result<New, ActorsError> {
    Ok(match addition {
        Addition::Name { kind, text, valid } => New::Name { kind: *kind, text: name(text)?, valid: *valid },
        Addition::Identifier { scheme, value } => {
            let identifier = Identifier::parse(*scheme, value)?;
            if !scheme.is_of(actor.kind) {
                return Err(ActorsError::Unusable("scheme"));
            }
            free_identifier(tx, sight, actor.id, &identifier).await?;
            New::Identifier(identifier)
        }
        Addition::Involvement { cluster, role, target, valid, visibility } => {
            ctx.permit(Act::Keep, &OfCluster(cluster))?;
            match target {
                Target::Actor(other) if *other == actor.id => return Err(ActorsError::Unusable("target")),
                Target::Actor(other) => drop(look::seen(tx.conn(), sight, *other).await?),
                Target::Thing { kind, id } if !is_word(kind) || id.is_empty() || id.len() > 200 => {
                    return Err(ActorsError::Unusable("target"));
                }
                Target::Thing { .. } | Target::Cluster => {}
            }
            let position = actor.involvements.len() as i64;
            New::Involvement {
                cluster: cluster.clone(),
                role: *role,
                target: target.clone(),
                visibility: *visibility,
                position,
                valid: *valid,
            }
        }
        Addition::Relation { kind, other, valid } => {
            if *other == actor.id {
                return Err(ActorsError::Unusable("other"));
            }
            look::seen(tx.conn(), sight, *other).await?;
            New::Relation { kind: *kind, other: *other, valid: *valid }
        }
        Addition::Personal { cluster, field, value, purpose, keep_until } => {
            ctx.permit(Act::SeePersonal, &OfCluster(cluster))?;
            if actor.kind != ActorKind::Person || actor.place_in(cluster).is_none() {
                return Err(ActorsError::Unusable("field"));
            }
            personal(today(ctx), cluster, (*field, value), *purpose, *keep_until)?
        }
        Addition::Place { cluster, slug, visibility } => {
            ctx.permit(Act::Keep, &OfCluster(cluster))?;
            if actor.place_in(cluster).is_some() {
                return Err(ActorsError::Unusable("cluster"));
            }
            place(tx, cluster, slug.as_deref(), *visibility).await?
        }
    })
}

fn personal(
    today: Date,
    cluster: &str,
    (field, value): (PersonalField, &str),
    purpose: KeptFor,
    keep_until: Option<Date>,
) -> Result<New, ActorsError> {
    if !is_usable(field, value) {
        return Err(ActorsError::Unusable("value"));
    }
    let longest = purpose.keep_until(today);
    let keep_until = keep_until.unwrap_or(longest);
    if keep_until > longest || keep_until < today {
        return Err(ActorsError::Unusable("keep_until"));
    }
    Ok(New::Personal { cluster: cluster.to_owned(), field, value: value.trim().to_owned(), purpose, keep_until })
}

async fn place(tx: &Tx, cluster: &str, slug: Option<&str>, visibility: Visibility) -> Result<New, ActorsError> {
    if slug.is_some_and(|slug| !is_slug(slug)) {
        return Err(ActorsError::Unusable("slug"));
    }
    free_slug(tx, cluster, slug).await?;
    let position = store::list::last_position(tx.conn(), cluster).await?.saturating_add(1);
    Ok(New::Place { cluster: cluster.to_owned(), slug: slug.map(str::to_owned), visibility, position, query: None })
}

/// Nobody else whom the actor knows of has the identifier. Others cannot be named, so they are not asked: administrators
/// find such pairs among the duplicates.
async fn free_identifier(tx: &Tx, sight: &Sight, own: ActorId, id: &Identifier) -> Result<(), ActorsError> {
    let holders = store::list::with_identifier(tx.conn(), id).await?;
    let holders = sight.trim_all(store::actor::of_ids(tx.conn(), &holders).await?);
    match holders.first() {
        None => Ok(()),
        Some(holder) if holder.id == own => Err(ActorsError::Unusable("value")),
        Some(holder) => Err(ActorsError::Taken(holder.id)),
    }
}

pub(super) async fn free_slug(tx: &Tx, cluster: &str, slug: Option<&str>) -> Result<(), ActorsError> {
    let Some(slug) = slug else { return Ok(()) };
    match store::list::at_place(tx.conn(), cluster, slug).await? {
        Some(_) => Err(ActorsError::SlugTaken),
        None => Ok(()),
    }
}

pub(super) fn name(text: &Text) -> Result<Text, ActorsError> {
    usable(text).ok_or(ActorsError::Unusable("name"))
}

fn is_word(kind: &str) -> bool {
    (1..=40).contains(&kind.len())
        && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        && !["cluster", "actor"].contains(&kind)
}
