//! Members move into the register of actors, which is the one place where they stand from now on. The old tables stay
//! empty until a later version removes them.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[derive(FromQueryResult)]
struct Member {
    cluster: String,
    cluster_id: Uuid,
    position: i32,
    slug: String,
    kind: String,
    name: String,
    other_names: String,
    part_of: Option<String>,
    about: String,
    query: Option<String>,
}

#[derive(FromQueryResult)]
struct Role {
    cluster_id: Uuid,
    position: i32,
    actor: String,
    role: String,
    with_actor: Option<String>,
}

#[derive(serde::Deserialize)]
struct Words {
    en: Option<String>,
    ru: Option<String>,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        let members = Member::find_by_statement(Statement::from_string(
            manager.get_database_backend(),
            "SELECT c.slug AS cluster, a.cluster_id, a.position, a.slug, a.kind, a.name, a.other_names, a.part_of, a.about, a.query
             FROM cluster_actor a JOIN cluster_cluster c ON c.id = a.cluster_id ORDER BY c.position, a.position",
        ));
        let mut moving =
            Moving { backend: manager.get_database_backend(), wholes: BTreeMap::new(), ids: BTreeMap::new() };
        let members = members.all(conn).await?;
        for member in &members {
            moving.member(conn, member).await?;
        }
        for member in &members {
            moving.part(conn, member).await?;
        }
        let roles = Role::find_by_statement(Statement::from_string(
            manager.get_database_backend(),
            "SELECT cluster_id, position, actor, role, with_actor FROM cluster_involvement ORDER BY position",
        ));
        let clusters: BTreeMap<Uuid, String> =
            members.iter().map(|one| (one.cluster_id, one.cluster.clone())).collect();
        for role in roles.all(conn).await? {
            moving.role(conn, &clusters, role).await?;
        }
        conn.execute_unprepared("DELETE FROM cluster_involvement").await?;
        conn.execute_unprepared("DELETE FROM cluster_actor").await?;
        Ok(())
    }
}

struct Moving {
    backend: DbBackend,
    /// Organisations that others are a part of, by cluster and name.
    wholes: BTreeMap<(String, String), Uuid>,
    /// Members by cluster and slug.
    ids: BTreeMap<(Uuid, String), Uuid>,
}

fn words(text: &str) -> Result<Words, DbErr> {
    serde_json::from_str(text).map_err(|error| DbErr::Migration(format!("a text of a member: {error}")))
}

impl Moving {
    async fn run(&self, conn: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<(), DbErr> {
        conn.execute_raw(Statement::from_sql_and_values(self.backend, sql, values)).await?;
        Ok(())
    }

    async fn record(
        &self,
        conn: &impl ConnectionTrait,
        cluster: &str,
        kind: &str,
        place: (Option<&str>, i64, Option<&str>),
        name: &Words,
        others: &[String],
    ) -> Result<Uuid, DbErr> {
        let id = Uuid::now_v7();
        let all = [&name.en, &name.ru].into_iter().flatten().chain(others);
        let found_by = bellwether_actors::api::fold::searched(all.map(String::as_str));
        let sorted_by = name.en.as_deref().or(name.ru.as_deref()).map(bellwether_actors::api::fold::folded);
        self.run(
            conn,
            "INSERT INTO actors_actor (id, kind, legal_form, state, merged_into, sort_key, words, made_at_ms)
             VALUES ($1, $2, NULL, 'active', NULL, $3, $4, 0)",
            vec![id.into(), kind.into(), sorted_by.unwrap_or_default().into(), found_by.into()],
        )
        .await?;
        let origin = format!("file:{cluster}");
        let (slug, position, query) = place;
        self.run(
            conn,
            "INSERT INTO actors_place (id, actor, origin, cluster, slug, visibility, position, query)
             VALUES ($1, $2, $3, $4, $5, 'public', $6, $7)",
            vec![
                Uuid::now_v7().into(),
                id.into(),
                origin.clone().into(),
                cluster.into(),
                slug.map(str::to_owned).into(),
                position.into(),
                query.map(str::to_owned).into(),
            ],
        )
        .await?;
        self.name(conn, id, &origin, "official", name.en.clone(), name.ru.clone()).await?;
        for other in others {
            let is_russian = other.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
            let (en, ru) = if is_russian { (None, Some(other.clone())) } else { (Some(other.clone()), None) };
            self.name(conn, id, &origin, "variant", en, ru).await?;
        }
        Ok(id)
    }

    async fn name(
        &self,
        conn: &impl ConnectionTrait,
        actor: Uuid,
        origin: &str,
        kind: &str,
        en: Option<String>,
        ru: Option<String>,
    ) -> Result<(), DbErr> {
        let sql = "INSERT INTO actors_name (id, actor, origin, kind, en, ru) VALUES ($1, $2, $3, $4, $5, $6)";
        let values = vec![Uuid::now_v7().into(), actor.into(), origin.into(), kind.into(), en.into(), ru.into()];
        self.run(conn, sql, values).await
    }

    async fn member(&mut self, conn: &impl ConnectionTrait, one: &Member) -> Result<(), DbErr> {
        let others: Vec<String> = serde_json::from_str(&one.other_names)
            .map_err(|error| DbErr::Migration(format!("names of a member: {error}")))?;
        let about: Vec<Words> = serde_json::from_str(&one.about)
            .map_err(|error| DbErr::Migration(format!("texts of a member: {error}")))?;
        let place = (Some(one.slug.as_str()), i64::from(one.position), one.query.as_deref());
        let id = self.record(conn, &one.cluster, &one.kind, place, &words(&one.name)?, &others).await?;
        for (position, text) in (0_i64..).zip(about) {
            let sql = "INSERT INTO actors_about (id, actor, origin, cluster, position, en, ru) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            let values = vec![
                Uuid::now_v7().into(),
                id.into(),
                format!("file:{}", one.cluster).into(),
                one.cluster.clone().into(),
                position.into(),
                text.en.into(),
                text.ru.into(),
            ];
            self.run(conn, sql, values).await?;
        }
        self.ids.insert((one.cluster_id, one.slug.clone()), id);
        self.wholes.insert((one.cluster.clone(), one.name.clone()), id);
        Ok(())
    }

    /// What a member is a part of becomes an organisation of its own.
    async fn part(&mut self, conn: &impl ConnectionTrait, one: &Member) -> Result<(), DbErr> {
        let Some(whole) = &one.part_of else { return Ok(()) };
        let key = (one.cluster.clone(), whole.clone());
        let other = match self.wholes.get(&key) {
            Some(id) => *id,
            None => {
                let place = (None, i64::MAX / 2, None);
                let id = self.record(conn, &one.cluster, "organisation", place, &words(whole)?, &[]).await?;
                self.wholes.insert(key, id);
                id
            }
        };
        let id = self.ids[&(one.cluster_id, one.slug.clone())];
        let sql = "INSERT INTO actors_relation (id, actor, origin, kind, other) VALUES ($1, $2, $3, 'part_of', $4)";
        let values = vec![Uuid::now_v7().into(), id.into(), format!("file:{}", one.cluster).into(), other.into()];
        self.run(conn, sql, values).await
    }

    async fn role(
        &self,
        conn: &impl ConnectionTrait,
        clusters: &BTreeMap<Uuid, String>,
        role: Role,
    ) -> Result<(), DbErr> {
        let (Some(id), Some(cluster)) =
            (self.ids.get(&(role.cluster_id, role.actor.clone())), clusters.get(&role.cluster_id))
        else {
            return Ok(());
        };
        let with = role.with_actor.and_then(|slug| self.ids.get(&(role.cluster_id, slug)));
        let (kind, target) = match with {
            Some(other) => ("actor", other.to_string()),
            None => ("cluster", String::new()),
        };
        self.run(
            conn,
            "INSERT INTO actors_involvement (id, actor, origin, cluster, role, target_kind, target, visibility, position)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'public', $8)",
            vec![
                Uuid::now_v7().into(),
                (*id).into(),
                format!("file:{cluster}").into(),
                cluster.clone().into(),
                role.role.into(),
                kind.into(),
                target.into(),
                i64::from(role.position).into(),
            ],
        )
        .await
    }
}
