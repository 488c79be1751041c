//! What can be done with targets: build them from a source of links and the evidence, and look at them.

pub mod build;
mod counting;
mod emerging;
mod indicate;
mod known;
pub mod look;
mod outlook;
pub mod start;
