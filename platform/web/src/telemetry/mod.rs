//! What operators see: request logs with ids, metrics, health.

pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod requests;
