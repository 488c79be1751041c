//! One document out of many: the slices' descriptions, and the problems that every operation may answer with.

use serde_json::{Value, json};
use utoipa::openapi::{ComponentsBuilder, Contact, Info, License, OpenApi, Paths};
use utoipa::{PartialSchema, ToSchema};

use crate::error::FieldProblem;
use crate::problem::Problem;

/// The document of all slices.
pub(crate) fn merged(slices: Vec<OpenApi>) -> Value {
    let mut info = Info::new("Bellwether", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Evidence, experts and clusters as JSON. The web pages use the same services. Times are UTC; ids are opaque; \
         lists are paged by key: pass `next` of one answer as `after` of the next request."
            .to_owned(),
    );
    info.license = Some(License::new("Apache-2.0 OR MIT"));
    info.contact = None::<Contact>;
    let mut document = OpenApi::new(info, Paths::new());
    for slice in slices {
        document.merge(slice);
    }
    let problems = ComponentsBuilder::new()
        .schema(Problem::name(), Problem::schema())
        .schema(FieldProblem::name(), FieldProblem::schema())
        .build();
    let mut kit = OpenApi::new(Info::new("kit", "1"), Paths::new());
    kit.components = Some(problems);
    document.merge(kit);
    with_problems(serde_json::to_value(document).unwrap_or(Value::Null))
}

/// A name of the operation that no other has: `get_evidence_records_key`. Generators of clients make functions of it.
fn id(method: &str, address: &str) -> String {
    let parts = address.trim_start_matches("/api/v1").split('/').filter(|part| !part.is_empty());
    let words = parts.map(|part| part.trim_matches(['{', '}']).replace(|letter: char| !letter.is_alphanumeric(), "_"));
    std::iter::once(method.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}

/// Every operation has a name of its own; every one may fail, and fails in one form.
pub(super) fn with_problems(mut document: Value) -> Value {
    let failing = json!({
        "description": "A problem in the form of RFC 9457",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    });
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    for (address, path) in paths {
        let operations = path.as_object_mut().into_iter().flatten().filter(|(_, operation)| operation.is_object());
        for (method, operation) in operations {
            operation["operationId"] = Value::String(id(method, address));
            if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
                responses.entry("default").or_insert_with(|| failing.clone());
            }
        }
    }
    document
}
