//! The register as its services see it, on every database that there is.

#![expect(clippy::unwrap_used, reason = "tests")]

mod bringing;
mod keeping;
mod merging;
mod persons;
mod seeing;
mod world;
