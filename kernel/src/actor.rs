//! Who acts: a visitor, a person who signed in, or the installation itself.

use serde::{Deserialize, Serialize};

use crate::typed_id;

extern crate self as bellwether_kernel;

typed_id!(
    /// A person who can sign in.
    UserId
);

/// What a person is trusted with on this installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation: users, settings, jobs.
    Administrator,
    /// Reads all evidence, starts ingests, prepares priorities.
    Analyst,
    /// Programme officer: runs calls and awards, keeps the books of its clusters.
    Officer,
    /// Judges.
    Expert,
    /// Decides.
    Council,
    /// A member of a cluster: a team, institute or company.
    Resident,
    /// Sees what it was given to see.
    Partner,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 7] =
        [Role::Administrator, Role::Analyst, Role::Officer, Role::Expert, Role::Council, Role::Resident, Role::Partner];

    /// The name in the database, the API and the command line.
    pub fn name(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Analyst => "analyst",
            Role::Officer => "officer",
            Role::Expert => "expert",
            Role::Council => "council",
            Role::Resident => "resident",
            Role::Partner => "partner",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who has not signed in.
    Visitor,
    /// Somebody who has.
    User(User),
    /// The installation itself: a job, or an administrator at the command line.
    System,
}

/// A person who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The person.
    pub id: UserId,
    /// Name to show.
    pub name: String,
    // Not for others to look at: who may do what is decided by [`crate::policy`] alone.
    roles: Vec<Role>,
    clusters: Vec<String>,
}

impl User {
    /// A person who has signed in and is trusted with these roles. Works for no cluster yet.
    pub fn new(id: UserId, name: String, roles: Vec<Role>) -> User {
        User { id, name, roles, clusters: Vec::new() }
    }

    /// The same person, who works for the clusters with these slugs: there, and only there, the roles count that rules
    /// bind to a cluster.
    pub fn working_for(self, clusters: Vec<String>) -> User {
        User { clusters, ..self }
    }
}

impl Actor {
    /// Does the actor hold this role? The installation holds all.
    pub(crate) fn is(&self, role: Role) -> bool {
        match self {
            Actor::Visitor => false,
            Actor::User(user) => user.roles.contains(&role),
            Actor::System => true,
        }
    }

    /// The clusters that the actor works for; `None` for the installation, which works for all.
    pub(crate) fn clusters(&self) -> Option<&[String]> {
        match self {
            Actor::Visitor => Some(&[]),
            Actor::User(user) => Some(&user.clusters),
            Actor::System => None,
        }
    }

    /// Is this somebody who signed in, or the installation?
    pub fn is_known(&self) -> bool {
        !matches!(self, Actor::Visitor)
    }

    /// The person's id, for the journal; `None` for a visitor and the installation.
    pub fn user_id(&self) -> Option<UserId> {
        match self {
            Actor::User(user) => Some(user.id),
            Actor::Visitor | Actor::System => None,
        }
    }
}
