//! PubMed, from bytes to records: real files, every field, broken files, random damage, other parsers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod broken;
mod differential;
mod fields;
mod mutations;
mod other_parser;
mod python;
mod reading;
mod sample;
