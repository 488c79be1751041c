//! What the pages show, ready for people.

pub mod help;
pub mod ingest;
pub mod ingests;
pub mod ledger;
mod problem;
pub mod record;
pub mod search;
pub mod sources;

use bellwether_kernel::lang::Lang;

/// The words of search, record and help pages.
pub const SEARCH_WORDS: &[(Lang, &str)] = &[
    (Lang::En, include_str!("../../messages/search.en.ftl")),
    (Lang::Ru, include_str!("../../messages/search.ru.ftl")),
];
