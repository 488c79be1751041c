//! What a printed report is asked for, and what it is made of.

use bellwether_kernel::lang::Lang;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::model::status::Status;
use crate::model::topic::Topic;

/// What a report is to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
#[schema(as = foresight::ReportFilter)]
pub struct ReportFilter {
    /// Level of the topics that are described, 0 for the coarsest; the coarsest if nothing is asked.
    pub level: Option<u8>,
    /// Ids of topics, separated by commas: a report of these and no others; empty for the whole.
    pub topics: String,
    /// Its language, `en` or `ru`; that of the page if nothing is asked.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub lang: Option<Lang>,
}

/// Most topics that a report of chosen topics takes: each has a page of its own.
pub const MOST_TOPICS: usize = 40;

/// The report cannot be what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefused {
    /// There is no such topic.
    #[error("there is no topic {0:?}; the list of topics has the ids")]
    Topic(String),
    /// There is no such level.
    #[error("there is no level {level}; this landscape has the levels 0 to {last}")]
    Level {
        /// What was asked for.
        level: u8,
        /// The finest level.
        last: u8,
    },
    /// Too many topics.
    #[error("{0} topics; a report takes up to {MOST_TOPICS}")]
    Many(usize),
}

impl ReportRefused {
    /// The parameter that is wrong.
    pub fn field(&self) -> &'static str {
        match self {
            ReportRefused::Level { .. } => "level",
            ReportRefused::Topic(_) | ReportRefused::Many(_) => "topics",
        }
    }
}

/// What a report is made of.
#[derive(Clone, Debug, Default)]
pub struct ReportData {
    /// Number of the landscape.
    pub edition: u64,
    /// What the landscape was built from.
    pub status: Status,
    /// All topics of the landscape, in its order.
    pub topics: Vec<Topic>,
    /// The topics that are described: those chosen, or those of the level; the largest first.
    pub described: Vec<u32>,
    /// Were they chosen one by one?
    pub chosen: bool,
    /// The level of the described topics, where they are all of one.
    pub level: Option<u8>,
    /// Topics of the finest level that are or lie inside those described: among them the emerging ones are sought.
    pub finest: Vec<u32>,
    /// An even sample of the records: place on the map, and colour where the record lies in a described topic.
    pub dots: Vec<(f32, f32, Option<u8>)>,
}

impl ReportData {
    /// A described topic.
    pub fn topic(&self, at: u32) -> Option<&Topic> {
        self.topics.get(at as usize)
    }

    /// The described topics.
    pub fn rows(&self) -> impl Iterator<Item = &Topic> {
        self.described.iter().filter_map(|at| self.topic(*at))
    }
}
