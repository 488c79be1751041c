//! Answers that are files to keep: a name, a kind, and for tables cells that no spreadsheet takes for formulas.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::error::WebError;

/// A file to keep. Names are ours, so they hold no quotes and nothing beyond ASCII.
pub fn file(name: &str, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = body.into().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A table as a CSV file.
pub fn csv<C: AsRef<str>>(
    name: &str,
    head: &[&str],
    rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>,
) -> Result<Response, WebError> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(head).map_err(WebError::internal)?;
    for row in rows {
        let cells = row.into_iter().map(|cell| harmless(cell.as_ref()));
        lines.write_record(cells).map_err(WebError::internal)?;
    }
    let bytes = lines.into_inner().map_err(|error| WebError::internal(error.into_error()))?;
    Ok(file(name, "text/csv; charset=utf-8", bytes))
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text_and_never_formulas() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("a = b"), "a = b");
    }
}
