//! Days on which facilities are closed, edited beside the rules of each; and when a class that was given ends.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "CREATE TABLE exchange_holiday (
        cluster TEXT NOT NULL,
        facility TEXT NOT NULL,
        day TEXT NOT NULL,
        name TEXT NOT NULL,
        set_by UUID,
        set_at_ms BIGINT NOT NULL,
        PRIMARY KEY (cluster, facility, day)
    )",
    "ALTER TABLE exchange_person ADD COLUMN until_ms BIGINT",
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
