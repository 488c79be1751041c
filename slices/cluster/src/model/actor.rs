//! Who: organisations and bodies, and what they are to the cluster.

use bellwether_actors::api::{ActorKind, LegalForm, Role, Validity};
use bellwether_kernel::lang::Text;
use serde::Serialize;

use crate::model::profile::Words;

/// An organisation or body of a cluster, as its file lists it and the portal shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Actor {
    /// Its name in addresses, unique in the cluster.
    pub slug: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its legal form, where that is stated.
    pub form: Option<LegalForm>,
    /// Its name.
    #[schema(value_type = Words)]
    pub name: Text,
    /// Other names that it is known by.
    pub other_names: Vec<String>,
    /// The organisation that it is a part of.
    #[schema(value_type = Option<Words>)]
    pub part_of: Option<Text>,
    /// Paragraphs about it.
    #[schema(value_type = Vec<Words>)]
    pub about: Vec<Text>,
    /// The search that finds evidence in its field.
    pub query: Option<String>,
    /// What it is to the cluster and to other actors.
    pub involvements: Vec<Involvement>,
}

impl Actor {
    /// Is it this to the cluster itself?
    pub fn is(&self, role: Role) -> bool {
        self.involvements.iter().any(|involvement| involvement.role == role && involvement.with.is_none())
    }
}

/// What an actor is to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Involvement {
    /// What it is.
    pub role: Role,
    /// The slug of the actor that it is this to; `None`: to the cluster.
    pub with: Option<String>,
    /// When; without days where they are not known.
    #[serde(flatten)]
    pub valid: Validity,
}

/// A heading that members stand under. It may have no member: then the gap is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Category {
    /// The role of those under it.
    pub role: Role,
    /// The heading.
    #[schema(value_type = Words)]
    pub label: Text,
}
