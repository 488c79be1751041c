//! Subject headings (MeSH): names and synonyms to descriptors, descriptors to narrower and broader ones.
//!
//! Pure: bytes of a vocabulary file in, a compact table out. Where the file comes from and where it is kept is
//! not known here. All text lies in one string and all lookups are binary searches, so that the whole of MeSH
//! takes about 25 MB and loads in a fraction of a second.

mod build;
pub mod file;
mod nlm;
pub mod normal;
pub mod tsv;
pub mod vocabulary;

pub use vocabulary::{Heading, Vocabulary};
