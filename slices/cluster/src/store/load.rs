//! Reading profiles. Who is in the cluster is read from the register of actors.

use bellwether_kernel::lang::Lang;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::de::DeserializeOwned;

use super::StoreError;
use super::rows::{category, cluster, concept, decision, notice, product, scheme, stated_count, statement};
use crate::model::actor::Category;
use crate::model::concept::{Concept, Scheme, SchemeKind};
use crate::model::profile::{Cluster, Profile};
use crate::model::statement::{Counted, Decision, Notice, Product, ProductKind, StatedCount, Statement, StatementKind};
use bellwether_actors::api::Role;

/// More clusters than one installation holds.
const CLUSTERS: u64 = 200;
/// More members, concepts or sentences than one cluster has.
const PARTS: u64 = 10_000;

/// All clusters in the order in which they came.
pub async fn clusters(conn: &impl ConnectionTrait) -> Result<Vec<Cluster>, StoreError> {
    let rows = cluster::Entity::find().order_by_asc(cluster::Column::Position).limit(CLUSTERS).all(conn).await?;
    rows.into_iter().map(named).collect()
}

/// The version of the file that a cluster was loaded from.
pub async fn digest(conn: &impl ConnectionTrait, slug: &str) -> Result<Option<String>, StoreError> {
    let row = cluster::Entity::find().filter(cluster::Column::Slug.eq(slug)).one(conn).await?;
    Ok(row.map(|row| row.digest))
}

/// All that is known about the cluster with this slug, but for its actors.
pub async fn profile(conn: &impl ConnectionTrait, slug: &str) -> Result<Option<Profile>, StoreError> {
    let Some(row) = cluster::Entity::find().filter(cluster::Column::Slug.eq(slug)).one(conn).await? else {
        return Ok(None);
    };
    let id = row.id;
    macro_rules! rows {
        ($table:ident) => {
            $table::Entity::find()
                .filter($table::Column::ClusterId.eq(id))
                .order_by_asc($table::Column::Position)
                .limit(PARTS)
                .all(conn)
                .await?
        };
    }
    let concepts = rows!(concept);
    Ok(Some(Profile {
        cluster: named(row)?,
        statements: rows!(statement).into_iter().map(said).collect::<Result<_, _>>()?,
        schemes: rows!(scheme).into_iter().map(|row| listed(row, &concepts)).collect::<Result<_, _>>()?,
        categories: rows!(category).into_iter().map(headed).collect::<Result<_, _>>()?,
        actors: Vec::new(),
        products: rows!(product).into_iter().map(made).collect::<Result<_, _>>()?,
        counts: rows!(stated_count).into_iter().map(counted).collect::<Result<_, _>>()?,
        decisions: rows!(decision).into_iter().map(decided).collect::<Result<_, _>>()?,
        notices: rows!(notice).into_iter().map(noticed).collect::<Result<_, _>>()?,
    }))
}

fn named(row: cluster::Model) -> Result<Cluster, StoreError> {
    Ok(Cluster {
        slug: row.slug,
        name: json(row.name)?,
        short: json(row.short)?,
        original: word(row.original, "a language", Lang::from_code)?,
        source: json(row.source)?,
    })
}

fn said(row: statement::Model) -> Result<Statement, StoreError> {
    let kind = word(row.kind, "a kind of statement", StatementKind::from_name)?;
    Ok(Statement { kind, concept: row.concept, text: json(row.text)? })
}

fn listed(row: scheme::Model, concepts: &[concept::Model]) -> Result<Scheme, StoreError> {
    let own = concepts.iter().filter(|concept| concept.scheme == row.slug);
    let concepts = own.map(|concept| {
        Ok(Concept {
            slug: concept.slug.clone(),
            label: json(concept.label.clone())?,
            short: concept.short.clone().map(json).transpose()?,
            broader: concept.broader.clone(),
            query: concept.query.clone(),
        })
    });
    let concepts = concepts.collect::<Result<_, StoreError>>()?;
    let kind = word(row.kind, "a kind of scheme", SchemeKind::from_name)?;
    Ok(Scheme { slug: row.slug, kind, label: json(row.label)?, concepts })
}

fn headed(row: category::Model) -> Result<Category, StoreError> {
    Ok(Category { role: word(row.role, "a role", Role::from_name)?, label: json(row.label)? })
}

fn made(row: product::Model) -> Result<Product, StoreError> {
    Ok(Product { kind: word(row.kind, "a kind of product", ProductKind::from_name)?, text: json(row.text)? })
}

fn counted(row: stated_count::Model) -> Result<StatedCount, StoreError> {
    Ok(StatedCount {
        concept: row.concept,
        of: word(row.counted, "a counted thing", Counted::from_name)?,
        number: word(row.number.to_string(), "a count", |number| number.parse().ok())?,
        text: json(row.text)?,
    })
}

fn decided(row: decision::Model) -> Result<Decision, StoreError> {
    Ok(Decision {
        slug: row.slug,
        body: row.body,
        about: row.about,
        text: json(row.text)?,
        decided: row.decided,
        effective: row.effective,
        days_to_effect: row.days_to_effect,
    })
}

fn noticed(row: notice::Model) -> Result<Notice, StoreError> {
    Ok(Notice {
        slug: row.slug,
        issuer: row.issuer,
        original: word(row.original, "a language", Lang::from_code)?,
        title: json(row.title)?,
        text: json(row.text)?,
        signed: json(row.signed)?,
    })
}

fn word<T>(value: String, what: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
    read(&value).ok_or(StoreError::Unknown { what, value })
}

fn json<T: DeserializeOwned>(value: String) -> Result<T, StoreError> {
    serde_json::from_str(&value).map_err(|_| StoreError::Unknown { what: "a text", value })
}
