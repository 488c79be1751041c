//! Topics that people watch, with what they were like when they were last seen.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 2] = [
    "CREATE TABLE foresight_watch (
        id UUID PRIMARY KEY,
        user_id UUID NOT NULL,
        topic TEXT NOT NULL,
        seen TEXT NOT NULL,
        added_at_ms BIGINT NOT NULL,
        seen_at_ms BIGINT NOT NULL
    )",
    "CREATE UNIQUE INDEX foresight_watch_topic ON foresight_watch (user_id, topic)",
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
