//! The SQL of accounts, for both databases.

pub mod attempt;
pub mod session;
pub mod token;
pub mod user;
pub mod view;
