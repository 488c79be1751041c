//! What was built, when, from what, and how.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The stored form of this version of the program.
pub const FORMAT: u32 = 1;
/// Fewer years in a row tell too little for a forecast.
pub const YEARS_NEEDED: u16 = 8;

/// What the present landscape was built from, so that it can be built again byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Status)]
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
    /// The last stretch of years without a gap: what growth is measured and forecasts are learnt on.
    pub run: Option<(u16, u16)>,
    /// Were the trees of subject headings there? Without them no topic has a place between laboratory and patient.
    pub headings: bool,
    /// The first id that no topic ever had.
    pub next_id: u64,
    /// The landscape whose ids and labels topics kept; `None` if it was built from nothing.
    pub ids_from: Option<u64>,
    /// When it was built, in milliseconds since 1970 UTC.
    pub built_at_ms: i64,
    /// How long that took.
    pub seconds: f64,
    /// Version of the stored form.
    pub format: u32,
}

/// How a landscape is built: the same settings and the same evidence give the same landscape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Settings)]
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
        Settings { seed: 1, dimensions: 192, neighbours: 20, query: String::new() }
    }
}

/// Why settings cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Too few or too many dimensions.
    #[error("{0} dimensions; there can be 2 to 1000")]
    Dimensions(u32),
    /// Too few or too many neighbours.
    #[error("{0} neighbours; there can be 2 to 200")]
    Neighbours(u32),
}

impl Settings {
    /// Refuses what would take forever or give nothing.
    pub fn check(&self) -> Result<(), SettingsError> {
        if !(2..=1000).contains(&self.dimensions) {
            return Err(SettingsError::Dimensions(self.dimensions));
        }
        if !(2..=200).contains(&self.neighbours) {
            return Err(SettingsError::Neighbours(self.neighbours));
        }
        Ok(())
    }
}
