//! Tables that people bring: a preview of every change, then the changes; and the same table out again.

use bellwether_db::Tx;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::OfCluster;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::sight::{Sight, today};
use super::{Actors, ActorsError, keep};
use crate::model::actor::{Actor, ActorId, Target};
use crate::model::bring::draft::drafts;
use crate::model::bring::plan::{Known, Onto, Plan, Step, Who, plan};
use crate::model::bring::preview::{Preview, Told};
use crate::model::bring::written;
use crate::model::day::Validity;
use crate::model::kinds::RelationKind;
use crate::model::wanted::Wanted;
use crate::policy::Act;
use crate::store;
use crate::store::child::New;
use crate::store::import::Brought;

/// Rows of a table with their numbers.
type Rows = Vec<(u32, Vec<String>)>;

impl Actors {
    /// What a table would change, without keeping it.
    pub async fn preview(&self, ctx: &Ctx, cluster: &str, file: &str, rows: &Rows) -> Result<Preview, ActorsError> {
        ctx.permit(Act::Keep, &OfCluster(cluster))?;
        let sight = Sight::of(ctx)?;
        self.db.read(async |tx| previewed(&*tx, &sight, ctx, cluster, file, rows).await).await
    }

    /// Keeps a table until it is used, for a day at most; gives its id.
    pub async fn bring(&self, ctx: &Ctx, cluster: &str, file: &str, rows: &Rows) -> Result<Uuid, ActorsError> {
        ctx.permit(Act::Keep, &OfCluster(cluster))?;
        let body = serde_json::to_string(rows).expect("rows of text always serialise");
        let file: String = file.chars().filter(|c| !c.is_control()).take(200).collect();
        self.db
            .write(ctx, async |tx| {
                let new = Brought {
                    id: Uuid::now_v7(),
                    cluster: cluster.to_owned(),
                    name: file.clone(),
                    body: body.clone(),
                    brought_by: tx.actor().to_owned(),
                    brought_at_ms: tx.now().as_millisecond(),
                };
                store::import::insert(tx.conn(), &new).await?;
                let detail = json!({ "cluster": cluster, "rows": rows.len() });
                tx.journal(Entry::new("actors.brought", "import", new.id, &detail)).await?;
                Ok(new.id)
            })
            .await
    }

    /// What a table that waits would change now.
    pub async fn brought(&self, ctx: &Ctx, id: Uuid) -> Result<Preview, ActorsError> {
        ctx.permitted(Act::Keep)?;
        let sight = Sight::of(ctx)?;
        self.db
            .read(async |tx| {
                let found = waiting(ctx, &*tx, id).await?;
                let preview = previewed(&*tx, &sight, ctx, &found.cluster, &found.name, &rows(&found)?).await?;
                Ok(Preview { id: Some(id), ..preview })
            })
            .await
    }

    /// Does what the preview with this digest showed; the file goes.
    pub async fn apply(&self, ctx: &Ctx, id: Uuid, digest: &str) -> Result<Told, ActorsError> {
        ctx.permitted(Act::Keep)?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let found = waiting(ctx, tx.conn(), id).await?;
                let preview = previewed(tx.conn(), &sight, ctx, &found.cluster, &found.name, &rows(&found)?).await?;
                if preview.digest != digest {
                    return Err(ActorsError::Changed);
                }
                let told = carry_out(ctx, &tx, &found.cluster, &preview.plan, Some(id)).await?;
                store::import::remove(tx.conn(), id).await?;
                Ok(told)
            })
            .await
    }

    /// Does what a table says, at once; for programs and the command line, which looked at the preview before.
    pub async fn take(&self, ctx: &Ctx, cluster: &str, rows: &Rows) -> Result<Told, ActorsError> {
        ctx.permit(Act::Keep, &OfCluster(cluster))?;
        let sight = Sight::of(ctx)?;
        self.db
            .write(ctx, async |tx| {
                let preview = previewed(tx.conn(), &sight, ctx, cluster, "", rows).await?;
                carry_out(ctx, &tx, cluster, &preview.plan, None).await
            })
            .await
    }

    /// Lets a table go that was not used.
    pub async fn drop_brought(&self, ctx: &Ctx, id: Uuid) -> Result<(), ActorsError> {
        ctx.permitted(Act::Keep)?;
        self.db
            .write(ctx, async |tx| {
                waiting(ctx, tx.conn(), id).await?;
                store::import::remove(tx.conn(), id).await?;
                Ok(tx.journal(Entry::new("actors.import_dropped", "import", id, &json!({}))).await?)
            })
            .await
    }

    /// The actors of a cluster as a table that can be brought back: heading and rows.
    pub async fn table(&self, ctx: &Ctx, wanted: &Wanted) -> Result<Vec<Vec<String>>, ActorsError> {
        ctx.permitted(Act::See)?;
        let cluster = wanted.cluster.clone().unwrap_or_default();
        let all = self.all(ctx, wanted).await?;
        let slug = |actor: &Actor| actor.place_in(&cluster).and_then(|place| place.slug.clone());
        let slugs: std::collections::BTreeMap<ActorId, String> =
            all.actors.iter().filter_map(|actor| Some((actor.id, slug(actor)?))).collect();
        let mut rows = vec![written::heading().into_iter().map(str::to_owned).collect::<Vec<_>>()];
        for actor in &all.actors {
            let name = |id: ActorId| slugs.get(&id).cloned().unwrap_or_else(|| id.to_string());
            rows.extend(written::rows(actor, &cluster, today(ctx), name));
        }
        Ok(rows)
    }
}

async fn waiting(ctx: &Ctx, conn: &impl store::Conn, id: Uuid) -> Result<Brought, ActorsError> {
    let found = store::import::find(conn, id, ctx.now().as_millisecond()).await?.ok_or(ActorsError::NotFound)?;
    // The file of another cluster is not there for one.
    ctx.permit(Act::Keep, &OfCluster(&found.cluster)).map_err(|_| ActorsError::NotFound)?;
    Ok(found)
}

fn rows(found: &Brought) -> Result<Rows, ActorsError> {
    let unreadable = |_| bellwether_db::DbError::Stored { what: "a table", value: found.id.to_string() };
    Ok(serde_json::from_str(&found.body).map_err(unreadable)?)
}

async fn previewed(
    conn: &impl store::Conn,
    sight: &Sight,
    ctx: &Ctx,
    cluster: &str,
    file: &str,
    rows: &Rows,
) -> Result<Preview, ActorsError> {
    let ids = store::list::all(conn).await?;
    let actors = sight.trim_all(store::actor::of_ids(conn, &ids).await?);
    let (drafts, refused) = drafts(rows);
    let plan = plan(&drafts, &Known { cluster, actors: &actors, today: today(ctx) }, refused);
    let digest = Sha256::digest(format!("{cluster}\n{plan:?}"));
    let digest = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Preview { id: None, cluster: cluster.to_owned(), file: file.to_owned(), plan, digest })
}

/// The origin of rows that came with tables.
const IMPORT: &str = "import";

async fn carry_out(ctx: &Ctx, tx: &Tx, cluster: &str, plan: &Plan, import: Option<Uuid>) -> Result<Told, ActorsError> {
    if !plan.refused.is_empty() {
        return Err(ActorsError::Refused(plan.refused.len()));
    }
    let mut ids: Vec<ActorId> = Vec::new();
    for item in &plan.items {
        ids.push(match (&item.who, item.changes.first().map(|change| &change.step)) {
            (Who::Known(id), _) => *id,
            (Who::New(_), Some(Step::Create { kind, form })) => {
                store::actor::insert(tx.conn(), *kind, *form, tx.now().as_millisecond()).await?
            }
            (Who::New(_), _) => return Err(ActorsError::Unusable("kind")),
        });
    }
    let mut position = store::list::last_position(tx.conn(), cluster).await?;
    for (item, id) in plan.items.iter().zip(&ids).filter(|(item, _)| !item.changes.is_empty()) {
        position = position.saturating_add(1);
        for change in &item.changes {
            let step = Doing { tx, cluster, ids: &ids, id: *id, position, today: today(ctx) };
            step.carry_out(&change.step).await?;
        }
        let columns: Vec<&str> = item.changes.iter().map(|change| change.column.name()).collect();
        let act = if matches!(item.who, Who::New(_)) { "actors.added" } else { "actors.told" };
        let detail = json!({ "cluster": cluster, "import": import, "columns": columns });
        tx.journal(Entry::new(act, "actor", id, &detail)).await?;
    }
    store::actor::refind(tx.conn(), &ids, today(ctx)).await?;
    Ok(Told { added: plan.added().count(), changed: plan.changed().count(), unchanged: plan.unchanged() })
}

struct Doing<'a> {
    tx: &'a Tx,
    cluster: &'a str,
    ids: &'a [ActorId],
    id: ActorId,
    position: i64,
    today: Date,
}

impl Doing<'_> {
    fn who(&self, who: Who) -> ActorId {
        match who {
            Who::Known(id) => id,
            Who::New(at) => self.ids[at],
        }
    }

    async fn carry_out(&self, step: &Step) -> Result<(), ActorsError> {
        let conn = self.tx.conn();
        let new = match step {
            Step::Create { .. } => return Ok(()),
            Step::SetVisibility { row, visibility } => {
                return Ok(store::child::set_visibility(conn, *row, *visibility).await?);
            }
            Step::SetName { row, text } => return Ok(store::child::set_name(conn, *row, text).await?),
            Step::SetForm(form) => return Ok(store::actor::set_form(conn, self.id, Some(*form)).await?),
            Step::SetDays { row, valid } => {
                store::child::set_days(conn, "actors_involvement", self.id, *row, *valid).await?;
                return Ok(());
            }
            Step::Place { slug, visibility } => {
                keep::free_slug(self.tx, self.cluster, slug.as_deref()).await?;
                New::Place {
                    cluster: self.cluster.to_owned(),
                    slug: slug.clone(),
                    visibility: *visibility,
                    position: self.position,
                    query: None,
                }
            }
            Step::AddName { kind, text } => New::Name { kind: *kind, text: text.clone(), valid: Validity::ALWAYS },
            Step::AddIdentifier(id) => New::Identifier(id.clone()),
            Step::AddPart(whole) => {
                New::Relation { kind: RelationKind::PartOf, other: self.who(*whole), valid: Validity::ALWAYS }
            }
            Step::AddRole { role, target, valid, visibility } => New::Involvement {
                cluster: self.cluster.to_owned(),
                role: *role,
                target: match target {
                    Onto::Cluster => Target::Cluster,
                    Onto::Actor(who) => Target::Actor(self.who(*who)),
                    Onto::Thing(thing) => thing.clone(),
                },
                visibility: *visibility,
                position: self.position,
                valid: *valid,
            },
            Step::SetPersonal { old, field, value } => {
                if let Some(old) = old {
                    store::child::remove(conn, "actors_personal", self.id, *old).await?;
                }
                let purpose = field.usual_purpose();
                New::Personal {
                    cluster: self.cluster.to_owned(),
                    field: *field,
                    value: value.clone(),
                    purpose,
                    keep_until: purpose.keep_until(self.today),
                }
            }
        };
        store::child::add(conn, self.id, IMPORT, &new).await?;
        Ok(())
    }
}
