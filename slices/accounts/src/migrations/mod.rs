//! The tables of accounts.

use sea_orm_migration::prelude::*;

mod m2026_11_22_0003_accounts;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_22_0003_accounts::Migration)]
}
