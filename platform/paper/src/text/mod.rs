//! From words to glyphs on lines.

pub(crate) mod clean;
pub(crate) mod lines;
pub(crate) mod shape;
