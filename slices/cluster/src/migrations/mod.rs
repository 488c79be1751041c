//! The tables of the clusters, version by version.

mod m2026_11_22_0100_clusters;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_22_0100_clusters::Migration)]
}
