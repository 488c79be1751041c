//! Looking after the installation: the background jobs, for those who wanted them and for administrators.
//!
//! The queue is `platform/jobs`; other slices put work into it and this one shows it.

pub mod api;
mod http;
pub mod model;
pub mod policy;
pub mod service;
mod slice;
mod urls;
pub mod views;

pub use slice::MESSAGES;
