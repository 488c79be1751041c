//! What can be done with foresight: build the landscape from the evidence, and look at it.

mod citing;
mod identity;
mod indicate;
mod outlook;
pub mod reading;
pub mod threads;
mod topics;

pub mod build;
pub mod comparing;
pub mod emerging;
pub mod forecast;
pub mod hindcast;
pub mod look;
pub mod mentions;
pub mod people;
pub mod placing;
pub mod proposing;
pub mod report;
pub mod start;
pub mod watching;
