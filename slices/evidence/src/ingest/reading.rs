//! The threads in front of the store: one reads and cuts files, a few parse and prepare their blocks.
//!
//! Blocks are prepared at the same time and arrive in order: with each block the reader sends its future result ahead.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::Scope;

use bellwether_sources::block::Block;
use bellwether_sources::blocks::Blocks;
use bellwether_sources::format::Format;
use bellwether_sources::gzip;

use super::inputs::{Input, fingerprint};
use super::prepare::{Prepared, prepare};
use crate::index::schema::Fields;
use crate::model::ledger::SourceFile;

/// So many blocks may be on their way between reading and storing. A block is a megabyte of text and becomes a few.
const BLOCKS_UNDER_WAY: usize = 6;

/// What the storing thread receives, in order.
pub(crate) enum Arrival {
    /// A file begins.
    File { name: String, sha256: String, bytes: u64 },
    /// A file that was ingested before; nothing more of it follows.
    Known { name: String, before: SourceFile },
    /// A file that cannot be read; nothing more of it follows.
    Unreadable { name: String, reason: String },
    /// The next block of the file, once it is prepared.
    Block(Receiver<Result<Prepared, String>>),
    /// The file ends: whole, or with the reason why it is not.
    End(Result<(), String>),
}

/// What the threads share.
pub(crate) struct Shared<'a> {
    /// The files that are in the store, by SHA-256.
    pub known: &'a HashMap<String, SourceFile>,
    /// The fields of the index.
    pub fields: &'a Fields,
    /// Set to make all threads stop soon.
    pub stop: &'a AtomicBool,
    /// Bytes of files that were read.
    pub bytes: &'a AtomicU64,
    /// Threads that prepare.
    pub threads: usize,
}

/// A block and where to send what becomes of it.
type Work = (Block, SyncSender<Result<Prepared, String>>);

/// Starts the threads. They end when the inputs end, or when nobody listens any more.
pub(crate) fn start<'scope, 'env>(
    scope: &'scope Scope<'scope, 'env>,
    inputs: &'env [Input],
    shared: &'env Shared<'env>,
    work: &'env Mutex<Option<Receiver<Work>>>,
) -> Receiver<Arrival> {
    let (to_workers, from_reader) = sync_channel::<Work>(shared.threads);
    *work.lock().unwrap_or_else(PoisonError::into_inner) = Some(from_reader);
    for _ in 0..shared.threads {
        scope.spawn(|| prepare_all(work, shared.fields));
    }
    let (to_store, arrivals) = sync_channel(BLOCKS_UNDER_WAY);
    scope.spawn(move || {
        let reader = Reader { shared, to_store, to_workers };
        // A failure to send means that the storing thread has stopped listening.
        let _ = inputs.iter().try_for_each(|input| reader.file(input));
    });
    arrivals
}

fn prepare_all(work: &Mutex<Option<Receiver<Work>>>, fields: &Fields) {
    loop {
        // Held while waiting: the next block goes to whoever waits first, the others wait for the lock.
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(|work| work.recv().ok());
        let Some((block, answer)) = next else { return };
        // Nobody waits for a block of a file that was given up.
        let _ = answer.send(prepare(&block, fields));
    }
}

/// The storing thread does not listen any more.
struct Abandoned;

struct Reader<'a> {
    shared: &'a Shared<'a>,
    to_store: SyncSender<Arrival>,
    to_workers: SyncSender<Work>,
}

impl Reader<'_> {
    fn file(&self, input: &Input) -> Result<(), Abandoned> {
        let name = input.name.clone();
        match fingerprint(&input.path) {
            Err(error) => self.send(Arrival::Unreadable { name, reason: error.to_string() }),
            Ok((sha256, bytes)) => {
                if let Some(before) = self.shared.known.get(&sha256).cloned() {
                    self.shared.bytes.fetch_add(bytes, Ordering::Relaxed);
                    return self.send(Arrival::Known { name, before });
                }
                self.send(Arrival::File { name, sha256, bytes })?;
                let whole = self.text(input, bytes)?;
                self.send(Arrival::End(whole))
            }
        }
    }

    /// Reads the text of a file. The inner result says whether all of it could be read and cut.
    fn text(&self, input: &Input, bytes: u64) -> Result<Result<(), String>, Abandoned> {
        let read = AtomicU64::new(0);
        let opened = File::open(&input.path).map(|file| Counting { file, here: &read, all: self.shared.bytes });
        let (format, text) = match opened.and_then(|file| first_bytes(gzip::reader(file))) {
            Ok((first, rest)) => match Format::detect(&input.name, &first) {
                Some(format) => (format, Cursor::new(first).chain(rest)),
                None => return Ok(Err(unknown(&first))),
            },
            // Said with its place, as every other fault of a file.
            Err(error) => return Ok(Err(format!("{error} (line 1, byte 0)"))),
        };
        for block in Blocks::new(format, text) {
            if self.shared.stop.load(Ordering::Relaxed) {
                return Err(Abandoned);
            }
            let block = match block {
                Ok(block) => block,
                Err(error) => return Ok(Err(error.to_string())),
            };
            let (answer, prepared) = sync_channel(1);
            self.send(Arrival::Block(prepared))?;
            self.to_workers.send((block, answer)).map_err(|_| Abandoned)?;
        }
        let now = read.load(Ordering::Relaxed);
        if now != bytes {
            return Ok(Err(format!("the file was changed while it was read: {bytes} bytes, then {now}")));
        }
        Ok(Ok(()))
    }

    fn send(&self, arrival: Arrival) -> Result<(), Abandoned> {
        self.to_store.send(arrival).map_err(|_| Abandoned)
    }
}

/// The first kilobyte, by which the format is known, and the rest.
fn first_bytes<R: Read>(mut text: R) -> io::Result<(Vec<u8>, R)> {
    let mut first = Vec::with_capacity(1024);
    text.by_ref().take(1024).read_to_end(&mut first)?;
    Ok((first, text))
}

fn unknown(first: &[u8]) -> String {
    if first.is_empty() {
        return "the file is empty (line 1, byte 0)".to_owned();
    }
    let begin: String = String::from_utf8_lossy(first).chars().take(40).collect();
    format!("no source writes files that begin like this: {begin:?} (line 1, byte 0)")
}

/// Counts what is read of a file.
struct Counting<'a> {
    file: File,
    here: &'a AtomicU64,
    all: &'a AtomicU64,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.here.fetch_add(read as u64, Ordering::Relaxed);
        self.all.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
