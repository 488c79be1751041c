//! Pages of targets: one struct each, with what is shown.

pub mod emerging;
pub mod made;
pub mod parts;
pub mod samples;
pub mod sentence;
pub mod target;
pub mod targets;
