//! The clusters that a person works for, as slugs with commas between; empty for none.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "ALTER TABLE accounts_user ADD COLUMN clusters TEXT NOT NULL DEFAULT ''";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
