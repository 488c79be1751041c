//! The wiring of Bellwether: settings, commands, and the slices put together.
//!
//! A library only so that tests can put the same parts together; the program is `main.rs`.

pub mod after_ingest;
pub mod backup;
pub mod charges;
pub mod clocks;
pub mod commands;
pub mod config;
pub mod install;
pub mod latest;
pub mod logs;
pub mod names;
pub mod offers;
pub mod records;
