//! Builds the landscape anew from a snapshot of the evidence, and publishes it whole.
//!
//! Same records, same settings, same ids of earlier topics: the same files, byte for byte, whatever the number of
//! threads. The texts of all records are in memory while it is built.

use std::sync::Arc;

use bellwether_evidence::api::{SearchError, Snapshot, StoreError as EvidenceError};
use bellwether_kernel::ctx::Denied;
use bellwether_landscape::build::{self as engine, BuildError as EngineError};
use bellwether_landscape::progress::{Progress, Step};
use bellwether_query::error::QueryError;
use bellwether_vocabulary::Vocabulary;

use crate::model::extent::{order_of_points, whole};
use crate::model::point::{NO_TOPIC, Point};
use crate::model::status::{FORMAT, Settings, SettingsError, Status};
use crate::service::reading;
use crate::service::threads::Threads;
use crate::service::topics::{self, Frame};
use crate::service::{identity, outlook};
use crate::store::error::StoreError;
use crate::store::folder::{Folder, Whole};
use crate::store::known::ToKeep;

pub use bellwether_jobs::Watch;

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The settings cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The query of the settings cannot be read.
    #[error("the query of the settings: {0}")]
    Query(#[from] QueryError),
    /// The records of the query could not be found.
    #[error("finding the records")]
    Search(#[from] SearchError),
    /// The evidence could not be read.
    #[error("reading the evidence")]
    Evidence(#[from] EvidenceError),
    /// There is nothing to compare, such as one record only.
    #[error("there is no landscape of these records: {0}")]
    Nothing(EngineError),
    /// More topics than a point can name.
    #[error("the records fall into {0} topics, more than the 65,534 that a map can hold")]
    TooManyTopics(usize),
    /// The landscape could not be written.
    #[error("writing the landscape")]
    Store(#[from] StoreError),
    /// Somebody called it off.
    #[error("called off")]
    Stopped,
}

impl From<EngineError> for BuildError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Stopped(_) => BuildError::Stopped,
            other => BuildError::Nothing(other),
        }
    }
}

/// What a build is made of.
pub struct Wanted<'a> {
    /// The records.
    pub snapshot: &'a Snapshot,
    /// Subject headings with their trees, where the installation has them.
    pub mesh: Option<Arc<Vocabulary>>,
    /// How to build.
    pub settings: Settings,
    /// Do topics keep the ids and labels of the landscape that is published now?
    pub keep_ids: bool,
    /// Noted as the time of the build, in milliseconds since 1970.
    pub now_ms: i64,
}

/// Builds and publishes; `clock_seconds` measures how long it takes.
pub fn build(
    folder: &Folder,
    wanted: &Wanted<'_>,
    clock_seconds: &dyn Fn() -> f64,
    watch: &dyn Watch,
) -> Result<Status, BuildError> {
    let started = clock_seconds();
    let settings = &wanted.settings;
    let earlier = if wanted.keep_ids { folder.edition()? } else { None };
    let read = reading::read(wanted.snapshot, wanted.mesh.as_ref(), &settings.query, watch)?;
    let pool = Threads::all();
    let mut told = |progress: Progress| {
        watch.on_progress(step_name(progress.step), progress.done as u64, progress.total as u64);
        !watch.cancelled()
    };
    let landscape = engine::build(&read, &read.citations, &options(settings), &pool, &mut told)?;
    let frame = Frame::of(&read, &landscape);
    if frame.topics() >= usize::from(NO_TOPIC) {
        return Err(BuildError::TooManyTopics(frame.topics()));
    }
    let mut all = topics::describe(&frame, settings.seed, &pool, watch)?;
    let next_id = identity::give(&mut all, &frame, earlier.as_deref());
    outlook::foretell(&mut all, frame.run(), watch)?;
    let (points, keys) = points(&frame, settings.seed);
    let status = Status {
        evidence: wanted.snapshot.number(),
        settings: settings.clone(),
        records: points.len() as u64,
        left_out: (read.facts.len() - points.len()) as u64,
        topics: frame.levels().map(|level| level.len() as u32).collect(),
        years: frame.years(),
        run: frame.run(),
        headings: wanted.mesh.is_some(),
        next_id,
        ids_from: earlier.map(|edition| edition.number()),
        built_at_ms: wanted.now_ms,
        seconds: clock_seconds() - started,
        format: FORMAT,
    };
    let keep = ToKeep {
        lexicon: &landscape.vocabulary.lexicon,
        weights: &landscape.weights,
        space: &landscape.space,
        matrix: &landscape.matrix,
        places: &landscape.places,
    };
    folder.publish(&Whole { status: &status, topics: &all, points: &points, keys: &keys, keep })?;
    Ok(status)
}

pub(super) fn step_name(step: Step) -> &'static str {
    match step {
        Step::Terms => "terms",
        Step::Vectors => "vectors",
        Step::Neighbours => "neighbours",
        Step::Topics => "topics",
        Step::Labels => "labels",
        Step::Map => "map",
    }
}

/// The engine's options for these settings.
pub fn options(settings: &Settings) -> engine::Options {
    let mut options = engine::Options { seed: settings.seed, ..engine::Options::default() };
    options.space.seed = settings.seed;
    options.neighbours.seed = settings.seed;
    options.leiden.seed = settings.seed;
    options.space.dimensions = settings.dimensions as usize;
    options.mixed.kept = settings.neighbours as usize;
    options
}

/// The records that have a place, shuffled so that any first part is an even sample, with their keys.
fn points(frame: &Frame<'_>, seed: u64) -> (Vec<Point>, Vec<String>) {
    let order = order_of_points(frame.read.facts.len(), |at| frame.place(at).is_some(), seed);
    let point = |at: &usize| {
        let fact = &frame.read.facts[*at];
        let [x, y] = frame.place(*at)?;
        let topic = frame.finest(*at).and_then(|topic| u16::try_from(topic).ok()).unwrap_or(NO_TOPIC);
        let (year, kind, stage, place) = (fact.year, fact.kind, fact.stage, fact.place);
        Some(Point { x: whole(x), y: whole(y), topic, year, kind, stage, place })
    };
    let points = order.iter().filter_map(point).collect();
    (points, order.iter().map(|at| frame.read.facts[*at].key.clone()).collect())
}
