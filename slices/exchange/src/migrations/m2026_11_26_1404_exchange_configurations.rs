//! What facilities can be set to, what bookings ask for, and who set what when.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "ALTER TABLE exchange_resource ADD COLUMN items TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE exchange_request ADD COLUMN wants TEXT NOT NULL DEFAULT '{}'",
    "CREATE TABLE exchange_setting (
        id UUID PRIMARY KEY,
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        item TEXT NOT NULL,
        option TEXT NOT NULL,
        request_id UUID REFERENCES exchange_request (id),
        set_by UUID,
        set_at_ms BIGINT NOT NULL
    )",
    "CREATE INDEX exchange_setting_of ON exchange_setting (resource_id, item, set_at_ms)",
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
