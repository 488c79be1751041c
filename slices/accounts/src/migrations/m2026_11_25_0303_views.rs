//! Views of lists that people saved.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const SQL: [&str; 2] = [
    "CREATE TABLE accounts_view (
        id UUID PRIMARY KEY,
        user_id UUID NOT NULL REFERENCES accounts_user (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        created_at_ms BIGINT NOT NULL
    )",
    "CREATE UNIQUE INDEX accounts_view_name ON accounts_view (user_id, path, name)",
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
