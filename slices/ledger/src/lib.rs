//! The ledger: funds, budgets, accounts and transfers of money and other units, in double entry.
//!
//! Overspending is refused by the database itself. See the README for the words and the invariants.

pub mod api;
mod http;
pub mod migrations;
pub mod model;
pub mod policy;
pub mod service;
mod slice;
mod store;
mod urls;
pub mod views;

pub use slice::MESSAGES;
