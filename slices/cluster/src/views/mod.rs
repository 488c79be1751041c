//! The portal's pages. Each is a struct with what it shows; none reads the database.

pub mod actor;
pub mod area;
pub mod home;
pub mod jsonld;
pub mod list;
pub mod members;
mod parts;
pub mod switch;
