//! The routes: pages, files, the JSON API.

pub mod api;
pub mod export;
pub mod pages;
pub mod state;
