//! What the program and other slices may call.

pub use crate::migrations::all as migrations;
pub use crate::model::message::{Message, Threaded, Written};
pub use crate::model::people::{People, PeopleError};
pub use crate::model::records::{About, Member, Records, RecordsError, Seat};
pub use crate::model::side::Side;
pub use crate::service::Messages;
pub use crate::service::error::MessageError;
pub use crate::slice::slice;
pub use crate::source::MessageSource;
