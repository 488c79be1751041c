//! A topic of the landscape, as a target's page names it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A topic that holds records of a target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = targets::TopicOf)]
pub struct TopicOf {
    /// Id of the topic.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Records of the target in it.
    pub records: u32,
    /// All records in it.
    pub size: u32,
}
