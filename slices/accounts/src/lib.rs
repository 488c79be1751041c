//! People who sign in: passwords, sessions, roles, administration of users, and the pages of the journal.

pub mod api;
mod http;
pub mod migrations;
pub mod model;
pub mod policy;
pub mod service;
mod slice;
mod store;
pub mod urls;
mod views;
