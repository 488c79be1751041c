//! Persons, organisations and bodies, and what is known of them. No database, no web.

pub mod actor;
pub mod addition;
pub mod bring;
pub mod clusters;
pub mod day;
pub mod duplicates;
pub mod fold;
pub mod identifier;
pub mod kinds;
pub mod lineage;
pub mod listing;
pub mod merged;
pub mod names;
pub mod personal;
pub mod wanted;
