//! The tables of the register, version by version.

mod m2026_11_26_0801_actors;

use sea_orm_migration::MigrationTrait;

/// All of them, the oldest first.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_26_0801_actors::Migration)]
}
