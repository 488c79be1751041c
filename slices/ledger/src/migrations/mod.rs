//! The tables of the ledger.

use sea_orm_migration::prelude::*;

mod m2026_11_26_0602_ledger;
mod m2026_11_26_0603_ledger_rules;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m2026_11_26_0602_ledger::Migration), Box::new(m2026_11_26_0603_ledger_rules::Migration)]
}
