//! The store on the disk: generations of Parquet parts and a full-text index that always agree.

pub mod check;
pub mod error;
pub mod evidence;
pub mod files;
pub mod inbox;
pub mod index;
pub mod part;
pub mod reindex;
pub mod snapshot;
