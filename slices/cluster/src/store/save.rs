//! Writing a profile: its rows replace those of the version before. Who is in the cluster stands in the register of actors.

use bellwether_db::Tx;
use bellwether_kernel::lang::Text;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use serde::Serialize;
use uuid::Uuid;

use super::StoreError;
use super::rows::{category, cluster, concept, decision, notice, product, scheme, stated_count, statement};
use crate::model::profile::Profile;

/// Saves the profile in place of the one with its slug, if there is one. `digest` names the version of the file.
pub async fn save(tx: &Tx, profile: &Profile, digest: &str) -> Result<(), StoreError> {
    let of = &profile.cluster;
    let before = cluster::Entity::find().filter(cluster::Column::Slug.eq(&of.slug)).one(tx.conn()).await?;
    let (id, position) = match before {
        Some(before) => {
            clear(tx, before.id).await?;
            cluster::Entity::delete_by_id(before.id).exec(tx.conn()).await?;
            (before.id, before.position)
        }
        None => (Uuid::now_v7(), cluster::Entity::find().count(tx.conn()).await?.try_into().unwrap_or(i32::MAX)),
    };
    let row = cluster::Model {
        id,
        slug: of.slug.clone(),
        position,
        name: json(&of.name),
        short: json(&of.short),
        source: json(&of.source),
        original: of.original.code().to_owned(),
        digest: digest.to_owned(),
        loaded_at_ms: tx.now().as_millisecond(),
    };
    cluster::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    categories(tx, id, profile).await?;
    concepts(tx, id, profile).await?;
    statements(tx, id, profile).await?;
    decisions(tx, id, profile).await
}

/// Removes what belongs to a cluster.
async fn clear(tx: &Tx, id: Uuid) -> Result<(), StoreError> {
    macro_rules! clear {
        ($($table:ident)*) => {
            $($table::Entity::delete_many().filter($table::Column::ClusterId.eq(id)).exec(tx.conn()).await?;)*
        };
    }
    clear!(category concept decision notice product scheme stated_count statement);
    Ok(())
}

/// Inserts all rows in one statement; none is fine.
macro_rules! insert {
    ($tx:expr, $table:ident, $rows:expr) => {{
        let rows: Vec<_> = $rows.map(IntoActiveModel::into_active_model).collect();
        if !rows.is_empty() {
            $table::Entity::insert_many(rows).exec_without_returning($tx.conn()).await?;
        }
    }};
}

async fn categories(tx: &Tx, cluster_id: Uuid, profile: &Profile) -> Result<(), StoreError> {
    insert!(
        tx,
        category,
        ranked(&profile.categories).map(|(position, one)| category::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            role: one.role.name().to_owned(),
            label: json(&one.label),
        })
    );
    Ok(())
}

async fn concepts(tx: &Tx, cluster_id: Uuid, profile: &Profile) -> Result<(), StoreError> {
    insert!(
        tx,
        scheme,
        ranked(&profile.schemes).map(|(position, one)| scheme::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            slug: one.slug.clone(),
            kind: one.kind.name().to_owned(),
            label: json(&one.label),
        })
    );
    let all: Vec<_> =
        profile.schemes.iter().flat_map(|scheme| scheme.concepts.iter().map(move |one| (scheme, one))).collect();
    insert!(
        tx,
        concept,
        ranked(&all).map(|(position, (scheme, one))| concept::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            scheme: scheme.slug.clone(),
            slug: one.slug.clone(),
            label: json(&one.label),
            short: one.short.as_ref().map(json),
            broader: one.broader.clone(),
            query: one.query.clone(),
        })
    );
    Ok(())
}

async fn statements(tx: &Tx, cluster_id: Uuid, profile: &Profile) -> Result<(), StoreError> {
    insert!(
        tx,
        statement,
        ranked(&profile.statements).map(|(position, one)| statement::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            kind: one.kind.name().to_owned(),
            concept: one.concept.clone(),
            text: json(&one.text),
        })
    );
    insert!(
        tx,
        product,
        ranked(&profile.products).map(|(position, one)| product::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            kind: one.kind.name().to_owned(),
            text: json(&one.text),
        })
    );
    insert!(
        tx,
        stated_count,
        ranked(&profile.counts).map(|(position, one)| stated_count::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            concept: one.concept.clone(),
            counted: one.of.name().to_owned(),
            number: i32::try_from(one.number).unwrap_or(i32::MAX),
            text: json(&one.text),
        })
    );
    Ok(())
}

async fn decisions(tx: &Tx, cluster_id: Uuid, profile: &Profile) -> Result<(), StoreError> {
    insert!(
        tx,
        decision,
        ranked(&profile.decisions).map(|(position, one)| decision::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            slug: one.slug.clone(),
            body: one.body.clone(),
            about: one.about.clone(),
            text: json(&one.text),
            decided: one.decided.clone(),
            effective: one.effective.clone(),
            days_to_effect: one.days_to_effect,
        })
    );
    insert!(
        tx,
        notice,
        ranked(&profile.notices).map(|(position, one)| notice::Model {
            id: Uuid::now_v7(),
            cluster_id,
            position,
            slug: one.slug.clone(),
            issuer: one.issuer.clone(),
            original: one.original.code().to_owned(),
            title: json(&one.title),
            text: json(&one.text),
            signed: json(&one.signed),
        })
    );
    Ok(())
}

fn ranked<T>(all: &[T]) -> impl Iterator<Item = (i32, &T)> {
    (0..).zip(all)
}

fn json(value: &(impl Serialize + TextLike)) -> String {
    serde_json::to_string(value).expect("texts are plain data, which always serialises")
}

/// What is kept as JSON.
trait TextLike {}
impl TextLike for Text {}
