//! The routes: pages, the data of the map, files, the JSON API.

pub mod api;
pub mod builds;
pub mod compare;
pub mod emerging;
pub mod export;
pub mod forecast;
pub mod map;
pub mod pages;
pub mod people;
pub mod proposals;
pub mod report;
pub mod state;
pub mod watching;
