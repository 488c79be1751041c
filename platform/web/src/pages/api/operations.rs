//! Operations of the document: what to send, what comes back, and a line for the command line to try it.

use maud::{Markup, html};
use serde_json::Value;

use super::{anchor, schemas};
use crate::components::badges::badge;
use crate::components::states::Tone;
use crate::components::tables::{Column, table};
use crate::page::Page;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One operation.
pub(super) struct Operation<'a> {
    pub method: String,
    pub path: &'a str,
    pub tag: String,
    body: &'a Value,
}

impl Operation<'_> {
    pub fn anchor(&self) -> String {
        format!("op-{}{}", self.method.to_lowercase(), anchor(self.path))
    }

    fn text(&self, field: &str) -> &str {
        self.body[field].as_str().unwrap_or_default()
    }

    fn parameters(&self) -> &[Value] {
        self.body["parameters"].as_array().map_or(&[], Vec::as_slice)
    }
}

/// All operations in the order of their paths.
pub(super) fn of(document: &Value) -> Vec<Operation<'_>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(path, item)| {
            METHODS.into_iter().filter_map(move |method| {
                let body = item.get(method)?;
                let tag = body["tags"][0].as_str().unwrap_or("other").to_owned();
                Some(Operation { method: method.to_uppercase(), path, tag, body })
            })
        })
        .collect()
}

/// One operation in full.
pub(super) fn article(page: &Page, document: &Value, operation: &Operation<'_>, origin: &str) -> Markup {
    let tone = if operation.method == "GET" { Tone::Info } else { Tone::Warn };
    let body_schema = first_schema(&operation.body["requestBody"]);
    html! {
        article.card.api-operation id=(operation.anchor()) {
            h3 { (badge(tone, &operation.method)) " " code { (operation.path) } }
            @if !operation.text("summary").is_empty() { p { strong { (operation.text("summary")) } } }
            @if !operation.text("description").is_empty() { p { (operation.text("description")) } }
            @if !operation.parameters().is_empty() { (parameters(page, operation)) }
            @if let Some(schema) = body_schema {
                h4 { (page.t("api-body")) ": " (schemas::kind(schema)) }
                pre tabindex="0" { code { (schemas::example(document, schema)) } }
            }
            (answers(page, operation))
            h4 { (page.t("api-try")) }
            pre tabindex="0" { code { (curl(document, operation, origin)) } }
        }
    }
}

fn parameters(page: &Page, operation: &Operation<'_>) -> Markup {
    let columns = [
        Column::new(page.t("api-parameter")),
        Column::new(page.t("api-where")),
        Column::new(page.t("api-kind")),
        Column::new(page.t("api-meaning")),
    ];
    let rows: Vec<Vec<Markup>> = operation
        .parameters()
        .iter()
        .map(|parameter| {
            let text = |field: &str| parameter[field].as_str().unwrap_or_default().to_owned();
            let required = parameter["required"].as_bool().unwrap_or_default();
            vec![
                html! { code { (text("name")) } @if required { " *" } },
                html! { (text("in")) },
                schemas::kind(&parameter["schema"]),
                html! { (text("description")) },
            ]
        })
        .collect();
    let caption = format!("{}: {} {}", page.t("api-parameters"), operation.method, operation.path);
    table(page, &caption, &columns, &rows)
}

fn answers(page: &Page, operation: &Operation<'_>) -> Markup {
    let answers = operation.body["responses"].as_object().into_iter().flatten();
    html! {
        h4 { (page.t("api-answers")) }
        dl.facts {
            @for (status, answer) in answers {
                div {
                    dt { code { (status) } }
                    dd {
                        @let words = answer["description"].as_str().unwrap_or_default();
                        (words)
                        @if let Some(schema) = first_schema(answer) {
                            @if !words.is_empty() { ": " }
                            (schemas::kind(schema))
                        }
                    }
                }
            }
        }
    }
}

fn first_schema(holder: &Value) -> Option<&Value> {
    holder["content"].as_object()?.values().next()?.get("schema")
}

fn curl(document: &Value, operation: &Operation<'_>, origin: &str) -> String {
    let mut line = "curl".to_owned();
    if operation.method != "GET" {
        line.push_str(&format!(" -X {}", operation.method));
    }
    let mut address = format!("{origin}{}", operation.path);
    let asked = operation.parameters().iter().filter(|parameter| {
        parameter["in"] == "query" && (parameter["required"] == true || !parameter["example"].is_null())
    });
    for (at, parameter) in asked.enumerate() {
        let value = parameter["example"].as_str().map_or_else(|| "…".to_owned(), str::to_owned);
        let name = parameter["name"].as_str().unwrap_or_default();
        address.push_str(&format!("{}{name}={value}", if at == 0 { "?" } else { "&" }));
    }
    line.push_str(&format!(" '{address}'"));
    if let Some(schema) = first_schema(&operation.body["requestBody"]) {
        let compact: Value = serde_json::from_str(&schemas::example(document, schema)).unwrap_or(Value::Null);
        line.push_str(&format!(" \\\n  -H 'Content-Type: application/json' \\\n  -d '{compact}'"));
    }
    line
}
