//! Schemas of the document: their fields, and an example made of them.

use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::anchor;
use crate::components::tables::{Column, table};
use crate::page::Page;

/// Schemas may refer to themselves; examples stop here.
const DEEPEST: usize = 4;

/// All named schemas.
pub(super) fn all(page: &Page, document: &Value) -> Markup {
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    html! {
        @for (name, schema) in schemas {
            article.card.api-operation id={ "schema-" (anchor(name)) } lang="en" {
                h3 { code { (name) } }
                @if let Some(description) = schema["description"].as_str() { p { (description) } }
                @if schema["properties"].is_object() { (fields(page, name, schema)) } @else { p { (kind(schema)) } }
            }
        }
    }
}

fn fields(page: &Page, name: &str, schema: &Value) -> Markup {
    let columns =
        [Column::new(page.t("api-field")), Column::new(page.t("api-kind")), Column::new(page.t("api-meaning"))];
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().into_iter().flatten();
    let rows: Vec<Vec<Markup>> = properties
        .map(|(field, property)| {
            vec![
                html! { code { (field) } @if required.contains(&field.as_str()) { " *" } },
                kind(property),
                html! { (property["description"].as_str().unwrap_or_default()) },
            ]
        })
        .collect();
    table(page, name, &columns, &rows)
}

/// The kind of a value in a few words: `array of Fund`, `string (uuid), or null`, `one of day, year`.
pub(super) fn kind(schema: &Value) -> Markup {
    if let Some(name) = referred(schema) {
        return html! { a href={ "#schema-" (anchor(name)) } { (name) } };
    }
    if let Some(choices) = schema["enum"].as_array() {
        let choices: Vec<String> =
            choices.iter().map(|choice| choice.as_str().map_or_else(|| choice.to_string(), str::to_owned)).collect();
        return html! { "one of " (choices.join(", ")) };
    }
    if let Some(options) = ["oneOf", "anyOf", "allOf"].iter().find_map(|name| schema[*name].as_array()) {
        return html! { @for (at, option) in options.iter().enumerate() { @if at > 0 { " or " } (kind(option)) } };
    }
    if schema["items"].is_object() {
        return html! { "array of " (kind(&schema["items"])) };
    }
    let words = match &schema["type"] {
        Value::String(word) => word.clone(),
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "any".to_owned(),
    };
    html! { (words) @if let Some(format) = schema["format"].as_str() { " (" (format) ")" } }
}

fn referred(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next())
}

/// An example of a value, as JSON text.
pub(super) fn example(document: &Value, schema: &Value) -> String {
    serde_json::to_string_pretty(&value(document, schema, 0)).unwrap_or_default()
}

fn value(document: &Value, schema: &Value, depth: usize) -> Value {
    let given = [&schema["example"], &schema["examples"][0], &schema["default"], &schema["enum"][0]];
    if let Some(given) = given.into_iter().find(|given| !given.is_null()) {
        return given.clone();
    }
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(name) = referred(schema) {
        return value(document, &document["components"]["schemas"][name], depth + 1);
    }
    if let Some(options) = ["oneOf", "anyOf", "allOf"].iter().find_map(|name| schema[*name].as_array()) {
        let real = options.iter().find(|option| option["type"] != "null");
        return real.map_or(Value::Null, |option| value(document, option, depth + 1));
    }
    let word = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match word {
        Some("object") => object(document, schema, depth),
        Some("array") if depth < DEEPEST => json!([value(document, &schema["items"], depth + 1)]),
        Some("array") => json!([]),
        Some("integer") => json!(1),
        Some("number") => json!(1.5),
        Some("boolean") => json!(true),
        Some("string") => json!(match schema["format"].as_str() {
            Some("uuid") => "01890a5d-ac96-774b-bcce-b302099a8057",
            Some("date") => "2026-11-22",
            Some("date-time") => "2026-11-22T10:07:00Z",
            _ => "text",
        }),
        _ => Value::Null,
    }
}

fn object(document: &Value, schema: &Value, depth: usize) -> Value {
    let properties = schema["properties"].as_object().into_iter().flatten();
    Value::Object(
        properties.map(|(name, part)| (name.clone(), value(document, part, depth + 1))).collect::<Map<_, _>>(),
    )
}
