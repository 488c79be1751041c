//! The tables of foresight, version by version. Landscapes themselves are files.

mod m2026_11_26_0401_watching;
mod m2026_11_26_0402_proposals;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_26_0401_watching::Migration), Box::new(m2026_11_26_0402_proposals::Migration)]
}
