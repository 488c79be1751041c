//! People look for the jobs that they wanted, newest first.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "CREATE INDEX jobs_job_created_by ON jobs_job (created_by, id)";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
