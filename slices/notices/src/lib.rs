//! What happened that people want to be told by mail.
//!
//! A notice is noted in the transaction in which something happens: for whom, of which kind, about which record, and no words.
//! When it is due, whoever knows the record says what the person may see of it then, in the person's language; that becomes a
//! letter of `platform/mail`, at once or gathered into one a day, as the person chose.

pub mod api;
mod bookings;
mod calls;
mod frame;
mod http;
pub mod migrations;
pub mod model;
pub mod policy;
mod post;
mod remind;
pub mod service;
pub mod slice;
mod store;
mod urls;
pub mod views;
