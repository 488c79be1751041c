//! Who is most active in a topic.

use serde::Serialize;
use utoipa::ToSchema;

/// Experts and institutions of a topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::TopicPeople)]
pub struct TopicPeople {
    /// Candidate persons, those with most records in the topic first.
    pub persons: Vec<TopicPerson>,
    /// The main institutions of the persons looked at, those with most of their records in the topic first.
    pub institutions: Vec<TopicInstitution>,
    /// Candidates that were looked at: those with most records under the topic's headings and words.
    pub looked_at: u32,
    /// Records in the topic.
    pub records: u32,
}

/// A candidate person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::TopicPerson)]
pub struct TopicPerson {
    /// Id among the experts.
    pub id: String,
    /// Name.
    pub name: String,
    /// Main institution, or empty.
    pub institution: String,
    /// Records in the topic.
    pub in_topic: u32,
    /// Records in all.
    pub works: u32,
}

/// An institution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::TopicInstitution)]
pub struct TopicInstitution {
    /// Id among the institutions.
    pub id: String,
    /// Name.
    pub name: String,
    /// Persons looked at whose main institution it is and who have records in the topic.
    pub persons: u32,
    /// Records in the topic by those persons; a record by two of them counts once.
    pub in_topic: u32,
}
