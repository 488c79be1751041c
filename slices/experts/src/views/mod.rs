//! Pages of experts and institutions: one struct each, with what is shown.

pub mod expert;
pub mod experts;
pub mod institution;
pub mod institutions;
pub mod parts;
pub mod urls;
