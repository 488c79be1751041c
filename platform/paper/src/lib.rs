//! Printed documents: headings, paragraphs, lists, tables that break over pages, figures drawn from data, on A4 as PDF.
//!
//! A document is a value ([`model::Document`]); [`pdf::render`] gives its bytes. The same document gives the same bytes: no
//! clock, no random ids. Files are tagged (PDF/UA-1), carry their language, bookmarks and metadata, and embed only the
//! letters that they use. It knows no business, no web and no disk: fonts are handed in ([`fonts::Fonts`]).

pub mod charts;
pub mod drawing;
pub mod fonts;
pub mod model;
pub mod pdf;

mod flow;
mod text;
