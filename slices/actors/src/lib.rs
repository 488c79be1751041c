//! The register: persons, organisations of any legal form, and bodies; their names over time, identifiers, involvements
//! and history. See the README for the words and the invariants.

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
