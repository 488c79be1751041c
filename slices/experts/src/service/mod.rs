//! What can be done with experts: build them from the evidence, and look at them.

pub mod build;
mod contributions;
mod find_institutions;
pub mod look;
mod mentions;
mod persons;
mod profiles;
mod walk;
