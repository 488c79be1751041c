//! Styles, scripts and icons, bundled by npm into `web/dist` and embedded in the binary.
//!
//! Names hold the hash of their content, so browsers keep them for ever. Without a bundle (a build before npm has run)
//! pages are plain and say so.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::error::WebError;

/// Where assets are served.
pub(crate) const ROUTE: &str = "/assets/{*name}";

// In a debug build the files are read from disk, so that styles can be changed without building again.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// What the bundle holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assets {
    /// `app.css` → `app.1a2b3c4d.css`.
    names: BTreeMap<String, String>,
    /// The inside of each icon's `<svg>`.
    icons: BTreeMap<String, String>,
}

impl Assets {
    /// No bundle.
    pub fn none() -> Self {
        Assets::default()
    }

    /// The bundle that was there when this was built (in a debug build: that is there now).
    pub fn load() -> Self {
        Assets { names: json("manifest.json"), icons: json("icons.json") }
    }

    /// Has npm bundled the assets?
    pub fn is_there(&self) -> bool {
        !self.names.is_empty()
    }

    /// The address of an asset by its plain name.
    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|hashed| format!("/assets/{hashed}"))
    }

    /// The inside of an icon's `<svg>`.
    pub fn icon(&self, name: &str) -> Option<&str> {
        self.icons.get(name).map(String::as_str)
    }
}

fn json(name: &str) -> BTreeMap<String, String> {
    let parsed = Dist::get(name).map(|file| serde_json::from_slice(&file.data));
    match parsed {
        Some(Ok(parsed)) => parsed,
        Some(Err(error)) => {
            tracing::error!(asset = name, error = %error, "cannot read asset {name}");
            BTreeMap::new()
        }
        None => BTreeMap::new(),
    }
}

/// The text of a list of the bundle, such as the licences.
pub(crate) fn text(name: &str) -> Option<String> {
    Dist::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

/// An asset for the server itself by its plain name, such as a font of printed documents.
pub fn embedded(name: &str) -> Option<Cow<'static, [u8]>> {
    let hashed = json("manifest.json").remove(name)?;
    Dist::get(&hashed).map(|file| file.data)
}

/// Serves an asset, in the smallest form that the browser takes.
pub(crate) async fn serve(Path(name): Path<String>, request: Request) -> Response {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let Some(plain) = Dist::get(&name).filter(|_| is_public(&name)) else { return WebError::NotFound.into_response() };
    let (file, encoding) = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(accepted, encoding))
        .find_map(|(encoding, suffix)| Some((Dist::get(&format!("{name}{suffix}"))?, Some(encoding))))
        .unwrap_or((plain, None));
    let etag = etag(&file);
    let mut headers = HeaderMap::new();
    let mut set = |name, value: &str| HeaderValue::from_str(value).map(|value| headers.insert(name, value));
    let _ = set(header::CONTENT_TYPE, content_type(&name));
    let _ = set(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    let _ = set(header::ETAG, &etag);
    let _ = set(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        let _ = set(header::CONTENT_ENCODING, encoding);
    }
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.data.into_owned()).into_response()
}

/// Lists of the bundle itself are for the server only.
fn is_public(name: &str) -> bool {
    [".css", ".js", ".svg", ".png", ".woff2", ".webmanifest"].iter().any(|ending| name.ends_with(ending))
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        parts.next() == Some(encoding) && parts.all(|part| part != "q=0")
    })
}

fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{short}\"")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_counts_only_when_it_is_wanted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("brotli", "br"));
        assert!(!accepts("", "gzip"));
    }

    #[test]
    fn lists_of_the_bundle_are_not_served() {
        assert!(is_public("app.1a2b.css"));
        assert!(!is_public("manifest.json"));
        assert!(!is_public("app.1a2b.css.br"));
    }
}
