//! What can be done with foresight: build the landscape from the evidence, and look at it.

pub mod build;
pub mod comparing;
pub mod emerging;
mod identity;
mod indicate;
pub mod look;
mod outlook;
pub mod proposing;
mod reading;
pub mod start;
mod threads;
mod topics;
pub mod watching;
