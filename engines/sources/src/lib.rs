//! Pure parsers: the bytes of a source file in, evidence records out.
//!
//! Nothing here opens files, starts threads or knows how records are stored.

pub mod date;
pub mod record;
