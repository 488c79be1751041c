//! What an installation consists of: its database with the tables of all slices.

use anyhow::Context;
use bellwether_db::Db;
use sea_orm_migration::MigrationTrait;

use crate::config::Config;

/// The migrations of all slices.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    Vec::new()
}

/// Opens the database of the installation and brings its tables up to this version.
pub async fn open_database(config: &Config) -> anyhow::Result<Db> {
    let db = Db::open(&config.database).await?;
    db.migrate(migrations()).await.context("bringing the tables up to this version")?;
    Ok(db)
}
