//! The tables of messages, version by version.

mod m2026_11_26_1103_messages;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_26_1103_messages::Migration)]
}
