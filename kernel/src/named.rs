//! Closed sets of words that have one name each in files, tables and the API.
//!
//! Crates that define such a set name `serde` and `utoipa` themselves.

/// Defines an enum whose variants have a name, with `ALL`, `name()` and `from_name()`.
#[macro_export]
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        // The description of the API does not see names that come out of a macro; the words are those of the variants.
        #[schema(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The name in files, tables and the API.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}
