//! Times out of service that come from calendars of others carry the id that they have there, so that a calendar can be sent
//! again.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        conn.execute_unprepared("ALTER TABLE exchange_downtime ADD COLUMN uid TEXT").await?;
        let unique = "CREATE UNIQUE INDEX exchange_downtime_uid ON exchange_downtime (resource_id, uid)";
        conn.execute_unprepared(unique).await?;
        conn.execute_unprepared("CREATE INDEX exchange_hold_of_downtime ON exchange_hold (downtime_id)").await?;
        Ok(())
    }
}
