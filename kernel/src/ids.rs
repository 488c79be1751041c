//! Typed ids: sortable by time of making, opaque to people, one type for each thing.

/// Defines an id type over UUIDv7, so that the id of one thing cannot stand in for another's.
///
/// ```
/// bellwether_kernel::typed_id!(
///     /// A fund.
///     FundId
/// );
/// let id = FundId::new();
/// assert_eq!(id.to_string().parse::<FundId>().unwrap(), id);
/// ```
#[macro_export]
macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, $crate::ids::Serialize, $crate::ids::Deserialize)]
        #[serde(crate = "bellwether_kernel::ids::serde", transparent)]
        pub struct $name(pub $crate::ids::Uuid);

        impl $name {
            /// A new id, later than all made before it on this machine.
            #[expect(clippy::new_without_default, reason = "a default id would hide that each call makes another")]
            pub fn new() -> Self {
                $name($crate::ids::Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ids::uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    };
}

pub use serde::{self, Deserialize, Serialize};
pub use uuid::{self, Uuid};
