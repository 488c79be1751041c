//! What people ask, and what is found.

use std::collections::BTreeMap;

use bellwether_kernel::paging::After;
use jiff::civil::Date;

use super::actor::{Actor, ActorId, Named};
use super::kinds::{ActorKind, Role};
use super::lineage::Tie;
use super::personal::Done;

/// Which actors are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those of this cluster.
    pub cluster: Option<String>,
    /// Only these.
    pub kind: Option<ActorKind>,
    /// Only those with this role.
    pub role: Option<Role>,
    /// Only those with words that begin so in any of their names.
    pub words: String,
    /// Only those that were involved on this day.
    pub as_of: Option<Date>,
    /// After this key.
    pub after: After,
}

/// One page of a list.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// The actors, as much of each as may be seen.
    pub actors: Vec<Actor>,
    /// The names of those that they are tied to.
    pub names: BTreeMap<ActorId, Named>,
    /// The day of names and involvements.
    pub day: Date,
    /// The key of the page after.
    pub next: Option<String>,
}

/// An actor with what is around it.
#[derive(Clone, Debug)]
pub struct Found {
    /// The actor, as much as may be seen.
    pub actor: Actor,
    /// Those who are a part of it, came before it, or are involved with it.
    pub around: Vec<Actor>,
    /// What lies further back and further on, the oldest first.
    pub further: Vec<Tie>,
    /// The names of all who are mentioned.
    pub names: BTreeMap<ActorId, Named>,
    /// The day of names.
    pub day: Date,
}

/// All data on a person that whoever acts may hand out.
#[derive(Clone, Debug)]
pub struct Data {
    /// The person.
    pub actor: Actor,
    /// The names of those that the person is tied to.
    pub names: BTreeMap<ActorId, Named>,
    /// What the journal says was done with the record; the newest first.
    pub journal: Vec<Done>,
}
