//! The routes: pages, the data of the map, files, the JSON API.

pub mod api;
pub mod export;
pub mod forecast;
pub mod map;
pub mod pages;
pub mod report;
pub mod state;
