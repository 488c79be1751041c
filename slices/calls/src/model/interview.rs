//! The appointment of an interview: set by the office, seen by the team and by those who judge it.

use jiff::civil::DateTime;

/// The longest interview, in minutes.
pub const MOST_MINUTES: u16 = 720;
/// The longest place or link, in letters.
pub const PLACE: usize = 300;

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// When it begins, in milliseconds UTC.
    pub at_ms: i64,
    /// How long it takes.
    pub minutes: u16,
    /// Where.
    pub place: String,
    /// An address on the web, for those who join from afar.
    pub link: String,
    /// How often it was changed: calendars take the latest.
    pub revision: u32,
    /// When it was set, in milliseconds UTC.
    pub set_at_ms: i64,
}

/// What the office wants it to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// When, by the clock of the call.
    pub at: DateTime,
    /// How long, in minutes.
    pub minutes: u16,
    /// Where.
    pub place: String,
    /// An address on the web.
    pub link: String,
}
