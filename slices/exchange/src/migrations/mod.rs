//! The tables of the exchange, version by version.

mod m2026_11_26_0701_exchange;
mod m2026_11_26_0901_exchange_money;
mod m2026_11_26_0902_exchange_calendars;
mod m2026_11_26_0903_exchange_orders;
mod m2026_11_26_0904_exchange_ahead;
mod m2026_11_26_1401_exchange_use;
mod m2026_11_26_1402_exchange_files;
mod m2026_11_26_1403_exchange_holidays;
mod m2026_11_26_1404_exchange_configurations;
mod m2026_11_26_1405_exchange_unassigned;

use sea_orm_migration::MigrationTrait;

/// The migrations of this slice.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m2026_11_26_0701_exchange::Migration),
        Box::new(m2026_11_26_0901_exchange_money::Migration),
        Box::new(m2026_11_26_0902_exchange_calendars::Migration),
        Box::new(m2026_11_26_0903_exchange_orders::Migration),
        Box::new(m2026_11_26_0904_exchange_ahead::Migration),
        Box::new(m2026_11_26_1401_exchange_use::Migration),
        Box::new(m2026_11_26_1402_exchange_files::Migration),
        Box::new(m2026_11_26_1403_exchange_holidays::Migration),
        Box::new(m2026_11_26_1404_exchange_configurations::Migration),
        Box::new(m2026_11_26_1405_exchange_unassigned::Migration),
    ]
}
