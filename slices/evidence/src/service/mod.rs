//! What people do with the evidence store: one public function per thing.

pub mod ingests;
pub mod job;
pub mod searching;
pub mod upload;
