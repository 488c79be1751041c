//! What was published and what was handed in never changes and is never deleted: triggers of both databases refuse it. The
//! bytes of files neither, because what was handed in names their digests.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQLITE: &[&str] = &[
    "CREATE TRIGGER calls_version_frozen BEFORE UPDATE ON calls_version
        BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END",
    "CREATE TRIGGER calls_version_no_delete BEFORE DELETE ON calls_version
        BEGIN SELECT RAISE(ABORT, 'a published version is never deleted'); END",
    "CREATE TRIGGER calls_submission_frozen BEFORE UPDATE ON calls_submission
        BEGIN SELECT RAISE(ABORT, 'what was handed in never changes'); END",
    "CREATE TRIGGER calls_submission_no_delete BEFORE DELETE ON calls_submission
        BEGIN SELECT RAISE(ABORT, 'what was handed in is never deleted'); END",
    "CREATE TRIGGER calls_file_frozen BEFORE UPDATE OF id, application_id, field, name, kind, bytes, sha256, content, sent_at_ms
        ON calls_file BEGIN SELECT RAISE(ABORT, 'a file never changes'); END",
    "CREATE TRIGGER calls_file_no_delete BEFORE DELETE ON calls_file
        BEGIN SELECT RAISE(ABORT, 'a file is never deleted'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION calls_refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'what was frozen never changes and is never deleted'; END $$",
    "CREATE TRIGGER calls_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON calls_version
        FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
    "CREATE TRIGGER calls_submission_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON calls_submission
        FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
    "CREATE TRIGGER calls_file_frozen BEFORE UPDATE OF id, application_id, field, name, kind, bytes, sha256, content, sent_at_ms
        ON calls_file FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
    "CREATE TRIGGER calls_file_no_delete BEFORE DELETE OR TRUNCATE ON calls_file
        FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for sql in triggers {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
