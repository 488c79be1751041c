//! Applications to other funders. Answers, files and what was sent have tables of the same form as those of applications to
//! calls, with the same rules: what was sent never changes, nor do files.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "CREATE TABLE calls_outbound (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('preparing', 'checking', 'approved', 'sent', 'granted', 'refused', 'withdrawn')),
        sample BOOLEAN NOT NULL,
        funder TEXT NOT NULL,
        funder_actor UUID,
        programme TEXT NOT NULL,
        deadline TEXT NOT NULL,
        zone TEXT NOT NULL,
        deadline_ms BIGINT NOT NULL,
        unit TEXT NOT NULL,
        form TEXT NOT NULL,
        title TEXT NOT NULL,
        search TEXT NOT NULL,
        asked_minor BIGINT CHECK (asked_minor >= 0),
        granted_minor BIGINT CHECK (granted_minor > 0),
        responsible UUID NOT NULL,
        reference TEXT NOT NULL,
        why TEXT NOT NULL,
        asked_by UUID,
        sent_at_ms BIGINT,
        decided_on TEXT,
        begun_at_ms BIGINT NOT NULL,
        CHECK ((state = 'granted') = (granted_minor IS NOT NULL))
    )",
    "CREATE INDEX calls_outbound_of_cluster ON calls_outbound (cluster, state, deadline_ms)",
    "CREATE TABLE calls_outbound_seat (
        outbound_id UUID NOT NULL REFERENCES calls_outbound (id),
        person UUID NOT NULL,
        PRIMARY KEY (outbound_id, person)
    )",
    "CREATE INDEX calls_outbound_seat_of_person ON calls_outbound_seat (person)",
    "CREATE TABLE calls_outbound_answer (
        application_id UUID NOT NULL REFERENCES calls_outbound (id),
        field TEXT NOT NULL,
        typed TEXT NOT NULL,
        revision BIGINT NOT NULL,
        saved_by UUID,
        saved_at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, field)
    )",
    "CREATE TABLE calls_outbound_submission (
        application_id UUID NOT NULL REFERENCES calls_outbound (id),
        number BIGINT NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, number)
    )",
    "CREATE TABLE calls_outbound_report (
        outbound_id UUID NOT NULL REFERENCES calls_outbound (id),
        number BIGINT NOT NULL,
        name TEXT NOT NULL,
        due TEXT NOT NULL,
        done_on TEXT,
        PRIMARY KEY (outbound_id, number)
    )",
];

const SQLITE: &[&str] = &[
    "CREATE TRIGGER calls_outbound_submission_frozen BEFORE UPDATE ON calls_outbound_submission
        BEGIN SELECT RAISE(ABORT, 'what was sent never changes'); END",
    "CREATE TRIGGER calls_outbound_submission_no_delete BEFORE DELETE ON calls_outbound_submission
        BEGIN SELECT RAISE(ABORT, 'what was sent is never deleted'); END",
    "CREATE TRIGGER calls_outbound_file_frozen BEFORE UPDATE OF id, application_id, field, name, kind, bytes, sha256, content,
        sent_at_ms ON calls_outbound_file BEGIN SELECT RAISE(ABORT, 'a file never changes'); END",
    "CREATE TRIGGER calls_outbound_file_no_delete BEFORE DELETE ON calls_outbound_file
        BEGIN SELECT RAISE(ABORT, 'a file is never deleted'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE TRIGGER calls_outbound_submission_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON calls_outbound_submission
        FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
    "CREATE TRIGGER calls_outbound_file_frozen BEFORE UPDATE OF id, application_id, field, name, kind, bytes, sha256, content,
        sent_at_ms ON calls_outbound_file FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
    "CREATE TRIGGER calls_outbound_file_no_delete BEFORE DELETE OR TRUNCATE ON calls_outbound_file
        FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (bytes, triggers) = match manager.get_database_backend() {
            DbBackend::Postgres => ("BYTEA", POSTGRES),
            _ => ("BLOB", SQLITE),
        };
        let files = format!(
            "CREATE TABLE calls_outbound_file (
                id UUID PRIMARY KEY,
                application_id UUID NOT NULL REFERENCES calls_outbound (id),
                field TEXT NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                bytes BIGINT NOT NULL,
                sha256 TEXT NOT NULL,
                content {bytes} NOT NULL,
                is_removed BOOLEAN NOT NULL,
                sent_at_ms BIGINT NOT NULL
            )"
        );
        let index = "CREATE INDEX calls_outbound_file_of ON calls_outbound_file (application_id)";
        for sql in TABLES.iter().copied().chain([files.as_str(), index]).chain(triggers.iter().copied()) {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
