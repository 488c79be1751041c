//! Service orders: a request without a time, with its units and samples.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "ALTER TABLE exchange_resource ADD COLUMN orders TEXT",
    "CREATE TABLE exchange_order (
        request_id UUID PRIMARY KEY REFERENCES exchange_request (id),
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'declined', 'in_work', 'done', 'settled', 'withdrawn')),
        units BIGINT NOT NULL CHECK (units > 0),
        note TEXT NOT NULL
    )",
    "CREATE INDEX exchange_order_of ON exchange_order (resource_id, state)",
    "CREATE TABLE exchange_sample (
        id UUID PRIMARY KEY,
        request_id UUID NOT NULL REFERENCES exchange_order (request_id),
        place BIGINT NOT NULL,
        label TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('expected', 'received', 'used_up', 'returned')),
        UNIQUE (request_id, place)
    )",
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
