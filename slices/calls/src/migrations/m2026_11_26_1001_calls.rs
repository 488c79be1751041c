//! The tables of calls. That a call never promises more than its budget is a check on its row; what was published and what
//! was handed in is kept by the triggers of the next migration.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "CREATE TABLE calls_call (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        slug TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'open', 'closed', 'settled')),
        sample BOOLEAN NOT NULL,
        title TEXT NOT NULL,
        content TEXT NOT NULL,
        revision BIGINT NOT NULL,
        version BIGINT NOT NULL,
        version_revision BIGINT NOT NULL,
        source UUID NOT NULL,
        account UUID,
        payee UUID,
        unit TEXT NOT NULL,
        budget_minor BIGINT NOT NULL CHECK (budget_minor > 0),
        committed_minor BIGINT NOT NULL DEFAULT 0,
        opens_ms BIGINT NOT NULL,
        closes_ms BIGINT NOT NULL,
        applications BIGINT NOT NULL DEFAULT 0,
        made_by UUID,
        made_at_ms BIGINT NOT NULL,
        UNIQUE (cluster, slug),
        CHECK (committed_minor BETWEEN 0 AND budget_minor)
    )",
    "CREATE INDEX calls_call_by_state ON calls_call (state, closes_ms)",
    "CREATE TABLE calls_version (
        call_id UUID NOT NULL REFERENCES calls_call (id),
        version BIGINT NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        published_by UUID,
        published_at_ms BIGINT NOT NULL,
        PRIMARY KEY (call_id, version)
    )",
    "CREATE TABLE calls_application (
        id UUID PRIMARY KEY,
        call_id UUID NOT NULL REFERENCES calls_call (id),
        version BIGINT NOT NULL,
        number BIGINT NOT NULL,
        state TEXT NOT NULL,
        lead UUID NOT NULL,
        title TEXT NOT NULL,
        search TEXT NOT NULL,
        asked_minor BIGINT,
        returned_why TEXT NOT NULL DEFAULT '',
        appeal TEXT NOT NULL DEFAULT '',
        begun_at_ms BIGINT NOT NULL,
        submitted_at_ms BIGINT,
        submissions BIGINT NOT NULL DEFAULT 0,
        UNIQUE (call_id, number)
    )",
    "CREATE INDEX calls_application_of_call ON calls_application (call_id, state, number)",
    "CREATE INDEX calls_application_by_state ON calls_application (state)",
    "CREATE INDEX calls_application_of_lead ON calls_application (lead)",
    "CREATE TABLE calls_seat (
        application_id UUID NOT NULL REFERENCES calls_application (id),
        person UUID NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('lead', 'member')),
        state TEXT NOT NULL CHECK (state IN ('invited', 'signed', 'declined')),
        changed_at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, person)
    )",
    "CREATE INDEX calls_seat_of_person ON calls_seat (person, state)",
    "CREATE TABLE calls_answer (
        application_id UUID NOT NULL REFERENCES calls_application (id),
        field TEXT NOT NULL,
        typed TEXT NOT NULL,
        revision BIGINT NOT NULL,
        saved_by UUID,
        saved_at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, field)
    )",
    "CREATE TABLE calls_submission (
        application_id UUID NOT NULL REFERENCES calls_application (id),
        number BIGINT NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, number)
    )",
    "CREATE TABLE calls_assessment (
        id UUID PRIMARY KEY,
        application_id UUID NOT NULL REFERENCES calls_application (id),
        assessor UUID NOT NULL,
        state TEXT NOT NULL,
        scores TEXT NOT NULL,
        recommendation TEXT,
        comment TEXT NOT NULL,
        asked_at_ms BIGINT NOT NULL,
        UNIQUE (application_id, assessor)
    )",
    "CREATE INDEX calls_assessment_of_person ON calls_assessment (assessor, state)",
    "CREATE TABLE calls_conflict (
        application_id UUID NOT NULL REFERENCES calls_application (id),
        person UUID NOT NULL,
        declared_at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, person)
    )",
    "CREATE TABLE calls_decision (
        id UUID PRIMARY KEY,
        application_id UUID NOT NULL REFERENCES calls_application (id),
        outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'waitlisted', 'rejected')),
        amount_minor BIGINT NOT NULL CHECK (amount_minor >= 0),
        place BIGINT NOT NULL,
        why TEXT NOT NULL,
        state TEXT NOT NULL,
        decided_by UUID,
        decided_at_ms BIGINT NOT NULL,
        announced_at_ms BIGINT
    )",
    "CREATE INDEX calls_decision_of ON calls_decision (application_id)",
    "CREATE UNIQUE INDEX calls_decision_one ON calls_decision (application_id) WHERE state IN ('carried', 'effective')",
    "CREATE TABLE calls_undertaking (
        id UUID PRIMARY KEY,
        application_id UUID NOT NULL UNIQUE REFERENCES calls_application (id),
        amount_minor BIGINT NOT NULL CHECK (amount_minor > 0),
        opened_at_ms BIGINT NOT NULL
    )",
    "CREATE TABLE calls_milestone (
        undertaking_id UUID NOT NULL REFERENCES calls_undertaking (id),
        number BIGINT NOT NULL,
        name TEXT NOT NULL,
        due TEXT NOT NULL,
        amount_minor BIGINT NOT NULL,
        state TEXT NOT NULL,
        transfer UUID,
        report TEXT NOT NULL DEFAULT '',
        why TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (undertaking_id, number)
    )",
    "CREATE INDEX calls_milestone_by_state ON calls_milestone (state)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let bytes = match manager.get_database_backend() {
            DbBackend::Postgres => "BYTEA",
            _ => "BLOB",
        };
        let files = format!(
            "CREATE TABLE calls_file (
                id UUID PRIMARY KEY,
                application_id UUID NOT NULL REFERENCES calls_application (id),
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
        let index = "CREATE INDEX calls_file_of ON calls_file (application_id)";
        for sql in TABLES.iter().copied().chain([files.as_str(), index]) {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
