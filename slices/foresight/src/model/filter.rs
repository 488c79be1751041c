//! What a list of topics or records is asked for.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Filters of the list of topics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
#[schema(as = foresight::TopicFilter)]
pub struct TopicFilter {
    /// 0 for the coarsest topics, 2 for the finest; the coarsest if nothing is asked.
    pub level: Option<u8>,
    /// Words that the label, a term or a heading holds.
    pub q: String,
    /// The order.
    #[param(inline)]
    pub sort: Sort,
    /// Which rows: the `next` of the page before.
    pub after: Option<u32>,
}

/// The order of topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = foresight::Sort)]
pub enum Sort {
    /// The largest first.
    #[default]
    Size,
    /// Those first whose share of the corpus grew most a year by the lower end of the interval; those of which this is
    /// not known come last.
    Growth,
    /// By label.
    Name,
}

/// Which records of the map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
#[schema(as = foresight::RecordFilter)]
pub struct RecordFilter {
    /// Corners of a closed line on the map as `x,y,x,y,…`, each 0 to 1; empty for all records.
    pub lasso: String,
    /// Id of a topic; empty for all.
    pub topic: String,
    /// Which rows: the `next` of the page before.
    pub after: Option<u32>,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many rows there are in all.
    pub total: u64,
    /// The `after` of the next page.
    pub next: Option<u32>,
}

impl<T> Rows<T> {
    /// Some of all rows.
    pub fn part(all: Vec<T>, after: Option<u32>, limit: u32) -> Rows<T> {
        let total = all.len() as u64;
        let from = after.unwrap_or(0);
        let rows: Vec<T> = all.into_iter().skip(from as usize).take(limit as usize).collect();
        let end = from.saturating_add(rows.len() as u32);
        let next = (u64::from(end) < total && !rows.is_empty()).then_some(end);
        Rows { rows, total, next }
    }
}

impl Sort {
    /// All orders.
    pub const ALL: [Sort; 3] = [Sort::Size, Sort::Growth, Sort::Name];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Size => "size",
            Sort::Growth => "growth",
            Sort::Name => "name",
        }
    }
}
