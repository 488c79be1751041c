//! The table of jobs.

use sea_orm_migration::prelude::*;

mod m2026_11_22_0002_jobs;
mod m2026_11_25_0301_jobs_by_person;

/// The migrations of this crate, for [`bellwether_db::Db::migrate`].
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_22_0002_jobs::Migration), Box::new(m2026_11_25_0301_jobs_by_person::Migration)]
}
