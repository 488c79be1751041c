//! What the program and other slices may call.
//!
//! A slice that needs members of a cluster asks [`listed`] within its own reading, or [`Actors`] with the context of
//! whoever asks; nobody keeps a second list. Ids lead to their actor forever: one that was put together with another
//! answers [`ActorsError::Moved`] with the id that is used.

pub use crate::http::shapes::data_file;
pub use crate::migrations::all as migrations;
pub use crate::model::actor::{Actor, ActorId, Involvement, Name, Named, Place, Relation, Target};
pub use crate::model::addition::{Addition, NewActor, Part};
pub use crate::model::bring::plan::{Item, Plan, Who};
pub use crate::model::bring::preview::{Preview, Told};
pub use crate::model::bring::problem::Refusal;
pub use crate::model::clusters::{ClusterName, ClusterNames};
pub use crate::model::day::{NotAPeriod, Validity};
pub use crate::model::duplicates::Candidate;
pub use crate::model::fold;
pub use crate::model::identifier::{Identifier, IdentifierScheme, NotAnIdentifier};
pub use crate::model::kinds::{ActorKind, LegalForm, NameKind, RecordState, RelationKind, Role, Visibility};
pub use crate::model::lineage::Tie;
pub use crate::model::listing::{Effect, Listed, Listing, OnList};
pub use crate::model::merged::{Merged, Outlook};
pub use crate::model::personal::{KeptFor, PersonalField};
pub use crate::model::wanted::{Data, Found, Wanted};
pub use crate::service::{Actors, ActorsError, Swept, listed, load};
pub use crate::slice::slice;
