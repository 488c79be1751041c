//! An ingest from beginning to end.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use bellwether_generations::folder::Writer;
use bellwether_kernel::ctx::Ctx;

use super::inputs::{Input, inputs};
use super::reading::{self, Arrival, Shared};
use super::stage::{OpenFile, Stage};
use crate::index::schema::Fields;
use crate::model::ledger::{Outcome, SourceFile};
use crate::model::progress::{FileReport, Progress, Report, Step};
use crate::store::error::StoreError;
use crate::store::evidence::Evidence;

/// How an ingest works.
#[derive(Clone, Copy, Debug)]
pub struct IngestOptions {
    /// Files are published together until they have so many records …
    pub publish_after_records: u64,
    /// … or so much time has passed, whichever comes first. A file is never divided.
    pub publish_after: Duration,
    /// Threads that parse, and threads that index.
    pub threads: usize,
}

impl Default for IngestOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        IngestOptions {
            publish_after_records: 200_000,
            publish_after: Duration::from_secs(20),
            threads: cores.clamp(1, 8),
        }
    }
}

impl Evidence {
    /// Reads files, and folders of files, into the store.
    ///
    /// What a file changes is visible whole or not at all. A broken file is refused with one reason, and the others go on.
    /// [`Progress::on_file`] is called when a file is safe on the disk; whatever happens afterwards, it stays. A file whose
    /// bytes were ingested before changes nothing. An error means that the store cannot be written; files that
    /// were not acknowledged by then have left no trace.
    pub fn ingest(
        &self,
        ctx: &Ctx,
        paths: &[PathBuf],
        options: &IngestOptions,
        progress: &dyn Progress,
    ) -> Result<Report, StoreError> {
        let inputs = inputs(paths);
        let mut writer = self.generations().writer(&format!("ingest of {} files", inputs.len()))?;
        let snapshot = self.snapshot();
        let ingested = snapshot.files().iter().filter(|file| matches!(file.outcome, Outcome::Ingested(_)));
        let known: HashMap<String, SourceFile> = ingested.map(|file| (file.sha256.clone(), file.clone())).collect();
        drop(snapshot);
        let fields = Fields::schema().1;
        let (stop, bytes, work) = (AtomicBool::new(false), AtomicU64::new(0), Mutex::new(None));
        let shared = Shared { known: &known, fields: &fields, stop: &stop, bytes: &bytes, threads: options.threads };
        std::thread::scope(|scope| {
            let arrivals = reading::start(scope, &inputs, &shared, &work);
            let mut run = Run {
                ctx,
                options,
                progress,
                inputs: &inputs,
                bytes: &bytes,
                started: Instant::now(),
                step: Step::default(),
                waiting: Vec::new(),
                report: Report::default(),
            };
            let ended = run.all(&mut writer, &arrivals);
            // Both let the threads end, which the scope waits for.
            stop.store(true, Ordering::Relaxed);
            drop(arrivals);
            // The snapshot of this process follows at once, so that the next question finds the new records.
            self.snapshot();
            ended.map(|()| run.report)
        })
    }
}

struct Run<'a> {
    ctx: &'a Ctx,
    options: &'a IngestOptions,
    progress: &'a dyn Progress,
    inputs: &'a [Input],
    bytes: &'a AtomicU64,
    started: Instant,
    step: Step,
    /// Files that are done and will be acknowledged with the next publication.
    waiting: Vec<FileReport>,
    report: Report,
}

/// Why a generation ended.
enum Ended {
    /// It is full: publish and go on.
    Full,
    /// There are no more files, or somebody stopped the ingest.
    Last,
}

impl Run<'_> {
    fn all(&mut self, writer: &mut Writer, arrivals: &Receiver<Arrival>) -> Result<(), StoreError> {
        self.step.files_total = self.inputs.len();
        self.step.bytes_total = self.inputs.iter().filter_map(|input| input.length.as_ref().ok()).sum();
        loop {
            let (stage, ended) = self.generation(writer, arrivals)?;
            if let Some(mut stage) = stage {
                stage.compact_mostly_dead()?;
                stage.publish()?;
            }
            self.acknowledge();
            if matches!(ended, Ended::Last) {
                return Ok(());
            }
        }
    }

    /// Adds files until enough can be published. The draft is begun with the first file that needs one.
    fn generation<'writer>(
        &mut self,
        writer: &'writer mut Writer,
        arrivals: &Receiver<Arrival>,
    ) -> Result<(Option<Stage<'writer>>, Ended), StoreError> {
        let (begun, mut writer, mut stage) = (Instant::now(), Some(writer), None::<Stage<'writer>>);
        loop {
            if self.progress.cancelled() {
                self.report.stopped = true;
                return Ok((stage, Ended::Last));
            }
            match arrivals.recv() {
                Err(_) => return Ok((stage, Ended::Last)),
                // Left over from a file that was given up.
                Ok(Arrival::Block(_) | Arrival::End(_)) => {}
                Ok(Arrival::Unreadable { name, reason }) => self.waiting.push(FileReport::Unreadable { name, reason }),
                Ok(Arrival::Known { name, before }) => self.waiting.push(FileReport::Known { name, before }),
                Ok(Arrival::File { name, sha256, bytes }) => {
                    let stage = match writer.take() {
                        Some(writer) => stage.insert(Stage::start(writer, self.options.threads)?),
                        None => stage.as_mut().expect("the writer was taken for it"),
                    };
                    self.step.file.clone_from(&name);
                    let done = match stage.ingested(&sha256).cloned() {
                        Some(before) => Some(FileReport::Known { name, before }),
                        None => self.file(stage, stage.open_file(name, sha256, bytes), arrivals)?,
                    };
                    self.waiting.extend(done);
                }
            }
            self.step.files_done = self.report.files.len() + self.waiting.len();
            match &stage {
                None => self.acknowledge(),
                Some(begun_stage) => {
                    let enough = begun_stage.records() >= self.options.publish_after_records;
                    if enough || begun.elapsed() >= self.options.publish_after {
                        return Ok((stage, Ended::Full));
                    }
                }
            }
        }
    }

    /// Adds one file; `None` if the ingest was stopped meanwhile.
    fn file(
        &mut self,
        stage: &mut Stage<'_>,
        mut file: OpenFile,
        arrivals: &Receiver<Arrival>,
    ) -> Result<Option<FileReport>, StoreError> {
        loop {
            let refused = match arrivals.recv() {
                Ok(Arrival::Block(prepared)) => match prepared.recv() {
                    Ok(Ok(prepared)) => {
                        self.step.records += prepared.changes.len() as u64;
                        stage.add(&mut file, prepared)?;
                        self.tell();
                        None
                    }
                    Ok(Err(reason)) => Some(reason),
                    Err(_) => Some("its text could not be prepared".to_owned()),
                },
                Ok(Arrival::End(Ok(()))) => {
                    return stage.keep(file, self.ctx.now()).map(|entry| Some(FileReport::Read(entry)));
                }
                Ok(Arrival::End(Err(reason))) => Some(reason),
                // The reader has ended, so the file will never be whole.
                Ok(_) | Err(_) => Some("it was not read to its end".to_owned()),
            };
            if let Some(reason) = refused {
                return stage.refuse(file, reason, self.ctx.now()).map(|entry| Some(FileReport::Read(entry)));
            }
            if self.progress.cancelled() {
                stage.undo(file)?;
                return Ok(None);
            }
        }
    }

    fn tell(&mut self) {
        self.step.bytes_done = self.bytes.load(Ordering::Relaxed).min(self.step.bytes_total);
        self.step.records_per_second = self.step.records as f64 / self.started.elapsed().as_secs_f64().max(0.001);
        self.progress.on_progress(&self.step);
    }

    /// What is published by now is safe: say so.
    fn acknowledge(&mut self) {
        for done in self.waiting.drain(..) {
            self.progress.on_file(&done);
            self.report.files.push(done);
        }
        self.step.files_done = self.report.files.len();
    }
}
