//! Messages about a record of any slice: one thread for each record, between the sides that take part in it.
//!
//! Who takes part, on which side, and whose names are shown is said by the slice of the record ([`api::Records`]), each time
//! somebody looks: nothing of it is kept here. A reader sees what was written by the reader's side or to it, and nothing of the
//! rest: not even that there is any.

pub mod api;
mod http;
pub mod migrations;
pub mod model;
pub mod policy;
pub mod service;
pub mod slice;
mod source;
mod store;
mod urls;
pub mod views;
