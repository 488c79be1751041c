//! The zone in which a person wants times shown; empty where none was chosen.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "ALTER TABLE accounts_user ADD COLUMN zone TEXT NOT NULL DEFAULT ''";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
