//! The pages: one struct each.

pub mod book;
pub mod booking;
pub mod bookings;
pub mod calendar;
pub mod codes;
pub mod configuration;
pub mod days;
pub mod facilities;
pub mod facility;
pub mod files;
pub mod holidays;
pub mod keep;
pub mod kiosk;
pub mod labels;
pub mod money;
pub mod orders;
pub mod sample;
pub mod say;
pub mod statement_paper;
pub mod statements;
pub mod utilisation;
