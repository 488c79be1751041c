//! Experts and institutions found in the evidence: built by a job, served as pages and JSON.
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
pub mod views;
