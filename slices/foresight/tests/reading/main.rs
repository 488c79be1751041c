//! What people read off a landscape: emerging topics, comparisons, their watched topics, proposals with frozen evidence.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod emerging;
mod made;
mod odd;
mod placing;
mod proposals;
mod watching;
