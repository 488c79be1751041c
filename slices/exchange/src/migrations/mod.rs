//! The tables of the exchange, version by version.

mod m2026_11_26_0701_exchange;
mod m2026_11_26_0901_exchange_money;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_26_0701_exchange::Migration), Box::new(m2026_11_26_0901_exchange_money::Migration)]
}
