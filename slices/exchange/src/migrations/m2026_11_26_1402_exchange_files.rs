//! Photos and manuals of facilities, with their bytes, so that they are in every backup. A file never changes and is never
//! deleted; taking it away marks it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "CREATE INDEX exchange_file_of ON exchange_file (resource_id, is_removed)";

const SQLITE: &[&str] = &[
    "CREATE TRIGGER exchange_file_frozen BEFORE UPDATE OF id, resource_id, sort, document, version, name, kind, width, height, bytes, \
        sha256, content, sent_by, sent_at_ms ON exchange_file BEGIN SELECT RAISE(ABORT, 'a file never changes'); END",
    "CREATE TRIGGER exchange_file_no_delete BEFORE DELETE ON exchange_file
        BEGIN SELECT RAISE(ABORT, 'a file is never deleted'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION exchange_refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'a file never changes and is never deleted'; END $$",
    "CREATE TRIGGER exchange_file_frozen BEFORE UPDATE OF id, resource_id, sort, document, version, name, kind, width, height, bytes, \
        sha256, content, sent_by, sent_at_ms ON exchange_file FOR EACH STATEMENT EXECUTE FUNCTION exchange_refuse()",
    "CREATE TRIGGER exchange_file_no_delete BEFORE DELETE OR TRUNCATE ON exchange_file
        FOR EACH STATEMENT EXECUTE FUNCTION exchange_refuse()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (bytes, triggers) = match manager.get_database_backend() {
            DbBackend::Postgres => ("BYTEA", POSTGRES),
            _ => ("BLOB", SQLITE),
        };
        let table = format!(
            "CREATE TABLE exchange_file (
                id UUID PRIMARY KEY,
                resource_id UUID NOT NULL REFERENCES exchange_resource (id),
                sort TEXT NOT NULL CHECK (sort IN ('photo', 'manual')),
                document UUID NOT NULL,
                version BIGINT NOT NULL CHECK (version > 0),
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                width BIGINT,
                height BIGINT,
                bytes BIGINT NOT NULL CHECK (bytes > 0),
                sha256 TEXT NOT NULL,
                content {bytes} NOT NULL,
                is_removed BIGINT NOT NULL CHECK (is_removed IN (0, 1)),
                sent_by UUID,
                sent_at_ms BIGINT NOT NULL,
                UNIQUE (document, version),
                CHECK ((sort = 'photo') = (width IS NOT NULL AND height IS NOT NULL))
            )"
        );
        for sql in [table.as_str(), INDEX].iter().chain(triggers) {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
