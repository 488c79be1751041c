//! The routes: pages, the data of the map, files, the JSON API.

pub mod api;
pub mod compare;
pub mod emerging;
pub mod export;
pub mod map;
pub mod pages;
pub mod proposals;
pub mod state;
pub mod watching;
