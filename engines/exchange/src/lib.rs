//! The rules of the exchange: somebody offers a resource under conditions, others request it, it is decided, allocated
//! and used. Pure: the clock, the time zone and all that is known about the person who asks are arguments.
//!
//! A kind of exchange is a line of the closed enum [`kind::Kind`]; what all kinds share are the life cycles
//! ([`lifecycle`]), conditions that explain themselves ([`condition`], [`evaluate`]), capacity ([`capacity`]) and waiting
//! lists ([`waiting`]). It does not store anything and knows no words: an explanation is a key with values to put in.

pub mod calendar_rule;
pub mod call;
pub mod capacity;
pub mod condition;
pub mod evaluate;
pub mod explanation;
pub mod kind;
pub mod lifecycle;
mod named;
pub mod opening;
pub mod quote;
pub mod recurrence;
pub mod span;
pub mod waiting;
