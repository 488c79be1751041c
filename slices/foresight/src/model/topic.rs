//! A topic: records that are about the same, what they are called, how they grew and what may follow.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A topic as it is stored and as the API gives it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Topic)]
pub struct Topic {
    /// Lasts from one build to the next while most of the records stay together.
    pub id: String,
    /// 0 for the coarsest topics, 2 for the finest.
    pub level: u8,
    /// Place of the topic one level up in the list.
    pub parent: Option<u32>,
    /// What people would call it.
    pub label: String,
    /// Words and phrases that tell it from its siblings, the most telling first.
    pub terms: Vec<String>,
    /// Subject headings that many of its records have.
    pub headings: Vec<Heading>,
    /// Records in it.
    pub size: u32,
    /// Left to right on the map, 0 to 1.
    pub x: f32,
    /// Top to bottom on the map, 0 to 1.
    pub y: f32,
    /// Which of eight colours it has; the topics inside share it.
    pub colour: u8,
    /// Records by year of publication, oldest first, for all years that the corpus has.
    pub years: Vec<YearCount>,
    /// What may follow, where the years tell enough.
    pub outlook: Option<Outlook>,
    /// What its numbers say, each with how it was computed.
    pub indicators: Vec<Indicator>,
    /// Shares of human, animal, and molecular or cellular subjects, where its records have headings.
    pub triangle: Option<[f32; 3]>,
    /// Records by stage, from the laboratory to practice.
    pub stages: [u32; 5],
    /// Records that stand in the middle of it, the most typical first.
    pub works: Vec<WorkLine>,
    /// Topics whose records are nearest, the nearest first.
    pub related: Vec<Related>,
    /// Citations that its records got from records of the corpus.
    #[serde(default)]
    pub citations: u32,
    /// The chain of citations within it that most paths run through, oldest first.
    #[serde(default)]
    pub main_path: Vec<WorkLine>,
    /// Records that were placed in it after it was built; no other number counts them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub placed: u32,
    /// Records of it that are gone from the evidence since.
    #[serde(default, skip_serializing_if = "is_none")]
    pub withdrawn: u32,
}

/// Files of a build do not say what follows it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// With fewer citations nothing is said of them: a few more or less would change all of it.
pub const CITATIONS_NEEDED: u32 = 30;

/// A subject heading and the share of a topic's records that have it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Heading)]
pub struct Heading {
    /// Descriptor id, such as `D006801`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 0 to 1.
    pub share: f32,
}

/// Records of one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::YearCount)]
pub struct YearCount {
    /// The year.
    pub year: u16,
    /// How many records.
    pub records: u32,
    /// How many records the whole corpus has of that year.
    pub corpus: u32,
}

/// A forecast.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Outlook)]
pub struct Outlook {
    /// The model that gave it.
    pub method: String,
    /// The years to come, the nearest first.
    pub years: Vec<OutlookYear>,
}

/// What is expected of one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::OutlookYear)]
pub struct OutlookYear {
    /// The year.
    pub year: u16,
    /// The middle of what is expected.
    pub middle: f64,
    /// Ends of the interval that is to hold four of five outcomes.
    pub wide80: (f64, f64),
    /// Ends of the interval that is to hold nineteen of twenty outcomes.
    pub wide95: (f64, f64),
}

/// A number that says something about a topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Indicator)]
pub struct Indicator {
    /// Which: `growth`, `novelty`, `coherence` …
    pub name: String,
    /// The value.
    pub value: f64,
    /// Ends of the interval of 95 %, where it can be told.
    pub interval: Option<(f64, f64)>,
    /// Numbers that the explanation names, in its order.
    pub because: Vec<f64>,
}

/// A record in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::WorkLine)]
pub struct WorkLine {
    /// `source:id`.
    pub key: String,
    /// Title.
    pub title: String,
    /// Journal or register.
    pub venue: String,
    /// Year; 0 where it is not known.
    pub year: u16,
}

/// A topic nearby.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Related)]
pub struct Related {
    /// Place in the list of topics.
    pub topic: u32,
    /// How near, 0 to 1.
    pub nearness: f32,
}

impl Topic {
    /// The indicator of this name.
    pub fn indicator(&self, name: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.name == name)
    }
}
