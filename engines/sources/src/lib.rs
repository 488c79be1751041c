//! Pure parsers: the bytes of a source file in, evidence records out.
//!
//! Nothing here opens files, starts threads or knows how records are stored.
//! A file passes through [`gzip::reader`], [`blocks::Blocks`] and, in parallel if the caller likes, [`block::parse_block`].

mod bibtex;
pub mod block;
pub mod blocks;
mod calendar;
mod character_names;
mod citation;
pub mod date;
pub mod format;
pub mod gzip;
mod identifier;
mod json;
mod language;
mod openalex;
mod person;
mod plain;
pub mod problem;
mod pubmed;
pub mod record;
mod ris;
mod trials;
