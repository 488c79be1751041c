//! PubMed XML: baseline and update files, E-utilities results, articles and books.

mod article;
mod book;
mod characters;
pub(crate) mod cutter;
mod dates;
mod identifiers;
mod people;
mod records;
mod scanner;
mod subjects;

pub(crate) use records::{looks_like, parse};
