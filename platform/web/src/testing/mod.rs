//! Tests of pages: renders each sample in each language, checks the HTML, and gives it in a form for snapshots.
//!
//! ```
//! use bellwether_kernel::lang::Lang;
//! use bellwether_web::api::{Page, Title, View};
//! use bellwether_web::testing;
//!
//! struct Greeting { name: String }
//!
//! impl View for Greeting {
//!     fn title(&self, page: &Page) -> Title { Title::new(page.t("greeting-title")) }
//!     fn body(&self, page: &Page) -> maud::Markup {
//!         maud::html! { p { (page.t_with("greeting", &[("name", (&self.name).into())])) } }
//!     }
//!     fn samples() -> Vec<(&'static str, Self)> {
//!         vec![("typical", Greeting { name: "Ada".into() }), ("hostile", Greeting { name: "<script>".into() })]
//!     }
//! }
//!
//! const WORDS: &[(Lang, &str)] = &[
//!     (Lang::En, "greeting-title = Greeting\ngreeting = Good day, { $name }"),
//!     (Lang::Ru, "greeting-title = Приветствие\ngreeting = Добрый день, { $name }"),
//! ];
//! for (name, html) in testing::render_samples::<Greeting>(WORDS) {
//!     // insta::assert_snapshot!(name, html);
//!     assert!(!html.contains("<script>"), "{name}");
//! }
//! testing::check_messages("greetings", WORDS, &[]);
//! ```

mod html;
mod messages;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use bellwether_kernel::actor::Actor;
use bellwether_kernel::lang::Lang;
use tower::ServiceExt;

use crate::components::lists::PersonalViews;
use crate::page::{Page, View};
use crate::site::Site;
use crate::visit::Visit;
use crate::words::Catalogue;

/// What a site answers to a reader of a path: the status, and the body up to 16 MB.
///
/// # Panics
/// If the path is none, or the body is longer.
pub async fn get(site: &Router, path: &str) -> (StatusCode, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).expect("a path");
    let Ok(response) = site.clone().oneshot(request).await;
    let status = response.status();
    let body = to_bytes(response.into_body(), 16 << 20).await.expect("a body that fits");
    (status, body.to_vec())
}

/// The text that a site answers to a reader of a path.
///
/// # Panics
/// If the answer is a refusal or no text.
pub async fn text(site: &Router, path: &str) -> String {
    let (status, body) = get(site, path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
    String::from_utf8(body).expect("text")
}

/// A page in this language for tests of views and components; the actor is a visitor.
///
/// # Panics
/// If the messages cannot be read.
pub fn page(lang: Lang, messages: &[(Lang, &str)]) -> Page {
    page_for(Actor::Visitor, lang, messages)
}

/// A page for this actor.
///
/// # Panics
/// If the messages cannot be read.
pub fn page_for(actor: Actor, lang: Lang, messages: &[(Lang, &str)]) -> Page {
    let files: Vec<_> = messages.iter().map(|(lang, source)| ("sample", *lang, *source)).collect();
    let catalogue = Catalogue::load(&files).unwrap_or_else(|error| panic!("{error}"));
    Page::new(Arc::new(Site::of_words(catalogue)), Arc::new(Visit::sample(lang)), actor)
}

/// The same page for somebody who saved these views of it.
pub fn with_views(page: Page, views: PersonalViews) -> Page {
    page.with_views(views)
}

/// The same page for somebody who wants times in this zone.
pub fn in_zone(page: Page, zone: jiff::tz::TimeZone) -> Page {
    page.in_zone(zone)
}

/// Renders every sample of a view in every language and checks its HTML. Gives `view.sample.lang` with indented HTML.
///
/// # Panics
/// If a sample's HTML is wrong; the message lists every fault.
pub fn render_samples<V: View>(messages: &[(Lang, &str)]) -> Vec<(String, String)> {
    let view = std::any::type_name::<V>().rsplit("::").next().unwrap_or_default().to_lowercase();
    let mut rendered = Vec::new();
    for lang in Lang::ALL {
        let page = page(lang, messages);
        for (sample, value) in V::samples() {
            let name = format!("{view}.{sample}.{}", lang.code());
            let title = value.title(&page);
            let whole = crate::layout::frame(&page, &title, &value.body(&page)).into_string();
            check_html(&name, &whole);
            rendered.push((name, indented(&format!("<h1>{}</h1>{}", title.text, value.body(&page).into_string()))));
        }
    }
    rendered
}

/// The same for pages that hold no script of their own: text of samples that passes on a script is found.
///
/// # Panics
/// Also if the body of a sample holds a script.
pub fn render_harmless_samples<V: View>(messages: &[(Lang, &str)]) -> Vec<(String, String)> {
    let rendered = render_samples::<V>(messages);
    for (name, html) in &rendered {
        // The heading in front is written as it is; the page's own frame escapes it.
        let body = html.split_once("</h1>").map_or(html.as_str(), |(_, body)| body);
        assert!(!body.contains("<script>"), "{name}");
    }
    rendered
}

/// Checks a whole page: elements nest, ids are unique, fields have labels, images have words, headings go down by one.
///
/// # Panics
/// If something is wrong; the message lists every fault.
pub fn check_html(name: &str, html: &str) {
    let faults = html::faults(html);
    assert!(faults.is_empty(), "{name}:\n  {}", faults.join("\n  "));
}

/// HTML with one element a line, for snapshots that can be read and compared.
pub fn indented(html: &str) -> String {
    html::indented(html)
}

/// Checks that a slice's message files define the same keys with the same values to put in, and that every key in
/// `sources` (texts of Rust files) exists.
///
/// # Panics
/// If a key is missing; the message lists every one.
pub fn check_messages(slice: &str, messages: &[(Lang, &str)], sources: &[&str]) {
    let faults = messages::faults(messages, sources);
    assert!(faults.is_empty(), "messages of {slice}:\n  {}", faults.join("\n  "));
}

/// The same, where the sources are all Rust files of a crate; give `env!("CARGO_MANIFEST_DIR")`.
///
/// # Panics
/// If a key is missing, or the folder cannot be read.
pub fn check_messages_of(crate_folder: &str, slice: &str, messages: &[(Lang, &str)]) {
    let sources = rust_sources(&format!("{crate_folder}/src"));
    check_messages(slice, messages, &sources.iter().map(String::as_str).collect::<Vec<_>>());
}

/// The texts of all Rust files under a folder, for [`check_messages`]; give `concat!(env!("CARGO_MANIFEST_DIR"), "/src")`.
///
/// # Panics
/// If the folder cannot be read.
pub fn rust_sources(folder: &str) -> Vec<String> {
    messages::rust_sources(std::path::Path::new(folder))
}
