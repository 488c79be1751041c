//! What people are told by mail, over a real connection to a mail server, on every database.
#![expect(clippy::unwrap_used, reason = "test code")]

mod bookings;
mod calls;
mod mail;
