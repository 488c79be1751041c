//! The table of the outbox.

use sea_orm_migration::prelude::*;

mod m2026_11_26_1101_mail;

/// The migrations of this crate.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_26_1101_mail::Migration)]
}
