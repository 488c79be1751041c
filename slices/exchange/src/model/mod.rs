//! What the exchange is about: types and rules, without database or web.

pub mod booking;
pub mod calendar;
pub mod charge;
pub mod charges;
pub mod code;
pub mod configuration;
pub mod demo;
pub mod facility;
pub mod file;
pub mod holiday;
pub mod ical_in;
pub mod invitation;
pub mod order;
pub mod people;
pub mod standing;
pub mod statement;
pub mod told;
pub mod utilisation;
pub mod wish;
pub mod written;
