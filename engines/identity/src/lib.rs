//! Who is who: authors grouped into persons, affiliations matched to organisations.
//!
//! Pure and deterministic: text and numbers in, groups and matches with a stated confidence out. See `README.md`
//! for the methods and their measured quality.

pub mod countries;
pub mod lexicon;
pub mod logistic;
pub mod organisations;
pub mod persons;
pub mod places;
pub mod registry;
pub mod text;
