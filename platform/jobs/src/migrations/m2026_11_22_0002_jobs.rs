//! The table of jobs.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 2] = [
    "CREATE TABLE jobs_job (
        id UUID PRIMARY KEY,
        kind TEXT NOT NULL,
        payload TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        created_by TEXT NOT NULL,
        created_at_ms BIGINT NOT NULL,
        due_at_ms BIGINT NOT NULL,
        started_at_ms BIGINT,
        finished_at_ms BIGINT,
        attempts BIGINT NOT NULL,
        max_attempts BIGINT NOT NULL CHECK (max_attempts > 0),
        lease UUID,
        lease_until_ms BIGINT,
        done BIGINT NOT NULL,
        total BIGINT,
        message TEXT NOT NULL,
        error TEXT,
        cancel_requested BIGINT NOT NULL CHECK (cancel_requested IN (0, 1)),
        CHECK ((state = 'running') = (lease IS NOT NULL AND lease_until_ms IS NOT NULL))
    )",
    "CREATE INDEX jobs_job_due ON jobs_job (state, due_at_ms, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in SQL {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
