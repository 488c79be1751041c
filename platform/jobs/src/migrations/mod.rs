//! The table of jobs.

use sea_orm_migration::prelude::*;

mod m2026_11_22_0002_jobs;

/// The migrations of this crate, for [`bellwether_db::Db::migrate`].
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_22_0002_jobs::Migration)]
}
