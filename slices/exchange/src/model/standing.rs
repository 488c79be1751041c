//! What a person is to a cluster's facilities: the class of customer, and qualifications.

use bellwether_exchange_rules::condition::CustomerClass;
use bellwether_exchange_rules::evaluate::Held;
use bellwether_kernel::actor::UserId;

/// Who somebody is to the owners of facilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The class. Whoever nobody has said anything about is in the last.
    pub class: CustomerClass,
    /// The qualifications.
    pub held: Vec<Held>,
}

impl Default for Standing {
    fn default() -> Self {
        Standing { class: CustomerClass::Commercial, held: Vec::new() }
    }
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
