//! Pages, JSON and files over HTTP. Handlers read the request, ask one service, and answer.

pub mod api;
pub mod export;
pub mod pages;
pub mod state;
