//! What is ahead is a small part of all bookings: indexes by the end of a time, so that nothing reads what is over.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: &[&str] = &[
    "CREATE INDEX exchange_request_ahead ON exchange_request (resource_id, until_ms)",
    "CREATE INDEX exchange_hold_ahead ON exchange_hold (resource_id, until_ms)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in INDEXES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
