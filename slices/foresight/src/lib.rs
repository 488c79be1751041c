//! Foresight: the landscape of a field, built by a job from the evidence, served as a map, as pages and as JSON.
//!
//! Other slices use [`api`] alone.

pub mod api;
pub mod http;
pub mod job;
pub mod migrations;
pub mod model;
pub mod policy;
pub mod print;
pub mod service;
pub mod slice;
pub mod store;
pub mod urls;
pub mod views;
