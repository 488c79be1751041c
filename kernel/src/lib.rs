//! Words that every part of Bellwether shares: ids, time, languages, people, permission, paging, money.
//!
//! No business rules, no input or output.

pub mod actor;
pub mod amount;
pub mod clock;
pub mod ctx;
pub mod ids;
pub mod journal;
pub mod lang;
pub mod money;
pub mod named;
pub mod paging;
pub mod policy;
