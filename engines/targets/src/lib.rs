//! Targets as a second lens: which papers speak of which human gene, and how many did each year.
//!
//! Pure: lines or rows in, links and series out; unpacking and databases are the caller's business. See `README.md` for
//! the sources and their formats.

pub mod gene;
pub mod gene2pubmed;
pub mod gene_info;
pub mod org_db;
pub mod series;
pub mod shared;
pub mod years;
