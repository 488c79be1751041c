//! The SQL of threads, messages and readers.

pub mod reader;
pub mod thread;
