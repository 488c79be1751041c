//! What the ledger is made of, and its rules; no database, no web, no clock of its own.

pub mod account;
pub mod asked;
pub mod balance;
pub mod budget;
pub mod fund;
pub mod people;
pub mod replay;
pub mod sample;
pub mod statement;
pub mod transfer;
pub mod verdict;
