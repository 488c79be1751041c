//! Actors as JSON: in the API and in files.

use std::collections::BTreeMap;

use bellwether_kernel::lang::Text;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::model::actor::{Actor, ActorId, Involvement, Named, Relation, Target};
use crate::model::bring::plan::{Item, Who};
use crate::model::bring::preview::Preview;
use crate::model::day::Validity;
use crate::model::duplicates::Candidate;
use crate::model::identifier::Identifier;
use crate::model::kinds::{ActorKind, LegalForm, NameKind, RecordState, RelationKind, Role, Visibility};
use crate::model::lineage::Tie;
use crate::model::personal::{KeptFor, PersonalField};
use crate::model::wanted::{Data, Found};

/// Words in one or both languages.
#[derive(Serialize, ToSchema)]
pub struct ActorWords {
    /// English.
    pub en: Option<String>,
    /// Russian.
    pub ru: Option<String>,
}

impl From<&Text> for ActorWords {
    fn from(text: &Text) -> Self {
        ActorWords { en: text.en.clone(), ru: text.ru.clone() }
    }
}

/// A name with its days.
#[derive(Serialize, ToSchema)]
pub struct ActorName {
    /// The row, to set its days or remove it by.
    row: String,
    kind: NameKind,
    en: Option<String>,
    ru: Option<String>,
    #[serde(flatten)]
    valid: Validity,
}

/// That it is in a cluster.
#[derive(Serialize, ToSchema)]
pub struct ActorPlace {
    cluster: String,
    /// Its name in the addresses of the cluster, where the portal lists it.
    slug: Option<String>,
    visibility: Visibility,
}

/// What it is to something, and when.
#[derive(Serialize, ToSchema)]
pub struct ActorInvolvement {
    row: String,
    cluster: String,
    role: Role,
    /// `cluster`, `actor`, or the kind of something else.
    target_kind: String,
    /// The slug of the cluster, the id of the actor, or of something else.
    target: String,
    target_name: Option<ActorWords>,
    visibility: Visibility,
    #[serde(flatten)]
    valid: Validity,
}

/// How it is tied to another.
#[derive(Serialize, ToSchema)]
pub struct ActorTie {
    row: String,
    kind: RelationKind,
    other: String,
    other_name: Option<ActorWords>,
    #[serde(flatten)]
    valid: Validity,
}

/// A tie of somebody further back or further on.
#[derive(Serialize, ToSchema)]
pub struct ActorFurther {
    from: String,
    from_name: Option<ActorWords>,
    #[serde(flatten)]
    tie: ActorTie,
}

/// A record with what lies further back and further on: the parent of its parent, who came before those before it.
#[derive(Serialize, ToSchema)]
pub struct ActorAnswer {
    #[serde(flatten)]
    record: ActorRecord,
    /// The oldest first.
    further: Vec<ActorFurther>,
}

impl From<&Found> for ActorAnswer {
    fn from(found: &Found) -> Self {
        let further = |one: &Tie| ActorFurther {
            from: one.from.to_string(),
            from_name: found.names.get(&one.from).map(|named| (&named.name).into()),
            tie: ActorTie::of(&one.relation, &found.names),
        };
        ActorAnswer {
            record: ActorRecord::of(&found.actor, &found.names, found.day),
            further: found.further.iter().map(further).collect(),
        }
    }
}

impl ActorTie {
    fn of(one: &Relation, names: &BTreeMap<ActorId, Named>) -> Self {
        ActorTie {
            row: one.id.to_string(),
            kind: one.kind,
            other: one.other.to_string(),
            other_name: names.get(&one.other).map(|named| (&named.name).into()),
            valid: one.valid,
        }
    }
}

/// A person, organisation or body, as much as the reader may see.
#[derive(Serialize, ToSchema)]
pub struct ActorRecord {
    id: String,
    kind: ActorKind,
    state: RecordState,
    /// Its name on the day that was asked for, or today.
    name: ActorWords,
    legal_forms: Vec<LegalForm>,
    names: Vec<ActorName>,
    identifiers: Vec<Identifier>,
    clusters: Vec<ActorPlace>,
    involvements: Vec<ActorInvolvement>,
    relations: Vec<ActorTie>,
}

impl ActorRecord {
    /// The record on a day.
    pub fn of(actor: &Actor, names: &BTreeMap<ActorId, Named>, day: Date) -> ActorRecord {
        let name = |one: &crate::model::actor::Name| ActorName {
            row: one.id.to_string(),
            kind: one.kind,
            en: one.text.en.clone(),
            ru: one.text.ru.clone(),
            valid: one.valid,
        };
        let place = |one: &crate::model::actor::Place| ActorPlace {
            cluster: one.cluster.clone(),
            slug: one.slug.clone(),
            visibility: one.visibility,
        };
        let mut identifiers: Vec<Identifier> = actor.identifiers.iter().map(|(_, id)| id.clone()).collect();
        identifiers.sort();
        identifiers.dedup();
        ActorRecord {
            id: actor.id.to_string(),
            kind: actor.kind,
            state: actor.state,
            name: (&actor.name_on(day)).into(),
            legal_forms: actor.legal_forms.clone(),
            names: actor.names.iter().map(name).collect(),
            identifiers,
            clusters: actor.places.iter().map(place).collect(),
            involvements: actor.involvements.iter().map(|one| involvement(one, names)).collect(),
            relations: actor.relations.iter().map(|one| ActorTie::of(one, names)).collect(),
        }
    }
}

fn involvement(one: &Involvement, names: &BTreeMap<ActorId, Named>) -> ActorInvolvement {
    let (target_kind, target, name) = match &one.target {
        Target::Cluster => ("cluster".to_owned(), one.cluster.clone(), None),
        Target::Actor(id) => ("actor".to_owned(), id.to_string(), names.get(id).map(|named| (&named.name).into())),
        Target::Thing { kind, id } => (kind.clone(), id.clone(), None),
    };
    ActorInvolvement {
        row: one.id.to_string(),
        cluster: one.cluster.clone(),
        role: one.role,
        target_kind,
        target,
        target_name: name,
        visibility: one.visibility,
        valid: one.valid,
    }
}

/// A field of personal data.
#[derive(Serialize, ToSchema)]
pub struct ActorPersonal {
    cluster: String,
    field: PersonalField,
    value: String,
    purpose: KeptFor,
    /// The last day on which it is kept.
    keep_until: String,
}

/// What was done with the record.
#[derive(Serialize, ToSchema)]
pub struct ActorDone {
    seq: i64,
    at_ms: i64,
    by: String,
    act: String,
    detail: String,
}

/// All data on a person.
#[derive(Serialize, ToSchema)]
pub struct ActorData {
    record: ActorRecord,
    personal: Vec<ActorPersonal>,
    /// Entries of the journal about the record; for those who may see all clusters.
    journal: Vec<ActorDone>,
}

/// All data on a person, as a file to hand out.
pub fn data_file(data: &Data) -> ActorData {
    let latest = data.actor.names.iter().filter_map(|name| name.valid.from).max().unwrap_or(Date::MAX);
    let personal = |one: &crate::model::personal::Personal| ActorPersonal {
        cluster: one.cluster.clone(),
        field: one.field,
        value: one.value.clone(),
        purpose: one.purpose,
        keep_until: one.keep_until.to_string(),
    };
    let done = |one: &crate::model::personal::Done| ActorDone {
        seq: one.seq,
        at_ms: one.at_ms,
        by: one.by.clone(),
        act: one.act.clone(),
        detail: one.detail.clone(),
    };
    ActorData {
        record: ActorRecord::of(&data.actor, &data.names, latest),
        personal: data.actor.personal.iter().map(personal).collect(),
        journal: data.journal.iter().map(done).collect(),
    }
}

/// A change of one field.
#[derive(Serialize, ToSchema)]
pub struct ActorChange {
    column: String,
    before: String,
    after: String,
}

/// What would become of one actor.
#[derive(Serialize, ToSchema)]
pub struct ActorChanges {
    rows: Vec<u32>,
    /// Its id; absent for one that would be added.
    id: Option<String>,
    name: ActorWords,
    changes: Vec<ActorChange>,
}

/// A row that is refused.
#[derive(Serialize, ToSchema)]
pub struct ActorRefusal {
    row: u32,
    column: Option<String>,
    value: String,
    problem: String,
}

/// What a table would change.
#[derive(Serialize, ToSchema)]
pub struct ActorsPreview {
    added: usize,
    changed: usize,
    unchanged: usize,
    changes: Vec<ActorChanges>,
    /// As long as there is any, nothing can be done.
    refused: Vec<ActorRefusal>,
    /// Was it done?
    pub applied: bool,
}

impl From<&Preview> for ActorsPreview {
    fn from(preview: &Preview) -> Self {
        let changes = |item: &Item| ActorChanges {
            rows: item.rows.clone(),
            id: match item.who {
                Who::Known(id) => Some(id.to_string()),
                Who::New(_) => None,
            },
            name: (&item.name).into(),
            changes: item
                .changes
                .iter()
                .map(|change| ActorChange {
                    column: change.column.name().to_owned(),
                    before: change.before.clone(),
                    after: change.after.clone(),
                })
                .collect(),
        };
        let plan = &preview.plan;
        let refused = plan.refused.iter().map(|one| ActorRefusal {
            row: one.row,
            column: one.column.map(|column| column.name().to_owned()),
            value: one.value.clone(),
            problem: one.problem.words().to_owned(),
        });
        ActorsPreview {
            added: plan.added().count(),
            changed: plan.changed().count(),
            unchanged: plan.unchanged(),
            changes: plan.items.iter().filter(|item| !item.changes.is_empty()).map(changes).collect(),
            refused: refused.collect(),
            applied: false,
        }
    }
}

/// Two records that may be of one actor.
#[derive(Serialize, ToSchema)]
pub struct ActorCandidate {
    first: String,
    first_name: ActorWords,
    second: String,
    second_name: ActorWords,
    /// In English.
    reasons: Vec<String>,
}

impl From<&Candidate> for ActorCandidate {
    fn from(one: &Candidate) -> Self {
        ActorCandidate {
            first: one.first.0.to_string(),
            first_name: (&one.first.1).into(),
            second: one.second.0.to_string(),
            second_name: (&one.second.1).into(),
            reasons: one.reasons.iter().map(ToString::to_string).collect(),
        }
    }
}
