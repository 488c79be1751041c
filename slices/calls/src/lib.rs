//! Grant calls: a call is published, people apply, applications are judged and decided, awards become undertakings.
//!
//! The second kind of exchange, on the rules of `engines/exchange`. Money is the ledger's: a call has an account of its own.

pub mod api;
mod http;
pub mod migrations;
pub mod model;
pub mod policy;
pub mod service;
pub mod slice;
mod store;
mod urls;
pub mod views;
