//! Which topics are emerging: what the table is asked for, and what one row of it says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::model::period::{Chosen, Periods};
use crate::model::topic::{Indicator, Topic, YearCount};

/// The attributes of emergence of Rotolo, Hicks and Martin (2015), by the names of their indicators: novelty, growth,
/// coherence, impact, and uncertainty, which is measured by how spread a topic is.
pub const PARTS: [&str; 5] = ["novelty", "growth", "coherence", "impact", "spread"];

/// What the table of emerging topics is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
#[schema(as = foresight::EmergingFilter)]
pub struct EmergingFilter {
    /// 0 for the coarsest topics, 2 for the finest; 1 if nothing is asked.
    #[serde(deserialize_with = "blank")]
    pub level: Option<u8>,
    /// Only topics half of whose records are at most so far from the laboratory: 0 laboratory to 4 practice.
    #[serde(deserialize_with = "blank")]
    pub stage: Option<u8>,
    /// Only topics with at least so many records.
    #[serde(deserialize_with = "blank")]
    pub min: Option<u32>,
    /// Only topics with at most so many records.
    #[serde(deserialize_with = "blank")]
    pub max: Option<u32>,
    /// Words that the label, a term or a heading holds.
    pub q: String,
    /// The order.
    #[param(inline)]
    pub sort: EmergingSort,
    /// First year of the earlier period.
    #[serde(deserialize_with = "blank")]
    pub early_from: Option<u16>,
    /// Last year of the earlier period.
    #[serde(deserialize_with = "blank")]
    pub early_to: Option<u16>,
    /// First year of the later period.
    #[serde(deserialize_with = "blank")]
    pub late_from: Option<u16>,
    /// Last year of the later period.
    #[serde(deserialize_with = "blank")]
    pub late_to: Option<u16>,
    /// Which rows: the `next` of the page before.
    #[serde(deserialize_with = "blank")]
    pub after: Option<u32>,
}

/// The order of emerging topics. Numbers are ordered by the lower end of their interval, so that small topics of which
/// little is known do not lead; what is not known comes last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = foresight::EmergingSort)]
pub enum EmergingSort {
    /// The highest score first.
    #[default]
    Score,
    /// The fastest growth first.
    Growth,
    /// Those first whose share rose most between the periods.
    Change,
    /// The newest first.
    Novelty,
    /// The largest first.
    Size,
    /// By label.
    Name,
}

/// A number with its interval of 95 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Bounded)]
pub struct Bounded {
    /// The number.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Records of a topic in a period, among all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Counted)]
pub struct Counted {
    /// Of the topic.
    pub records: u32,
    /// Of the corpus.
    pub corpus: u32,
}

/// How a topic's share changed between two periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::Change)]
pub struct Change {
    /// In the earlier period.
    pub earlier: Counted,
    /// In the later period.
    pub later: Counted,
    /// How many times the earlier share the later one is.
    pub times: Bounded,
}

/// A topic of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::EmergingTopic)]
pub struct EmergingTopic {
    /// Id of the topic.
    pub id: String,
    /// Its level.
    pub level: u8,
    /// What people would call it.
    pub label: String,
    /// Records in it.
    pub size: u32,
    /// The middle of its records' stages: 0 laboratory to 4 practice; `null` where no record says.
    pub stage: Option<u8>,
    /// Mean standing among the topics of its level over the parts that count, 0 to 1; `null` where one is not known.
    pub score: Option<Bounded>,
    /// The parts that are known, with interval and the numbers they were computed from.
    pub parts: Vec<Indicator>,
    /// Parts that count on this level and are not known of this topic.
    pub missing: Vec<String>,
    /// Between the two periods, where there are two.
    pub change: Option<Change>,
    /// The row in a sentence, in the language that was asked for.
    pub why: String,
}

/// What the numbers rest on, and what this corpus does not allow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = foresight::Grounds)]
pub struct Grounds {
    /// The level.
    pub level: u8,
    /// Topics of that level, before filters.
    pub topics: u32,
    /// First and last year of the records.
    pub years: Option<(u16, u16)>,
    /// The last stretch of years without a gap, in which growth is measured.
    pub run: Option<(u16, u16)>,
    /// The periods that are compared; `null` where there are fewer than two years.
    pub periods: Option<Periods>,
    /// Each part: of how many topics it is known, and whether it counts.
    pub parts: Vec<Part>,
    /// The years of that stretch with fewest and most records, where they differ tenfold: then growth is as much that of
    /// the evidence as of the field.
    pub uneven: Option<(YearCount, YearCount)>,
}

/// A part of the score.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = foresight::ScorePart)]
pub struct Part {
    /// Which indicator.
    pub name: String,
    /// Topics of the level of which it is known.
    pub known: u32,
    /// Does it count? It does where it is known of at least half of the topics.
    pub counts: bool,
}

impl EmergingFilter {
    /// The years that were chosen.
    pub fn years(&self) -> Chosen {
        [self.early_from, self.early_to, self.late_from, self.late_to]
    }
}

impl EmergingSort {
    /// All orders.
    pub const ALL: [EmergingSort; 6] = [
        EmergingSort::Score,
        EmergingSort::Growth,
        EmergingSort::Change,
        EmergingSort::Novelty,
        EmergingSort::Size,
        EmergingSort::Name,
    ];

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            EmergingSort::Score => "score",
            EmergingSort::Growth => "growth",
            EmergingSort::Change => "change",
            EmergingSort::Novelty => "novelty",
            EmergingSort::Size => "size",
            EmergingSort::Name => "name",
        }
    }
}

impl FromStr for EmergingSort {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let names = || EmergingSort::ALL.map(EmergingSort::name).join(", ");
        EmergingSort::ALL
            .into_iter()
            .find(|sort| sort.name() == name)
            .ok_or_else(|| format!("there is no order {name}; there are: {}", names()))
    }
}

impl EmergingTopic {
    /// The part of this name.
    pub fn part(&self, name: &str) -> Option<&Indicator> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// The stage in the middle: half of the records that say are at it or before it.
pub fn middle_stage(topic: &Topic) -> Option<u8> {
    let known: u32 = topic.stages.iter().sum();
    let mut below = 0;
    let at = topic.stages.iter().position(|count| {
        below += count;
        known > 0 && below * 2 >= known
    });
    at.and_then(|at| u8::try_from(at).ok())
}

/// A field of a form that may stay empty.
pub fn blank<'de, D, T>(input: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr,
    T::Err: fmt::Display,
{
    let Some(text) = Option::<String>::deserialize(input)? else { return Ok(None) };
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error| serde::de::Error::custom(format!("{text:?}: {error}")))
}

#[cfg(test)]
mod tests {
    use super::middle_stage;
    use crate::model::topic::Topic;

    #[test]
    fn the_middle_stage_has_half_of_those_that_say_at_or_before_it() {
        let of = |stages| middle_stage(&Topic { stages, ..Topic::default() });
        assert_eq!(
            [of([0; 5]), of([1, 0, 0, 0, 0]), of([1, 1, 0, 0, 0]), of([1, 0, 2, 0, 0]), of([0, 0, 0, 0, 7])],
            [None, Some(0), Some(0), Some(2), Some(4)]
        );
    }
}
