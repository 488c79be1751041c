//! The description of the API as a contract: values are checked against its schemas.

use serde_json::Value;

/// What in the value breaks the schema, each with its place. Fields that the schema does not name break it too.
pub fn faults(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return match resolved(document, reference) {
            Some(schema) => faults(document, schema, value, place),
            None => vec![format!("{place}: {reference} is not in the document")],
        };
    }
    if let Some(options) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let fits = options.iter().any(|option| faults(document, option, value, place).is_empty());
        return if fits { vec![] } else { vec![format!("{place}: {value} is none of {options:?}")] };
    }
    if schema["allOf"].is_array() {
        return object(document, &merged(document, schema), value, place);
    }
    if let Some(choices) = schema["enum"].as_array()
        && !choices.contains(value)
    {
        return vec![format!("{place}: {value} is none of {choices:?}")];
    }
    if !is_of_type(&schema["type"], value) {
        return vec![format!("{place}: {value} is not {}", schema["type"])];
    }
    match value {
        Value::Object(_) => object(document, schema, value, place),
        Value::Array(items) if schema["items"].is_object() => {
            let each = items.iter().enumerate();
            each.flat_map(|(at, item)| faults(document, &schema["items"], item, &format!("{place}[{at}]"))).collect()
        }
        _ => vec![],
    }
}

/// The schema that a reference names.
pub fn resolved<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    document.pointer(reference.strip_prefix('#')?)
}

/// All parts of `allOf` as one object.
fn merged(document: &Value, schema: &Value) -> Value {
    let mut whole = serde_json::json!({ "type": "object", "properties": {}, "required": [] });
    let parts = schema["allOf"].as_array().into_iter().flatten();
    for part in parts {
        let part = part["$ref"].as_str().and_then(|reference| resolved(document, reference)).unwrap_or(part);
        let part = if part["allOf"].is_array() { &merged(document, part) } else { part };
        for (name, property) in part["properties"].as_object().into_iter().flatten() {
            whole["properties"][name] = property.clone();
        }
        let required = part["required"].as_array().into_iter().flatten().cloned();
        whole["required"].as_array_mut().unwrap().extend(required);
    }
    whole
}

fn object(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let Some(fields) = value.as_object() else { return vec![format!("{place}: {value} is no object")] };
    let mut found = Vec::new();
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    found.extend(required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{place}: {name} is missing")));
    for (name, field) in fields {
        let place = format!("{place}.{name}");
        let other = &schema["additionalProperties"];
        match schema["properties"].get(name) {
            Some(property) => found.extend(faults(document, property, field, &place)),
            None if other.is_object() => found.extend(faults(document, other, field, &place)),
            // A schema that says nothing of fields lets everything pass; one that does must name them all.
            None if schema["properties"].is_object() => found.push(format!("{place} is not in the schema")),
            None => {}
        }
    }
    found
}

fn is_of_type(kind: &Value, value: &Value) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| is_of_type(kind, value)),
        Value::String(kind) => match kind.as_str() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            _ => false,
        },
        _ => true,
    }
}
