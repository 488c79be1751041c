//! The tables of the register. What is known of an actor stands in rows beside it, so that two records of one actor are
//! put together, and taken apart again, by naming another owner of rows; nothing is rewritten.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "CREATE TABLE actors_actor (
        id UUID PRIMARY KEY,
        kind TEXT NOT NULL,
        legal_form TEXT,
        state TEXT NOT NULL CHECK (state IN ('active', 'merged', 'erased')),
        merged_into UUID REFERENCES actors_actor (id),
        sort_key TEXT NOT NULL,
        words TEXT NOT NULL,
        made_at_ms BIGINT NOT NULL,
        CHECK ((state = 'merged') = (merged_into IS NOT NULL))
    )",
    "CREATE TABLE actors_name (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        kind TEXT NOT NULL,
        en TEXT,
        ru TEXT,
        valid_from TEXT,
        valid_until TEXT,
        CHECK (en IS NOT NULL OR ru IS NOT NULL)
    )",
    "CREATE TABLE actors_identifier (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        scheme TEXT NOT NULL,
        value TEXT NOT NULL
    )",
    "CREATE TABLE actors_place (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        cluster TEXT NOT NULL,
        slug TEXT,
        visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal')),
        position BIGINT NOT NULL,
        query TEXT,
        UNIQUE (cluster, slug)
    )",
    "CREATE TABLE actors_involvement (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        cluster TEXT NOT NULL,
        role TEXT NOT NULL,
        target_kind TEXT NOT NULL,
        target TEXT NOT NULL,
        visibility TEXT NOT NULL CHECK (visibility IN ('public', 'internal')),
        position BIGINT NOT NULL,
        valid_from TEXT,
        valid_until TEXT
    )",
    "CREATE TABLE actors_relation (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        kind TEXT NOT NULL,
        other UUID NOT NULL REFERENCES actors_actor (id),
        valid_from TEXT,
        valid_until TEXT
    )",
    "CREATE TABLE actors_about (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        cluster TEXT NOT NULL,
        position BIGINT NOT NULL,
        en TEXT,
        ru TEXT
    )",
    "CREATE TABLE actors_personal (
        id UUID PRIMARY KEY,
        actor UUID NOT NULL REFERENCES actors_actor (id),
        origin TEXT NOT NULL,
        cluster TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        purpose TEXT NOT NULL,
        keep_until TEXT NOT NULL
    )",
    "CREATE TABLE actors_merge (
        id UUID PRIMARY KEY,
        kept UUID NOT NULL REFERENCES actors_actor (id),
        dropped UUID NOT NULL REFERENCES actors_actor (id),
        reason TEXT NOT NULL,
        merged_by TEXT NOT NULL,
        merged_at_ms BIGINT NOT NULL,
        undone_at_ms BIGINT
    )",
    "CREATE TABLE actors_merge_row (
        merge_id UUID NOT NULL REFERENCES actors_merge (id),
        tab TEXT NOT NULL,
        row_id UUID NOT NULL,
        PRIMARY KEY (merge_id, tab, row_id)
    )",
    "CREATE TABLE actors_import (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        brought_by TEXT NOT NULL,
        brought_at_ms BIGINT NOT NULL
    )",
    "CREATE INDEX actors_actor_sorted ON actors_actor (sort_key, id)",
    "CREATE INDEX actors_actor_into ON actors_actor (merged_into)",
    "CREATE INDEX actors_name_of ON actors_name (actor)",
    "CREATE INDEX actors_identifier_of ON actors_identifier (actor)",
    "CREATE INDEX actors_identifier_value ON actors_identifier (scheme, value)",
    "CREATE INDEX actors_place_of ON actors_place (actor)",
    "CREATE INDEX actors_place_in ON actors_place (cluster, position)",
    "CREATE INDEX actors_involvement_of ON actors_involvement (actor)",
    "CREATE INDEX actors_involvement_with ON actors_involvement (target_kind, target)",
    "CREATE INDEX actors_relation_of ON actors_relation (actor)",
    "CREATE INDEX actors_relation_to ON actors_relation (other)",
    "CREATE INDEX actors_about_of ON actors_about (actor)",
    "CREATE INDEX actors_personal_of ON actors_personal (actor)",
    "CREATE INDEX actors_merge_of ON actors_merge (kept)",
    "CREATE INDEX actors_merge_dropped ON actors_merge (dropped)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in TABLES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
