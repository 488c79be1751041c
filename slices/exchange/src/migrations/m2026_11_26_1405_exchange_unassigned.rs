//! Charges without a code stand in an account of the facility until they are moved to a code.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &[&str] = &[
    "ALTER TABLE exchange_account ADD COLUMN unassigned_id UUID",
    "ALTER TABLE exchange_charge ADD COLUMN advanced_id UUID",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in CHANGES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
