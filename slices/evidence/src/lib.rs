//! Evidence: source files to a searchable, served corpus.
//!
//! [`store`] keeps records in Parquet parts and a full-text index, published together; [`index`] says how a record becomes
//! words. Other slices use [`api`] alone.

pub mod api;
pub mod columns;
pub mod index;
pub mod ingest;
pub mod model;
pub mod policy;
pub mod pull;
pub mod search;
pub mod service;
pub mod slice;
pub mod store;
pub mod urls;
pub mod views;
pub mod web;

mod http;
