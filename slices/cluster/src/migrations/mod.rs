//! The tables of the clusters, version by version.

mod m2026_11_22_0100_clusters;
mod m2026_11_26_0802_members_to_actors;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice. Those of the register of actors must be there too: members stand there.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_22_0100_clusters::Migration), Box::new(m2026_11_26_0802_members_to_actors::Migration)]
}
