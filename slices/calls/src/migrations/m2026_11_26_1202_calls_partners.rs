//! Organisations that apply together. Whoever signs for one has a seat in the team; their signature is that of the seat.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "CREATE TABLE calls_partner (
        application_id UUID NOT NULL REFERENCES calls_application (id),
        number BIGINT NOT NULL,
        actor UUID,
        name TEXT NOT NULL,
        country TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('coordinator', 'partner', 'associated')),
        share_minor BIGINT NOT NULL CHECK (share_minor >= 0),
        signatory UUID NOT NULL,
        signs_as TEXT NOT NULL,
        brought BIGINT NOT NULL CHECK (brought IN (0, 1)),
        PRIMARY KEY (application_id, number),
        CHECK (role <> 'associated' OR share_minor = 0)
    )",
    "CREATE INDEX calls_partner_of_actor ON calls_partner (actor)",
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
