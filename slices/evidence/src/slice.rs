//! What the evidence slice gives to the web.

use axum::Router;
use axum::routing::{get, post};
use bellwether_kernel::lang::Lang;
use bellwether_web::api::{MenuItem, Place, Slice};

use crate::http::{api, ingests, sources, uploads};
use crate::policy::Act;
use crate::service::ingests::Ingests;
use crate::store::evidence::Evidence;
use crate::urls;

/// The words of the slice.
pub const MESSAGES: &[(Lang, &str)] =
    &[(Lang::En, include_str!("../messages/sources.en.ftl")), (Lang::Ru, include_str!("../messages/sources.ru.ftl"))];

/// A form may bring so many of the longest files.
const FILES_AT_ONCE: u64 = 10;

/// The slice, over this store.
pub fn slice(evidence: Evidence, desk: Ingests) -> Slice {
    let largest = desk.largest_upload();
    let (operations, document) = api::routes(desk.clone()).split_for_parts();
    let pages = Router::new()
        .route(urls::SOURCES, get(sources::page))
        // The files of a form are read as they come, and bounded by what the slice says below.
        .route(urls::INBOX, post(uploads::from_form))
        .route(urls::INGESTS, get(ingests::list).post(ingests::start))
        .route("/evidence/ingests/{id}", get(ingests::one))
        .route("/evidence/ingests/{id}/stop", post(ingests::stop))
        .route("/evidence/ingests/{id}/events", get(ingests::events))
        .with_state(desk);
    Slice::new("evidence")
        .acts::<Act>()
        .routes(pages)
        .routes(operations)
        .api(document)
        .messages(MESSAGES)
        .upload(urls::INBOX, largest.saturating_mul(FILES_AT_ONCE))
        // A little more than a file may have: the service counts exactly, and says what is wrong.
        .upload(urls::INBOX_API, largest.saturating_add(1 << 20))
        .menu(MenuItem::new(Place::Evidence, "sources-title", urls::SOURCES).rank(200))
        .menu(MenuItem::new(Place::Evidence, "ingests-title", urls::INGESTS).rank(210).to_do(Act::SeeIngests))
        .gauge("evidence_records", "Records that can be found", move || evidence.snapshot().count() as f64)
}
