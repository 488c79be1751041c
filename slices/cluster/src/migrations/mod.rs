//! The tables of the clusters, version by version.

mod m2026_11_22_0100_clusters;
mod m2026_11_26_0802_members_to_actors;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice, and of the register of actors, in which the members of clusters stand.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    let mut all = bellwether_actors::api::migrations();
    all.push(Box::new(m2026_11_22_0100_clusters::Migration));
    all.push(Box::new(m2026_11_26_0802_members_to_actors::Migration));
    all
}
