//! The pages: one struct each.

pub mod book;
pub mod booking;
pub mod bookings;
pub mod calendar;
pub mod days;
pub mod facilities;
pub mod facility;
pub mod keep;
pub mod sample;
pub mod say;
