//! The list of a cluster's file in the register, and back: the portal shows what is in the register, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_db::{Snapshot, Tx};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::OfCluster;
use jiff::civil::Date;

use super::ActorsError;
use super::sight::{Sight, today};
use crate::model::actor::{Actor, ActorId, Target, in_its_language};
use crate::model::day::Validity;
use crate::model::kinds::{ActorKind, NameKind, RelationKind, Visibility};
use crate::model::listing::{Effect, Listed, Listing, OnList};
use crate::policy::Act;
use crate::store;
use crate::store::child::New;

/// The actors that the portal of a cluster lists, in its order, with what everybody may see: as it was on a day, or now.
/// Without a day, involvements that are over are listed too, each with its days.
pub async fn listed(
    ctx: &Ctx,
    conn: &Snapshot,
    cluster: &str,
    as_of: Option<Date>,
) -> Result<Vec<OnList>, ActorsError> {
    ctx.permitted(Act::See)?;
    let sight = Sight::public(ctx);
    let ids = store::list::on_portal(conn, cluster).await?;
    let actors = sight.trim_all(store::actor::of_ids(conn, &ids).await?);
    let others: Vec<ActorId> =
        actors.iter().flat_map(|actor| &actor.relations).map(|relation| relation.other).collect();
    let others = super::look::named(&sight, store::actor::of_ids(conn, &others).await?, today(ctx));
    let slugs: BTreeMap<ActorId, String> =
        actors.iter().filter_map(|actor| Some((actor.id, slug(actor, cluster)?))).collect();
    let day = as_of.unwrap_or_else(|| today(ctx));
    let mut on_list = Vec::new();
    for actor in &actors {
        let Some(slug) = slugs.get(&actor.id) else { continue };
        let whole = actor.relations.iter().find(|one| one.kind == RelationKind::PartOf && one.valid.covers(day));
        let names = names_of(actor, day);
        let own = actor.places.iter().filter(|place| place.cluster == cluster).filter_map(|place| place.slug.as_ref());
        on_list.push(OnList {
            id: actor.id,
            aliases: own.filter(|own| *own != slug).cloned().collect(),
            listing: Listing {
                slug: slug.clone(),
                kind: actor.kind,
                form: actor.legal_forms.first().copied(),
                name: actor.name_on(day),
                other_names: names,
                part_of: whole.and_then(|one| others.get(&one.other)).map(|named| named.name.clone()),
                about: actor
                    .about
                    .iter()
                    .filter(|about| about.cluster == cluster)
                    .map(|about| about.text.clone())
                    .collect(),
                query: actor.place_in(cluster).and_then(|place| place.query.clone()),
                involvements: involvements(actor, cluster, &slugs, as_of),
            },
        });
    }
    Ok(on_list)
}

fn slug(actor: &Actor, cluster: &str) -> Option<String> {
    actor.places.iter().filter(|place| place.cluster == cluster).find_map(|place| place.slug.clone())
}

/// All names but the one on that day.
fn names_of(actor: &Actor, day: Date) -> Vec<String> {
    let now = actor.name_on(day);
    let is_now = |name: &str| now.en.as_deref() == Some(name) || now.ru.as_deref() == Some(name);
    let mut others: Vec<String> = Vec::new();
    for name in actor.all_names().filter(|name| !is_now(name)) {
        if !others.iter().any(|known| known == name) {
            others.push(name.to_owned());
        }
    }
    others
}

fn involvements(actor: &Actor, cluster: &str, slugs: &BTreeMap<ActorId, String>, as_of: Option<Date>) -> Vec<Listed> {
    let own = actor.involvements.iter().filter(|one| one.cluster == cluster);
    let then = own.filter(|one| as_of.is_none_or(|day| one.valid.covers(day)));
    let mut all: Vec<Listed> = Vec::new();
    for one in then {
        let with = match &one.target {
            Target::Cluster => None,
            Target::Actor(id) if *id != actor.id => match slugs.get(id) {
                Some(slug) => Some(slug.clone()),
                None => continue,
            },
            _ => continue,
        };
        let listed = Listed { role: one.role, with, valid: one.valid };
        // Two records that were put together may say the same.
        if !all.contains(&listed) {
            all.push(listed);
        }
    }
    all
}

/// Makes the register say what the file of a cluster lists: adds, changes, and takes out of the cluster what the file no
/// longer has. What people recorded by hand, and records themselves, stay. Who is the same is told by its place in the
/// cluster's addresses.
pub async fn load(ctx: &Ctx, tx: &Tx, cluster: &str, listings: &[Listing]) -> Result<Effect, ActorsError> {
    ctx.permit(Act::Keep, &OfCluster(cluster))?;
    let origin = format!("file:{cluster}");
    let mut effect = Effect::default();
    let before = store::list::in_cluster(tx.conn(), cluster).await?;
    let before = store::actor::of_ids(tx.conn(), &before).await?;
    let mut ids = BTreeMap::new();
    for (position, listing) in (0..).zip(listings) {
        let known = before.iter().find(|actor| {
            actor.places.iter().any(|place| place.cluster == cluster && place.slug.as_deref() == Some(&listing.slug))
        });
        let id = match known {
            Some(actor) => {
                let place = actor
                    .places
                    .iter()
                    .find(|place| place.slug.as_deref() == Some(&listing.slug) && place.cluster == cluster);
                if let Some(place) = place {
                    store::child::set_place(tx.conn(), place.id, position, listing.query.as_deref()).await?;
                }
                actor.id
            }
            None => {
                effect.added += 1;
                let id = store::actor::insert(tx.conn(), listing.kind, listing.form, tx.now().as_millisecond()).await?;
                let place = place(cluster, Some(&listing.slug), position, listing.query.clone());
                store::child::add(tx.conn(), id, &origin, &place).await?;
                id
            }
        };
        ids.insert(listing.slug.clone(), id);
    }
    let wholes = wholes(tx, cluster, &origin, &before, listings, &ids).await?;
    for listing in listings {
        let id = ids[&listing.slug];
        let wanted = rows(cluster, listing, &ids, &wholes);
        let is_new = !before.iter().any(|actor| actor.id == id);
        let changed = replace(tx, id, &origin, wanted).await?;
        if let Some(form) = listing.form {
            store::actor::set_form(tx.conn(), id, Some(form)).await?;
        }
        effect.changed += usize::from(changed && !is_new);
    }
    effect.gone = take_out(tx, &origin, &before, &ids, &wholes).await?;
    let mut touched: Vec<ActorId> = ids.values().chain(wholes.values()).copied().collect();
    touched.sort_unstable();
    touched.dedup();
    store::actor::refind(tx.conn(), &touched, today(ctx)).await?;
    Ok(effect)
}

fn place(cluster: &str, slug: Option<&str>, position: i64, query: Option<String>) -> New {
    New::Place {
        cluster: cluster.to_owned(),
        slug: slug.map(str::to_owned),
        visibility: Visibility::Public,
        position,
        query,
    }
}

/// The organisations that those of the list are a part of: on the list themselves, known from before, or new. They are
/// known in the cluster and not listed by it.
async fn wholes(
    tx: &Tx,
    cluster: &str,
    origin: &str,
    before: &[Actor],
    listings: &[Listing],
    ids: &BTreeMap<String, ActorId>,
) -> Result<BTreeMap<String, ActorId>, ActorsError> {
    let mut wholes = BTreeMap::new();
    for whole in listings.iter().filter_map(|listing| listing.part_of.as_ref()) {
        let key = key(whole);
        if wholes.contains_key(&key) {
            continue;
        }
        let on_list = listings.iter().find(|listing| listing.name == *whole).map(|listing| ids[&listing.slug]);
        let known =
            || before.iter().find(|actor| actor.names.iter().any(|name| name.text == *whole)).map(|actor| actor.id);
        let id = match on_list.or_else(known) {
            Some(id) => id,
            None => {
                let now_ms = tx.now().as_millisecond();
                let id = store::actor::insert(tx.conn(), ActorKind::Organisation, None, now_ms).await?;
                store::child::add(tx.conn(), id, origin, &place(cluster, None, i64::MAX / 2, None)).await?;
                let name = New::Name { kind: NameKind::Official, text: whole.clone(), valid: Validity::ALWAYS };
                store::child::add(tx.conn(), id, origin, &name).await?;
                id
            }
        };
        wholes.insert(key, id);
    }
    Ok(wholes)
}

fn key(name: &Text) -> String {
    format!("{}\n{}", name.en.as_deref().unwrap_or_default(), name.ru.as_deref().unwrap_or_default())
}

/// The rows that a listing stands for, without its place.
fn rows(
    cluster: &str,
    listing: &Listing,
    ids: &BTreeMap<String, ActorId>,
    wholes: &BTreeMap<String, ActorId>,
) -> Vec<New> {
    let mut rows = vec![New::Name { kind: NameKind::Official, text: listing.name.clone(), valid: Validity::ALWAYS }];
    rows.extend(listing.other_names.iter().map(|name| New::Name {
        kind: NameKind::Variant,
        text: in_its_language(name),
        valid: Validity::ALWAYS,
    }));
    rows.extend((0..).zip(&listing.about).map(|(position, text)| New::About {
        cluster: cluster.to_owned(),
        position,
        text: text.clone(),
    }));
    rows.extend(listing.part_of.as_ref().map(|whole| New::Relation {
        kind: RelationKind::PartOf,
        other: wholes[&key(whole)],
        valid: Validity::ALWAYS,
    }));
    let with = |slug: &Option<String>| match slug {
        None => Some(Target::Cluster),
        Some(slug) => ids.get(slug).map(|id| Target::Actor(*id)),
    };
    rows.extend((0..).zip(&listing.involvements).filter_map(|(position, one)| {
        Some(New::Involvement {
            cluster: cluster.to_owned(),
            role: one.role,
            target: with(&one.with)?,
            visibility: Visibility::Public,
            position,
            valid: one.valid,
        })
    }));
    rows
}

/// Makes the rows of this origin those that are wanted; what is there already stays as it is. Did anything change?
async fn replace(tx: &Tx, id: ActorId, origin: &str, wanted: Vec<New>) -> Result<bool, ActorsError> {
    let mut there = store::child::of_origin(tx.conn(), id, origin).await?;
    let (mut changed, mut missing) = (false, Vec::new());
    for new in wanted {
        match there.iter().position(|(_, _, row)| *row == new) {
            Some(at) => drop(there.swap_remove(at)),
            None => missing.push(new),
        }
    }
    for (table, row, _) in there {
        changed = true;
        store::child::remove(tx.conn(), table, id, row).await?;
    }
    for new in missing {
        changed = true;
        store::child::add(tx.conn(), id, origin, &new).await?;
    }
    Ok(changed)
}

/// Takes out of the cluster what its file no longer lists. The names stay: the record is not forgotten.
async fn take_out(
    tx: &Tx,
    origin: &str,
    before: &[Actor],
    ids: &BTreeMap<String, ActorId>,
    wholes: &BTreeMap<String, ActorId>,
) -> Result<usize, ActorsError> {
    let kept: BTreeSet<ActorId> = ids.values().chain(wholes.values()).copied().collect();
    let mut gone = 0;
    for actor in before.iter().filter(|actor| !kept.contains(&actor.id)) {
        gone += usize::from(store::child::remove_of_origin(tx.conn(), actor.id, origin).await? > 0);
    }
    Ok(gone)
}
