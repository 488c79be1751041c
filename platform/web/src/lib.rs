//! The web kit: layout, languages, forms, tables, errors, assets, security headers.
//!
//! A slice makes a [`slice::Slice`] and writes pages with [`page::Page`] and [`components`]; `apps/bellwether` hands all
//! slices to [`app::app`]. Nothing here knows what the pages are about.

pub mod api;
pub mod app;
pub mod components;
pub mod download;
pub mod error;
pub mod extract;
pub mod format;
pub mod ical;
pub mod links;
pub mod options;
pub mod page;
pub mod sheet;
pub mod slice;
pub mod testing;
pub mod title;
pub mod visit;
pub mod waiting;
pub mod words;

mod assets;
mod bounds;
mod layout;
mod pages;
mod problem;
mod security;
mod site;
mod telemetry;
