//! The whole result of a search as a file, and one record as a citation.

use std::convert::Infallible;
use std::io::{self, Write};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bellwether_sources::record::Key;
use bellwether_web::api::{Page, PageResult, WebError};
use bellwether_web::extract::{Path, Query};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use crate::model::params::SearchParams;
use crate::search::export::{Format, export, export_one};
use crate::service::searching::SearchState;

/// Bytes that are collected before they are sent.
const CHUNK_BYTES: usize = 64 * 1024;
/// Chunks that may wait for a slow receiver.
const WAITING_CHUNKS: usize = 4;

/// The format that is wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormatParam {
    /// `ris`, `bibtex`, `csv`, `xlsx` (the first 10,000 records), `jsonl` or `parquet`.
    pub format: String,
}

/// Every hit of a search as a file, in the order of the store.
#[utoipa::path(
    get, path = "/api/v1/evidence/export", tag = "evidence", params(SearchParams, FormatParam),
    responses((status = OK, description = "The file", content_type = "application/octet-stream"),
        (status = UNPROCESSABLE_ENTITY, description = "The query or the format is wrong"))
)]
pub async fn get(
    page: Page,
    State(state): State<SearchState>,
    Query(params): Query<SearchParams>,
    Query(format): Query<FormatParam>,
) -> PageResult {
    let format = known(&format.format)?;
    let query = params.query().map_err(|error| WebError::field("q", error.to_string()))?;
    let request = params.request(query);
    let (engine, snapshot) = state.work(page.ctx(), |engine, snapshot| Ok::<_, Infallible>((engine, snapshot))).await?;
    let (sender, receiver) = mpsc::channel(WAITING_CHUNKS);
    tokio::task::spawn_blocking(move || {
        let out = Chunks { sender: sender.clone(), waiting: Vec::with_capacity(CHUNK_BYTES) };
        if let Err(error) = export(&engine, &snapshot, &request, format, out) {
            tracing::warn!(error = &error as &dyn std::error::Error, "an export stopped early");
            // Breaks the connection, so that the receiver does not take the beginning for the whole.
            let _ = sender.blocking_send(Err(io::Error::other("the export stopped early")));
        }
    });
    Ok(file(format, "bellwether-evidence", Body::from_stream(ReceiverStream::new(receiver))))
}

/// One record as a citation file.
pub async fn citation(
    page: Page,
    State(state): State<SearchState>,
    Path(key): Path<String>,
    Query(format): Query<FormatParam>,
) -> PageResult {
    let format = known(&format.format)?;
    let key: Key = key.parse().map_err(|_| WebError::NotFound)?;
    let name = key.to_string().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let record = state.work(page.ctx(), move |_, snapshot| snapshot.record(&key)).await?.ok_or(WebError::NotFound)?;
    let (sender, receiver) = mpsc::channel(WAITING_CHUNKS);
    tokio::task::spawn_blocking(move || {
        let out = Chunks { sender, waiting: Vec::new() };
        if let Err(error) = export_one(&record, format, out) {
            tracing::warn!(error = &error as &dyn std::error::Error, "a citation could not be written");
        }
    });
    Ok(file(format, &name, Body::from_stream(ReceiverStream::new(receiver))))
}

fn known(name: &str) -> Result<Format, WebError> {
    let names = || Format::ALL.map(Format::name).join(", ");
    Format::from_name(name).ok_or_else(|| WebError::field("format", format!("one of {}", names())))
}

fn file(format: Format, name: &str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.extension());
    let head = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (head, body).into_response()
}

/// Sends what is written in chunks; waits while the receiver is slow, fails when it has gone.
struct Chunks {
    sender: mpsc::Sender<io::Result<Bytes>>,
    waiting: Vec<u8>,
}

impl Chunks {
    fn send(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.waiting));
        self.sender.blocking_send(Ok(chunk)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= CHUNK_BYTES {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        let _ = self.send();
    }
}
