//! The tables of accounts.

use sea_orm_migration::prelude::*;

mod m2026_11_22_0003_accounts;
mod m2026_11_25_0302_zone;
mod m2026_11_25_0303_views;
mod m2026_11_26_0601_clusters;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m2026_11_22_0003_accounts::Migration),
        Box::new(m2026_11_25_0302_zone::Migration),
        Box::new(m2026_11_25_0303_views::Migration),
        Box::new(m2026_11_26_0601_clusters::Migration),
    ]
}
