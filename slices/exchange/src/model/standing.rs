//! What a person is to a cluster's facilities: the class of customer, and qualifications.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::evaluate::Held;
use bellwether_kernel::actor::UserId;
use bellwether_kernel::policy::Thing;

/// Who somebody is to the owners of facilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The class: what a keeper said, or else a member if the person works for the cluster, or else the last.
    pub class: CustomerClass,
    /// The qualifications.
    pub held: Vec<Held>,
}

impl Default for Standing {
    fn default() -> Self {
        Standing { class: CustomerClass::Commercial, held: Vec::new() }
    }
}

/// How far a person is let in to the facilities of a cluster: as the owner, in the sense of the policy, of an admission
/// that the cluster gave by naming a class; or as one of those who work for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// The slug of the cluster.
    pub cluster: String,
    /// Who was let in by a class; `None` if nobody said anything about the person.
    pub person: Option<UserId>,
}

impl Thing for Admission {
    fn owner(&self) -> Option<UserId> {
        self.person
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}

/// A class that somebody was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenClass {
    /// Whose.
    pub person: UserId,
    /// Which.
    pub class: CustomerClass,
    /// When it ends, in milliseconds since 1970 UTC.
    pub until_ms: Option<i64>,
}

/// A qualification as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    /// Whose.
    pub person: UserId,
    /// Its code.
    pub code: String,
    /// When it ends, in milliseconds since 1970 UTC.
    pub expires_at_ms: Option<i64>,
}
