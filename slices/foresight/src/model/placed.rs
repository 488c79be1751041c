//! What was placed on a landscape after it was built.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::status::Status;

/// Above one record placed or withdrawn for so many built, topics should be found anew.
const BUILT_FOR_ONE: u64 = 10;

/// An addition to a landscape: records that came after it was built, each in a topic that was there and at a place among its
/// neighbours.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Placed)]
pub struct Placed {
    /// The landscape that they were added to.
    pub edition: u64,
    /// Generation of the evidence that they were read from.
    pub evidence: u64,
    /// Records that were placed.
    pub placed: u64,
    /// Records that say too little, or share no word with the landscape, and have no place.
    pub unplaced: u64,
    /// Records of the landscape that are gone from the evidence, and are not shown.
    pub withdrawn: u64,
    /// When, in milliseconds since 1970 UTC.
    pub placed_at_ms: i64,
    /// How long that took.
    pub seconds: f64,
}

/// Are so many changes since a build too many for the landscape to be true?
pub fn is_rebuild_due(changed: u64, built: u64) -> bool {
    changed.saturating_mul(BUILT_FOR_ONE) > built
}

/// What a landscape was built from, and what was placed on it since.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::Standing)]
pub struct Standing {
    /// What it was built from.
    #[serde(flatten)]
    pub status: Status,
    /// What was placed on it since; `null` if nothing was.
    pub placed: Option<Placed>,
    /// Have so many records been placed or withdrawn that it should be built anew?
    pub rebuild_due: bool,
}

impl Standing {
    /// Of a landscape and its addition.
    pub fn of(status: &Status, placed: Option<&Placed>) -> Standing {
        let changed = placed.map_or(0, |placed| placed.placed + placed.withdrawn);
        Standing {
            status: status.clone(),
            placed: placed.cloned(),
            rebuild_due: is_rebuild_due(changed, status.records),
        }
    }
}
