//! What was built, when, from what.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the present experts were built from, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    /// Generation of the evidence that was read.
    pub evidence: u64,
    /// Records read.
    pub records: u64,
    /// Authorships of persons in them.
    pub authorships: u64,
    /// Candidate persons.
    pub persons: u64,
    /// Institutions.
    pub institutions: u64,
    /// Organisations of the registry that affiliations were matched to; 0 if there was no registry.
    pub registry: u64,
    /// When it was built, in milliseconds since 1970 UTC.
    pub built_at_ms: i64,
    /// How long that took.
    pub seconds: f64,
    /// Version of the stored form.
    pub format: u32,
}

/// The stored form of this version of the program.
pub const FORMAT: u32 = 1;
