//! Pulling PubMed from a local server that misbehaves in every way that the real one may.

#![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

mod faults;
mod ordinary;
mod server;
mod setting;
