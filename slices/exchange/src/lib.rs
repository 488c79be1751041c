//! The exchange: somebody offers a resource, others request it, it is decided, allocated and used.
//!
//! Here with instruments, rooms and services that members of a cluster share. Rules without database or words are in
//! `engines/exchange`. Money is another slice's: this one says what a use costs, and hands it to [`model::charge`].

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
