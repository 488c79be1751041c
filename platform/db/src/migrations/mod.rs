//! The platform's own tables.

use sea_orm_migration::MigrationTrait;

mod m2026_11_22_0001_journal;

pub(crate) fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_22_0001_journal::Migration)]
}
