//! What can be done with foresight: build the landscape from the evidence, and look at it.

pub mod build;
mod identity;
mod indicate;
pub mod look;
pub mod mentions;
mod outlook;
mod reading;
pub mod start;
mod threads;
mod topics;
