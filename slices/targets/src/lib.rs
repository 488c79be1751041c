//! Targets as a second lens on a field: human genes, how much is published on each, how that grew, what may follow, and which
//! are likely to grow. Built by a job from a source of links and the evidence, served as pages and as JSON.
//!
//! Other slices use [`api`] alone.

pub mod api;
pub mod http;
pub mod job;
pub mod model;
pub mod policy;
pub mod service;
pub mod slice;
pub mod store;
pub mod urls;
pub mod views;
