//! What the program and other slices may call.

pub use crate::bookings::{BookingNotices, BookingSource};
pub use crate::calls::{CallNotices, CallSource};
pub use crate::migrations::all as migrations;
pub use crate::model::choice::Choices;
pub use crate::model::kind::{Kind, Moment};
pub use crate::model::notice::{Clock, Notice, People, PeopleError, Recipient, Reminder, Said, Source, SourceError};
pub use crate::service::error::NoticeError;
pub use crate::service::{Notices, Settings};
pub use crate::slice::slice;
