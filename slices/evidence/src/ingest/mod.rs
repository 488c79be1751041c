//! Source files into the store.
//!
//! ```text
//! reading (1 thread)      preparing (a few)             storing (the caller's thread)       indexing (tantivy's)
//! hash, unzip, cut   ──►  parse; Arrow batch and   ──►  place, replace, delete; Parquet  ──►  segments
//!                         document of each record       end of file: keep or undo
//! ```
//!
//! All channels are short, so memory does not grow with the files. Blocks are stored in the order of the file. Each file is
//! kept or undone whole; kept files are published together and acknowledged only then.

pub mod compaction;
pub mod inputs;
pub mod run;

mod prepare;
mod reading;
mod stage;
