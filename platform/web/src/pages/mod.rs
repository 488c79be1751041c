//! Pages of the kit itself: the API, and about this installation.

pub(crate) mod about;
pub(crate) mod api;
pub mod waiting;
