//! The clusters: portal, members, commissions, focus areas.

pub mod api;
pub mod migrations;
pub mod model;
pub mod service;
mod store;
