//! What was built, when, from what, and how.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The stored form of this version of the program.
pub const FORMAT: u32 = 1;

/// What the present landscape was built from, so that it can be built again byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    /// Generation of the evidence that was read.
    pub evidence: u64,
    /// How it was built.
    pub settings: Settings,
    /// Records that are on the map.
    pub records: u64,
    /// Records that say too little to have a place.
    pub left_out: u64,
    /// Topics of each level, the coarsest first.
    pub topics: Vec<u32>,
    /// First and last year of the records.
    pub years: Option<(u16, u16)>,
    /// When it was built, in milliseconds since 1970 UTC.
    pub built_at_ms: i64,
    /// How long that took.
    pub seconds: f64,
    /// Version of the stored form.
    pub format: u32,
}

/// How a landscape is built: the same settings and the same evidence give the same landscape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Settings {
    /// Seed of everything that is drawn by chance.
    pub seed: u64,
    /// Dimensions of the space in which records are compared.
    pub dimensions: u32,
    /// Nearest records that a record is linked with.
    pub neighbours: u32,
    /// Only records that this query finds; empty for all.
    pub query: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { seed: 1, dimensions: 200, neighbours: 15, query: String::new() }
    }
}
