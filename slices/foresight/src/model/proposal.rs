//! A topic that is proposed to a cluster as a priority area, with the evidence as it was then, frozen.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::typed_id;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::model::emerging::{EmergingTopic, Grounds};
use crate::model::status::Status;
use crate::model::topic::Topic;

typed_id!(
    /// A proposal.
    ProposalId
);

/// Letters of a title at most.
pub const TITLE: usize = 200;
/// Letters of a rationale at most.
pub const RATIONALE: usize = 4_000;
/// Letters of the reason of a withdrawal at most.
pub const REASON: usize = 1_000;
/// The form of frozen evidence that this version writes.
const FORM: u32 = 1;

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = foresight::ProposalState)]
pub enum ProposalState {
    /// It stands.
    #[default]
    Proposed,
    /// It was taken back. It stays readable.
    Withdrawn,
}

/// It was withdrawn before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proposal was withdrawn before")]
pub struct WithdrawnBefore;

impl ProposalState {
    /// Withdrawn, unless it was withdrawn before.
    pub fn withdraw(self) -> Result<ProposalState, WithdrawnBefore> {
        match self {
            ProposalState::Proposed => Ok(ProposalState::Withdrawn),
            ProposalState::Withdrawn => Err(WithdrawnBefore),
        }
    }

    /// The name in the database and the API.
    pub fn name(self) -> &'static str {
        match self {
            ProposalState::Proposed => "proposed",
            ProposalState::Withdrawn => "withdrawn",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<ProposalState> {
        [ProposalState::Proposed, ProposalState::Withdrawn].into_iter().find(|state| state.name() == name)
    }
}

/// A proposal without its evidence, as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its id, and the end of its permanent address.
    pub id: ProposalId,
    /// Slug of the cluster.
    pub cluster: String,
    /// Id that the topic had.
    pub topic: String,
    /// What the area is to be called.
    pub title: Text,
    /// Why it should be one.
    pub rationale: Text,
    /// Digest of the frozen evidence, in hexadecimal.
    pub sha256: String,
    /// Who proposed it; nobody where the installation did.
    pub proposed_by: Option<UserId>,
    /// When, in milliseconds since 1970 UTC.
    pub proposed_at_ms: i64,
    /// Where it stands.
    pub state: ProposalState,
    /// When it was withdrawn.
    pub withdrawn_at_ms: Option<i64>,
    /// Why it was withdrawn.
    pub withdrawn_why: Option<String>,
}

impl Thing for Proposal {
    fn owner(&self) -> Option<UserId> {
        self.proposed_by
    }

    fn state(&self) -> &str {
        self.state.name()
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

/// What somebody who proposes writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(as = foresight::ProposalDraft)]
pub struct Draft {
    /// Slug of the cluster.
    pub cluster: String,
    /// Title in English.
    pub title_en: String,
    /// Title in Russian.
    pub title_ru: String,
    /// Rationale in English.
    pub rationale_en: String,
    /// Rationale in Russian.
    pub rationale_ru: String,
    /// Number of the landscape that was looked at; refused if another was built since.
    pub landscape: u64,
}

/// What is wrong with a draft, by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No cluster of this slug.
    Cluster,
    /// No title in any language.
    NoTitle,
    /// No rationale in any language.
    NoRationale,
    /// Too many letters.
    TooLong {
        /// Which field.
        field: &'static str,
        /// How many there may be.
        most: usize,
    },
}

impl Fault {
    /// The field that it is about.
    pub fn field(self) -> &'static str {
        match self {
            Fault::Cluster => "cluster",
            Fault::NoTitle => "title_en",
            Fault::NoRationale => "rationale_en",
            Fault::TooLong { field, .. } => field,
        }
    }
}

impl Draft {
    /// Title and rationale, without blanks around them, or all that is wrong.
    pub fn texts(&self) -> Result<(Text, Text), Vec<Fault>> {
        let mut faults = Vec::new();
        let fields = [
            ("title_en", &self.title_en, TITLE),
            ("title_ru", &self.title_ru, TITLE),
            ("rationale_en", &self.rationale_en, RATIONALE),
            ("rationale_ru", &self.rationale_ru, RATIONALE),
        ];
        for (field, text, most) in fields {
            if text.trim().chars().count() > most {
                faults.push(Fault::TooLong { field, most });
            }
        }
        let (title, rationale) = (text(&self.title_en, &self.title_ru), text(&self.rationale_en, &self.rationale_ru));
        if title == Text::default() {
            faults.push(Fault::NoTitle);
        }
        if rationale == Text::default() {
            faults.push(Fault::NoRationale);
        }
        if faults.is_empty() { Ok((title, rationale)) } else { Err(faults) }
    }
}

fn text(en: &str, ru: &str) -> Text {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Text { en: some(en), ru: some(ru) }
}

/// A topic by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = foresight::NamedTopic)]
pub struct NamedTopic {
    /// Id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Records in it.
    pub size: u32,
    /// How near it is, for related topics.
    pub nearness: Option<f32>,
}

/// All that the page of a topic shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = foresight::Evidence)]
pub struct Evidence {
    /// Form of this document.
    pub form: u32,
    /// When it was taken, in milliseconds since 1970 UTC.
    pub taken_at_ms: i64,
    /// Number of the landscape.
    pub landscape: u64,
    /// What the landscape was built from: generation of the evidence, settings, seed.
    pub status: Status,
    /// The topic with its years, forecast, indicators with intervals, key records.
    pub topic: Topic,
    /// The topic one level up.
    pub parent: Option<NamedTopic>,
    /// Topics inside.
    pub inside: Vec<NamedTopic>,
    /// Topics nearby.
    pub related: Vec<NamedTopic>,
    /// Its row in the table of emerging topics.
    pub emerging: EmergingTopic,
    /// What that row rests on.
    pub grounds: Grounds,
}

/// Evidence as exact bytes with their digest. Once made it does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    text: String,
    sha256: String,
}

/// The bytes are not those that the digest was made of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the frozen evidence has the digest {found}, and was frozen with {stored}")]
pub struct Altered {
    /// The digest of the bytes that there are.
    pub found: String,
    /// The digest that was stored.
    pub stored: String,
}

impl Frozen {
    /// Freezes evidence.
    pub fn of(evidence: &Evidence) -> Result<Frozen, serde_json::Error> {
        let text = serde_json::to_string(&Evidence { form: FORM, ..evidence.clone() })?;
        Ok(Frozen { sha256: digest(&text), text })
    }

    /// Takes bytes back, if they are those of the digest.
    pub fn back(text: String, stored: &str) -> Result<Frozen, Altered> {
        let found = digest(&text);
        if found == stored {
            Ok(Frozen { text, sha256: found })
        } else {
            Err(Altered { found, stored: stored.to_owned() })
        }
    }

    /// The exact bytes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Their digest.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// What they say; `None` where another version of the program wrote them in another form.
    pub fn evidence(&self) -> Option<Evidence> {
        serde_json::from_str(&self.text).ok()
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Draft, Evidence, Fault, Frozen, ProposalState, RATIONALE, TITLE};
    use crate::model::topic::{Indicator, Topic};

    #[test]
    fn a_proposal_is_withdrawn_once() {
        let table = [ProposalState::Proposed, ProposalState::Withdrawn].map(|state| (state, state.withdraw().ok()));
        assert_eq!(
            table,
            [(ProposalState::Proposed, Some(ProposalState::Withdrawn)), (ProposalState::Withdrawn, None)]
        );
    }

    #[test]
    fn a_draft_says_all_that_is_wrong_with_it() {
        assert_eq!(Draft::default().texts(), Err(vec![Fault::NoTitle, Fault::NoRationale]));
        let long =
            Draft { title_ru: "я".repeat(TITLE + 1), rationale_en: "a".repeat(RATIONALE + 1), ..Draft::default() };
        let too_long = |field, most| Fault::TooLong { field, most };
        assert_eq!(long.texts(), Err(vec![too_long("title_ru", TITLE), too_long("rationale_en", RATIONALE)]));
        let right = Draft { title_en: " Hearts ".into(), rationale_ru: "Потому".into(), ..Draft::default() };
        let (title, rationale) = right.texts().expect("one language is enough");
        assert_eq!((title.en.as_deref(), title.ru, rationale.ru.as_deref()), (Some("Hearts"), None, Some("Потому")));
    }

    proptest! {
        #[test]
        fn what_was_frozen_is_taken_back_byte_for_byte_and_nothing_else_is(
            label in "\\PC{0,30}", size in any::<u32>(), value in -1e9..1e9_f64, at in any::<prop::sample::Index>(),
        ) {
            let indicator = Indicator { name: "growth".into(), value, interval: Some((value, value)), because: vec![value] };
            let topic = Topic { label, size, indicators: vec![indicator], ..Topic::default() };
            let evidence = Evidence { topic, form: 1, ..Evidence::default() };
            let frozen = Frozen::of(&evidence).expect("frozen");
            prop_assert_eq!(frozen.evidence().map(|back| back.topic.label), Some(evidence.topic.label));
            let back = Frozen::back(frozen.text().to_owned(), frozen.sha256()).expect("the same bytes");
            prop_assert_eq!(&back, &frozen);
            let mut letters: Vec<char> = frozen.text().chars().collect();
            let at = at.index(letters.len());
            letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
            prop_assert!(Frozen::back(letters.into_iter().collect(), frozen.sha256()).is_err());
        }
    }
}
