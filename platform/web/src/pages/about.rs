//! About this installation: its version, and what it is made of with the licences.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::assets;
use crate::components::facts::facts;
use crate::components::states::empty_state;
use crate::components::tables::{Column, table};
use crate::error::PageResult;
use crate::page::{Page, View};
use crate::title::Title;

/// A package that others wrote.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Package {
    name: String,
    version: String,
    licence: String,
    /// The licence in full, where the package is handed on as a file rather than compiled in.
    #[serde(default)]
    text: String,
}

/// What the page shows.
pub(crate) struct About {
    version: &'static str,
    build: &'static str,
    crates: Vec<Package>,
    bundled: Vec<Package>,
}

impl About {
    fn of_this_build() -> Self {
        About {
            version: env!("CARGO_PKG_VERSION"),
            build: if cfg!(debug_assertions) { "development" } else { "release" },
            crates: packages("crates.json"),
            bundled: packages("licences.json"),
        }
    }

    fn packages(page: &Page, title: &str, packages: &[Package]) -> Markup {
        let columns = [
            Column::new(page.t("about-package")),
            Column::new(page.t("about-version")),
            Column::new(page.t("about-licence")),
        ];
        let rows: Vec<Vec<Markup>> = packages
            .iter()
            .map(|package| vec![html! { (package.name) }, html! { (package.version) }, html! { (package.licence) }])
            .collect();
        html! {
            @if rows.is_empty() {
                p { (page.t("about-unknown")) }
            } @else {
                (table(page, title, &columns, &rows))
            }
        }
    }
}

fn packages(name: &str) -> Vec<Package> {
    assets::text(name).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

impl View for About {
    fn title(&self, page: &Page) -> Title {
        Title::new(page.t("about-title")).lead(page.t("about-lead"))
    }

    fn body(&self, page: &Page) -> Markup {
        html! {
            (facts(&[
                (page.t("about-version"), html! { (self.version) }),
                (page.t("about-build"), html! { span lang="en" { (self.build) } }),
                (page.t("about-licence"), html! { "Apache-2.0 OR MIT" }),
            ]))
            @if self.crates.is_empty() && self.bundled.is_empty() {
                (empty_state(&page.t("about-none"), &page.t("no-assets"), None))
            } @else {
                h2 { (page.t("about-bundled")) }
                (About::packages(page, &page.t("about-bundled"), &self.bundled))
                p { a href="/about/licences" { (page.t("about-texts")) } }
                h2 { (page.t("about-crates")) }
                details {
                    summary { (page.t_with("about-crates-n", &[("n", self.crates.len().into())])) }
                    (About::packages(page, &page.t("about-crates"), &self.crates))
                }
            }
        }
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let package = |name: &str| Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            text: "Use it well.".to_owned(),
        };
        let empty = || About { version: "0.1.0", build: "release", crates: Vec::new(), bundled: Vec::new() };
        vec![
            ("empty", empty()),
            ("typical", About { crates: vec![package("lungs")], bundled: vec![package("<b>heart</b>")], ..empty() }),
        ]
    }
}

/// Serves the page.
pub(crate) async fn page(page: Page) -> PageResult {
    Ok(page.show(&About::of_this_build()))
}

/// Serves the licences of the bundled packages in full, as their authors ask.
pub(crate) async fn licences() -> Response {
    let texts: Vec<String> = packages("licences.json")
        .iter()
        .map(|package| format!("{} {} ({})\n\n{}\n", package.name, package.version, package.licence, package.text))
        .collect();
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], texts.join("\n----\n\n")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn samples_are_good_html_in_every_language() {
        for (name, html) in testing::render_samples::<About>(&[]) {
            insta::assert_snapshot!(name, html);
        }
    }
}
