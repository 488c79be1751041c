//! The clusters: portal, members, commissions, focus areas.
//!
//! A cluster's profile is a TOML file that people write; loading it replaces the version before. The pages are public.

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
