//! Taking source files from browsers and programs into the inbox.

use std::io;
use std::pin::pin;
use std::time::Duration;

use bellwether_db::DbError;
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::ids::Uuid;
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio_stream::{Stream, StreamExt};

use super::ingests::Ingests;
use crate::model::file_name::{FileName, NameProblem};
use crate::policy::Act;
use crate::store::inbox::{Arriving, Named, free_bytes, withdraw};

/// The kind of a file is told by so many of its first bytes, packed or not.
const HEAD: usize = 64 << 10;
/// So much of the text is looked at.
const TEXT: usize = 1 << 10;
/// What must stay free on the disk, for the database and the ingest to go on.
const RESERVE: u64 = 256 << 20;
/// The free space is looked at again after so many bytes.
const LOOK_AGAIN: u64 = 16 << 20;
/// A sender that is silent for so long has gone.
const SILENCE: Duration = Duration::from_secs(60);

/// Why a file was not taken. Nothing of it is left then.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The name is not taken.
    #[error(transparent)]
    Name(#[from] NameProblem),
    /// There is a file of this name.
    #[error("there is a file of this name in the inbox already")]
    Taken,
    /// Nothing was sent.
    #[error("the file is empty")]
    Empty,
    /// Its beginning is that of no source.
    #[error("not PubMed XML, OpenAlex, trials, RIS or BibTeX, plain or packed with gzip")]
    UnknownKind,
    /// It is longer than files may be.
    #[error("the file is longer than {limit} bytes")]
    TooLarge {
        /// The longest a file may be.
        limit: u64,
    },
    /// The disk has too little left.
    #[error("the disk has not enough space left")]
    NoSpace,
    /// The sender stopped before the end.
    #[error("the file did not arrive whole")]
    Cut,
    /// The file cannot be written.
    #[error("writing to the inbox")]
    Inbox(#[source] io::Error),
    /// The database failed.
    #[error("noting the file in the journal")]
    Db(#[from] DbError),
}

/// A file that is in the inbox now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Ingests {
    /// May the actor put files into the inbox?
    ///
    /// # Errors
    /// [`Denied`], before anything is read.
    pub fn permit_upload(&self, ctx: &Ctx) -> Result<(), UploadError> {
        Ok(ctx.permit(Act::Ingest, &Installation)?)
    }

    /// Takes one file as it comes. `declared` is the length that the sender gave, if it did.
    pub async fn receive<B: AsRef<[u8]>, E>(
        &self,
        ctx: &Ctx,
        name: &str,
        declared: Option<u64>,
        body: impl Stream<Item = Result<B, E>>,
    ) -> Result<Received, UploadError> {
        ctx.permit(Act::Ingest, &Installation)?;
        let name = FileName::parse(name)?;
        let limit = self.largest_upload;
        if declared.is_some_and(|length| length > limit) {
            return Err(UploadError::TooLarge { limit });
        }
        if tokio::fs::symlink_metadata(self.inbox.join(name.as_str())).await.is_ok() {
            return Err(UploadError::Taken);
        }
        let mut file = Arriving::begin(&self.inbox, &Uuid::now_v7().to_string()).await.map_err(of_disk)?;
        self.space_for(declared.unwrap_or(0)).await?;
        let (bytes, sha256) = self.copy(&mut file, declared, body).await?;
        if file.name(&name).await.map_err(of_disk)? == Named::Taken {
            return Err(UploadError::Taken);
        }
        let received = Received { name: name.as_str().to_owned(), bytes, sha256 };
        if let Err(error) = self.note(ctx, &received).await {
            // What nobody can be named for is not kept.
            withdraw(&self.inbox, &name).await.map_err(of_disk)?;
            return Err(error);
        }
        Ok(received)
    }

    async fn note(&self, ctx: &Ctx, received: &Received) -> Result<(), UploadError> {
        let noted = self.db.write(ctx, async |tx| {
            tx.journal(Entry::new("evidence.file_uploaded", "file", &received.name, received)).await
        });
        Ok(noted.await?)
    }

    async fn copy<B: AsRef<[u8]>, E>(
        &self,
        file: &mut Arriving,
        declared: Option<u64>,
        body: impl Stream<Item = Result<B, E>>,
    ) -> Result<(u64, String), UploadError> {
        let limit = self.largest_upload;
        let mut body = pin!(body);
        let (mut bytes, mut looked_at, mut digest) = (0_u64, 0_u64, Sha256::new());
        // The beginning is kept until it shows what the file is; then nothing more is.
        let mut head = Some(Vec::new());
        loop {
            let next = tokio::time::timeout(SILENCE, body.next()).await.map_err(|_| UploadError::Cut)?;
            let Some(chunk) = next else { break };
            let chunk = chunk.map_err(|_| UploadError::Cut)?;
            let chunk = chunk.as_ref();
            bytes += chunk.len() as u64;
            if bytes > limit {
                return Err(UploadError::TooLarge { limit });
            }
            if let Some(first) = &mut head {
                first.extend_from_slice(&chunk[..chunk.len().min(HEAD)]);
                if first.len() >= HEAD {
                    known_kind(first)?;
                    head = None;
                }
            }
            if bytes - looked_at >= LOOK_AGAIN {
                looked_at = bytes;
                self.space_for(0).await?;
            }
            digest.update(chunk);
            file.write(chunk).await.map_err(of_disk)?;
        }
        if let Some(first) = head {
            known_kind(&first)?;
        }
        if declared.is_some_and(|length| length != bytes) {
            return Err(UploadError::Cut);
        }
        Ok((bytes, digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    async fn space_for(&self, bytes: u64) -> Result<(), UploadError> {
        let free = free_bytes(&self.inbox).await.map_err(UploadError::Inbox)?;
        if free < bytes.saturating_add(RESERVE) { Err(UploadError::NoSpace) } else { Ok(()) }
    }
}

/// Refuses what is no source, by its first bytes.
fn known_kind(first: &[u8]) -> Result<(), UploadError> {
    use std::io::Read;

    if first.is_empty() {
        return Err(UploadError::Empty);
    }
    let mut text = Vec::new();
    // What follows is cut off, so an unpacker fails at its end; what it gave before that is enough.
    let mut reader = gzip::reader(first);
    let mut buffer = [0; TEXT];
    while text.len() < TEXT {
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => text.extend_from_slice(&buffer[..read]),
        }
    }
    text.truncate(TEXT);
    Format::detect("", &text).map(|_| ()).ok_or(UploadError::UnknownKind)
}

fn of_disk(error: io::Error) -> UploadError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => UploadError::NoSpace,
        _ => UploadError::Inbox(error),
    }
}
