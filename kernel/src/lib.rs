//! Words that every part of Bellwether shares: ids, time, languages, people, permission, paging.
//!
//! No business rules, no input or output.

pub mod actor;
pub mod clock;
pub mod ctx;
pub mod ids;
pub mod journal;
pub mod lang;
pub mod paging;
pub mod policy;
