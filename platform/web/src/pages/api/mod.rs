//! The API's description: one OpenAPI 3.1 document made of what the slices say, and a page to read it without scripts.

mod document;
mod operations;
mod schemas;

use std::sync::Arc;

use axum::Json;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::Value;

pub(crate) use document::merged;
use operations::Operation;

use crate::error::{PageResult, WebError};
use crate::page::Page;
use crate::site::Site;
use crate::title::Title;

/// Serves the document.
pub(crate) async fn json(request: Request) -> Response {
    match request.extensions().get::<Arc<Site>>() {
        Some(site) => Json(&site.api).into_response(),
        None => WebError::NotFound.into_response(),
    }
}

/// Serves the page.
pub(crate) async fn page(page: Page) -> PageResult {
    let title = Title::new(page.t("api-title")).lead(page.t("api-lead"));
    let origin = page.site().options.public_origin.clone().unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    let body = body(&page, &page.site().api, &origin);
    Ok(page.render(title, body))
}

fn body(page: &Page, document: &Value, origin: &str) -> Markup {
    let operations = operations::of(document);
    let mut tags: Vec<&str> = operations.iter().map(|operation| operation.tag.as_str()).collect();
    tags.sort_unstable();
    tags.dedup();
    html! {
        p { a.btn href="/api/v1/openapi.json" { (page.t("api-document")) } }
        @if operations.is_empty() { p { (page.t("api-none")) } }
        div.split.split-left {
            (contents(page, &operations, &tags))
            div.api-parts {
                section aria-labelledby="api-errors" {
                    h2 #api-errors { (page.t("api-errors")) }
                    p.prose { (page.t("api-errors-help")) }
                    (problem_kinds(page))
                }
                @for tag in &tags {
                    section lang="en" {
                        h2 id={ "tag-" (anchor(tag)) } { (tag) }
                        @for operation in operations.iter().filter(|operation| operation.tag == *tag) {
                            (operations::article(page, document, operation, origin))
                        }
                    }
                }
                section {
                    h2 #schemas { (page.t("api-schemas")) }
                    (schemas::all(page, document))
                }
            }
        }
    }
}

fn contents(page: &Page, operations: &[Operation<'_>], tags: &[&str]) -> Markup {
    html! {
        nav.api-contents aria-label=(page.t("api-contents")) {
            ul.plain-list {
                @for tag in tags {
                    li {
                        a href={ "#tag-" (anchor(tag)) } lang="en" { strong { (tag) } }
                        ul.plain-list {
                            @for operation in operations.iter().filter(|operation| operation.tag == *tag) {
                                li { a href={ "#" (operation.anchor()) } { (operation.method) " " (operation.path) } }
                            }
                        }
                    }
                }
                li { a href="#schemas" { strong { (page.t("api-schemas")) } } }
            }
        }
    }
}

/// The kinds of problems, where their `type` points to.
fn problem_kinds(page: &Page) -> Markup {
    const KINDS: [(&str, u16); 11] = [
        ("bad-request", 400),
        ("sign-in-needed", 401),
        ("denied", 403),
        ("not-found", 404),
        ("conflict", 409),
        ("too-large", 413),
        ("unsupported-body", 415),
        ("invalid", 422),
        ("too-many", 429),
        ("internal", 500),
        ("unavailable", 503),
    ];
    html! {
        dl.facts {
            @for (kind, status) in KINDS {
                div id=(kind) { dt { (status) " " code { (kind) } } dd { (page.t(&format!("error-{kind}"))) } }
            }
        }
    }
}

/// A name as an anchor.
fn anchor(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use bellwether_kernel::lang::Lang;
    use serde_json::json;
    use utoipa::openapi::{Info, OpenApi, Paths};

    use super::*;
    use crate::testing;

    fn sample() -> Value {
        let mut document = merged(vec![OpenApi::new(Info::new("sample", "1"), Paths::new())]);
        document["paths"] = json!({
            "/api/v1/funds/{id}": {
                "get": {
                    "tags": ["funds"], "summary": "One fund", "description": "Money < and > its \"use\".",
                    "parameters": [
                        {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}},
                        {"name": "as_of", "in": "query", "schema": {"type": ["string", "null"], "enum": ["day", "year"]}}
                    ],
                    "responses": {"200": {"description": "The fund", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fund"}}}}}
                },
                "put": {
                    "tags": ["funds"], "summary": "Change a fund",
                    "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fund"}}}},
                    "responses": {"204": {"description": "Changed"}}
                }
            }
        });
        document["components"]["schemas"]["Fund"] = json!({
            "type": "object", "required": ["name"], "description": "Money for a purpose.",
            "properties": {
                "name": {"type": "string", "example": "Heart"},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Fund"}},
                "cents": {"type": "integer", "format": "int64", "minimum": 0}
            }
        });
        document
    }

    #[test]
    fn the_page_shows_every_operation_and_schema_in_good_html() {
        for lang in Lang::ALL {
            let page = testing::page(lang, &[]);
            let html = body(&page, &sample(), "https://cluster.example.org").into_string();
            testing::check_html("api", &format!("<h1>API</h1>{html}"));
            insta::assert_snapshot!(format!("api.{}", lang.code()), testing::indented(&html));
        }
    }

    #[test]
    fn every_operation_says_how_it_fails() {
        let document = super::document::with_problems(sample());
        let failing = &document["paths"]["/api/v1/funds/{id}"]["get"]["responses"]["default"];
        assert_eq!(failing["content"]["application/problem+json"]["schema"]["$ref"], "#/components/schemas/Problem");
        assert_eq!(document["openapi"], "3.1.0");
    }
}
