//! What the program and other slices may call.

pub use crate::bookings::{BookingNotices, BookingSource};
pub use crate::migrations::all as migrations;
pub use crate::model::choice::{Choices, Moment};
pub use crate::model::kind::Kind;
pub use crate::model::notice::{Notice, People, PeopleError, Recipient, Said, Source, SourceError};
pub use crate::service::error::NoticeError;
pub use crate::service::{Notices, Settings};
pub use crate::slice::slice;
