//! The parts that pages are made of. Each is a small function or builder that gives markup; none knows a slice.

pub mod badges;
pub mod bars;
pub mod chips;
pub mod facts;
pub mod fan;
pub mod forms;
pub mod icons;
pub mod lists;
pub mod menus;
pub mod paging;
pub mod part;
pub mod progress;
pub mod spark;
pub mod states;
pub mod tables;
