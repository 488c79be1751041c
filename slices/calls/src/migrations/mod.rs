//! The tables of calls, version by version.

mod m2026_11_26_1001_calls;
mod m2026_11_26_1002_calls_rules;
mod m2026_11_26_1201_calls_stages;
mod m2026_11_26_1202_calls_partners;
mod m2026_11_26_1301_calls_outbound;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m2026_11_26_1001_calls::Migration),
        Box::new(m2026_11_26_1002_calls_rules::Migration),
        Box::new(m2026_11_26_1201_calls_stages::Migration),
        Box::new(m2026_11_26_1202_calls_partners::Migration),
        Box::new(m2026_11_26_1301_calls_outbound::Migration),
    ]
}
