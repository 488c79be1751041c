//! What the file of a cluster says about an actor; and how far a load changed the register.

use bellwether_kernel::lang::Text;

use super::actor::ActorId;
use super::day::Validity;
use super::kinds::{ActorKind, LegalForm, Role};

/// An actor as the file of a cluster lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its name in the cluster's addresses.
    pub slug: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its legal form, where that is stated.
    pub form: Option<LegalForm>,
    /// Its name.
    pub name: Text,
    /// Other names that it is known by.
    pub other_names: Vec<String>,
    /// The organisation that it is a part of, by name.
    pub part_of: Option<Text>,
    /// Paragraphs about it.
    pub about: Vec<Text>,
    /// The search that finds evidence in its field.
    pub query: Option<String>,
    /// What it is to the cluster and to others of the same file.
    pub involvements: Vec<Listed>,
}

/// An involvement as the file of a cluster lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it is.
    pub role: Role,
    /// The slug of the actor that it is this to; `None`: to the cluster.
    pub with: Option<String>,
    /// When.
    pub valid: Validity,
}

/// An actor of a cluster's list with its id in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnList {
    /// Its id.
    pub id: ActorId,
    /// Other names in addresses that lead to it, from records that were put together with it.
    pub aliases: Vec<String>,
    /// What is listed.
    pub listing: Listing,
}

/// How far a load changed the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Effect {
    /// Actors that were not there.
    pub added: usize,
    /// Actors of which something changed.
    pub changed: usize,
    /// Actors that the list no longer has; their records stay.
    pub gone: usize,
}
