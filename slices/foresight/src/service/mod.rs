//! What can be done with foresight: build the landscape from the evidence, and look at it.

pub mod build;
mod citing;
pub mod comparing;
pub mod emerging;
pub mod forecast;
pub mod hindcast;
mod identity;
mod indicate;
pub mod look;
pub mod mentions;
mod outlook;
pub mod people;
pub mod proposing;
mod reading;
pub mod report;
pub mod start;
mod threads;
mod topics;
pub mod watching;
