//! The tables of the clusters.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// UUID is a column type that both databases know: SQLite keeps the bytes.
const TABLES: &[&str] = &[
    "CREATE TABLE cluster_cluster (
        id UUID PRIMARY KEY,
        slug TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        short TEXT NOT NULL,
        source TEXT NOT NULL,
        original TEXT NOT NULL,
        digest TEXT NOT NULL,
        loaded_at_ms BIGINT NOT NULL,
        UNIQUE (slug)
    )",
    "CREATE TABLE cluster_category (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        role TEXT NOT NULL,
        label TEXT NOT NULL,
        UNIQUE (cluster_id, role)
    )",
    "CREATE TABLE cluster_scheme (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        slug TEXT NOT NULL,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        UNIQUE (cluster_id, slug)
    )",
    "CREATE TABLE cluster_concept (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        scheme TEXT NOT NULL,
        slug TEXT NOT NULL,
        label TEXT NOT NULL,
        short TEXT,
        broader TEXT,
        query TEXT,
        UNIQUE (cluster_id, slug)
    )",
    "CREATE TABLE cluster_actor (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        slug TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        other_names TEXT NOT NULL,
        part_of TEXT,
        about TEXT NOT NULL,
        query TEXT,
        words TEXT NOT NULL,
        UNIQUE (cluster_id, slug)
    )",
    "CREATE TABLE cluster_involvement (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        actor TEXT NOT NULL,
        role TEXT NOT NULL,
        with_actor TEXT
    )",
    "CREATE TABLE cluster_statement (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        concept TEXT,
        text TEXT NOT NULL
    )",
    "CREATE TABLE cluster_product (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL
    )",
    "CREATE TABLE cluster_stated_count (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        concept TEXT NOT NULL,
        counted TEXT NOT NULL,
        number INTEGER NOT NULL,
        text TEXT NOT NULL
    )",
    "CREATE TABLE cluster_decision (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        slug TEXT NOT NULL,
        body TEXT NOT NULL,
        about TEXT,
        text TEXT NOT NULL,
        decided TEXT,
        effective TEXT,
        days_to_effect BIGINT,
        UNIQUE (cluster_id, slug)
    )",
    "CREATE TABLE cluster_notice (
        id UUID PRIMARY KEY,
        cluster_id UUID NOT NULL REFERENCES cluster_cluster (id),
        position INTEGER NOT NULL,
        slug TEXT NOT NULL,
        issuer TEXT NOT NULL,
        original TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        signed TEXT NOT NULL,
        UNIQUE (cluster_id, slug)
    )",
    "CREATE INDEX cluster_involvement_of ON cluster_involvement (cluster_id, position)",
    "CREATE INDEX cluster_statement_of ON cluster_statement (cluster_id, position)",
    "CREATE INDEX cluster_product_of ON cluster_product (cluster_id, position)",
    "CREATE INDEX cluster_stated_count_of ON cluster_stated_count (cluster_id, position)",
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
