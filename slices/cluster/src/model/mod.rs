//! What a cluster is: types and rules, without database or web.

pub mod actor;
pub mod concept;
pub mod demo;
pub mod latest;
pub mod offers;
pub mod profile;
pub mod reading;
pub mod statement;
pub mod wanted;
mod written;
