//! Two topics, clusters, institutions or countries side by side.

use bellwether_kernel::lang::Text;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::model::emerging::Bounded;
use crate::model::topic::YearCount;

/// What is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = foresight::CompareKind)]
pub enum Kind {
    /// Topics of the landscape.
    #[default]
    Topics,
    /// Clusters, by the evidence of their areas.
    Clusters,
    /// Institutions, by their works.
    Institutions,
    /// Countries, as sources state them.
    Countries,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Topics, Kind::Clusters, Kind::Institutions, Kind::Countries];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Topics => "topics",
            Kind::Clusters => "clusters",
            Kind::Institutions => "institutions",
            Kind::Countries => "countries",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CompareFilter {
    /// What is compared.
    #[param(inline)]
    pub kind: Kind,
    /// The first: id of a topic or institution, slug of a cluster, or name of a country.
    pub a: String,
    /// The second.
    pub b: String,
    /// Words that narrow what the page offers to choose from.
    pub q: String,
}

/// What there is to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosable {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Records, where they are known without counting.
    pub records: Option<u32>,
}

/// A name with how often it occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = foresight::Tallied)]
pub struct Tallied {
    /// The name.
    pub name: String,
    /// Records.
    pub records: u32,
}

/// A topic that records are about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::AboutTopic)]
pub struct AboutTopic {
    /// Id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Records in it.
    pub records: u32,
    /// Share of the records that were looked at.
    pub share: f64,
}

/// One of the two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::Side)]
pub struct Side {
    /// Its id.
    pub id: String,
    /// Its name in English, where it has one.
    pub name_en: Option<String>,
    /// Its name in Russian, where it has one.
    pub name_ru: Option<String>,
    /// Records in all.
    pub records: u32,
    /// Records on the map that were looked at for stages, topics and records in common.
    pub looked_at: u32,
    /// Records by year, with those of the whole corpus.
    pub years: Vec<YearCount>,
    /// Share of all records.
    pub share: Option<Bounded>,
    /// Growth of that share a year, where the years allow.
    pub growth: Option<Bounded>,
    /// Share of its records that are of the latest three years.
    pub novelty: Option<Bounded>,
    /// Share of its records of a known stage that are clinical or nearer to practice.
    pub clinical: Option<Bounded>,
    /// Records by stage, from the laboratory to practice.
    pub stages: [u32; 5],
    /// Shares of human, animal, and molecular or cellular subjects; of topics only.
    pub triangle: Option<[f32; 3]>,
    /// What its records are about: the topics with most of them; of a topic, those inside it.
    pub topics: Vec<AboutTopic>,
    /// Telling words; of topics only.
    pub words: Vec<String>,
    /// Venues with most records among those that were counted.
    pub venues: Vec<Tallied>,
    /// Countries with most records among those that were counted.
    pub countries: Vec<Tallied>,
    /// Records whose venues and countries were counted.
    pub read: u32,
}

impl Side {
    /// The name in the languages that there are.
    pub fn name(&self) -> Text {
        Text { en: self.name_en.clone(), ru: self.name_ru.clone() }
    }
}

/// A measure of both, and how far they are apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::Difference)]
pub struct Difference {
    /// Which: `share`, `growth`, `novelty` or `clinical`.
    pub measure: String,
    /// Of the first.
    pub a: Option<Bounded>,
    /// Of the second.
    pub b: Option<Bounded>,
    /// The first less the second, where both are known.
    pub difference: Option<Bounded>,
}

/// Two side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = foresight::Comparison)]
pub struct Comparison {
    /// What is compared.
    pub kind: Kind,
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// Records on the map that both have.
    pub common: u32,
    /// The last stretch of years without a gap: shares of other years rest on few records.
    pub run: Option<(u16, u16)>,
    /// How far they are apart.
    pub differences: Vec<Difference>,
}
