//! What a list of experts or institutions is asked for.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of a list; empty ones do not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words of the name in any script; the beginning of the last word is enough. Or an ORCID iD.
    pub q: String,
    /// Id of an institution (experts only).
    pub institution: String,
    /// Country as two letters.
    pub country: String,
    /// Subject heading or keyword, as printed.
    pub topic: String,
    /// At least so many works.
    pub min_works: Option<u32>,
    /// Which rows: the `next` of the page before.
    pub after: Option<u32>,
}

impl Filter {
    /// Does nothing filter?
    pub fn is_open(&self) -> bool {
        *self == Filter { after: self.after, ..Filter::default() }
    }
}

/// How far a list can be paged; beyond, a narrower filter is asked for.
pub const DEEPEST: u32 = 10_000;

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Rows<T> {
    /// The rows, those with most works first.
    pub rows: Vec<T>,
    /// How many rows there are in all.
    pub total: u64,
    /// The `after` of the next page.
    pub next: Option<u32>,
}
