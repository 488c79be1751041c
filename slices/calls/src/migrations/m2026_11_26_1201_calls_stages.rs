//! Stages: what was there before has one, the first. A person may judge the same application in several stages, and each stage
//! has a decision of its own.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: &[&str] = &[
    "ALTER TABLE calls_application ADD COLUMN stage BIGINT NOT NULL DEFAULT 0 CHECK (stage >= 0)",
    "ALTER TABLE calls_application ADD COLUMN stage_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE calls_application ADD COLUMN stage_name TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE calls_application ADD COLUMN stage_kind TEXT NOT NULL DEFAULT 'written' CHECK (stage_kind IN ('written', 'interview'))",
    // What assessments of the stage say, for filters and the order of lists: the mean in hundredths of a percent.
    "ALTER TABLE calls_application ADD COLUMN score BIGINT",
    "CREATE INDEX calls_application_of_stage ON calls_application (call_id, stage, state)",
    "ALTER TABLE calls_submission ADD COLUMN stage BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE calls_decision ADD COLUMN stage BIGINT NOT NULL DEFAULT 0",
    "DROP INDEX calls_decision_one",
    "CREATE UNIQUE INDEX calls_decision_one ON calls_decision (application_id, stage) WHERE state IN ('carried', 'effective')",
    "CREATE TABLE calls_interview (
        application_id UUID NOT NULL REFERENCES calls_application (id),
        stage BIGINT NOT NULL,
        at_ms BIGINT NOT NULL,
        minutes BIGINT NOT NULL CHECK (minutes BETWEEN 1 AND 720),
        place TEXT NOT NULL,
        link TEXT NOT NULL,
        revision BIGINT NOT NULL,
        set_by UUID,
        set_at_ms BIGINT NOT NULL,
        PRIMARY KEY (application_id, stage)
    )",
    "ALTER TABLE calls_assessment ADD COLUMN stage BIGINT NOT NULL DEFAULT 0",
];

// A rule of a table can only be changed there by making the table again.
const SQLITE: &[&str] = &[
    "CREATE TABLE calls_assessment_staged (
        id UUID PRIMARY KEY,
        application_id UUID NOT NULL REFERENCES calls_application (id),
        assessor UUID NOT NULL,
        state TEXT NOT NULL,
        scores TEXT NOT NULL,
        recommendation TEXT,
        comment TEXT NOT NULL,
        asked_at_ms BIGINT NOT NULL,
        stage BIGINT NOT NULL DEFAULT 0,
        UNIQUE (application_id, stage, assessor)
    )",
    "INSERT INTO calls_assessment_staged (id, application_id, assessor, state, scores, recommendation, comment, asked_at_ms, stage)
        SELECT id, application_id, assessor, state, scores, recommendation, comment, asked_at_ms, stage FROM calls_assessment",
    "DROP TABLE calls_assessment",
    "ALTER TABLE calls_assessment_staged RENAME TO calls_assessment",
    "CREATE INDEX calls_assessment_of_person ON calls_assessment (assessor, state)",
];

const POSTGRES: &[&str] = &[
    "ALTER TABLE calls_assessment DROP CONSTRAINT calls_assessment_application_id_assessor_key",
    "ALTER TABLE calls_assessment ADD UNIQUE (application_id, stage, assessor)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rules = match manager.get_database_backend() {
            DbBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for sql in COLUMNS.iter().chain(rules) {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
