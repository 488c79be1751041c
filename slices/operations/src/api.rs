//! What the program and other slices may call.

pub use crate::model::listing::{Filter, Found, Listing};
pub use crate::model::people::{People, PeopleError};
pub use crate::model::watched::{DetailPage, Starter, Watched};
pub use crate::service::{Operations, OperationsError};
pub use crate::slice::slice;
