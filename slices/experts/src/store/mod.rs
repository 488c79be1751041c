//! Files of experts: the published index, the spills of a build, the registry.

pub mod codec;
pub mod error;
pub mod folder;
pub mod index;
pub mod registry;
pub mod spill;
