//! Places records that came after the landscape was built: each in the topic that its neighbours vote for and at a place among
//! them. Topics, their numbers and forecasts stay as they were built.
//!
//! All that came since the build is placed anew each time, so the same landscape and the same evidence give the same files,
//! whatever was placed before. The neighbours are sought exactly, which needs nothing stored and is quick for few records.

use std::sync::Arc;

use bellwether_evidence::api::{SearchState, Snapshot};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::policy::Installation;
use bellwether_landscape::arrivals::{self, Arrival, arrive};
use bellwether_landscape::neighbours::{self, Index};
use bellwether_landscape::progress::{Progress, Stopped};
use bellwether_numerics::pool::{self, Pool};
use bellwether_vocabulary::Vocabulary;

use crate::model::extent::{Extent, order_of_points, whole};
use crate::model::placed::{Placed, is_rebuild_due};
use crate::model::point::{NO_TOPIC, Point};
use crate::model::status::Settings;
use crate::policy::Act;
use crate::service::build::{self, BuildError, Watch};
use crate::service::reading::{self, Read};
use crate::service::threads::Threads;
use crate::store::error::StoreError;
use crate::store::folder::{Addition, Built, Edition, Folder, GONE};

/// Records between two words to whoever watches.
const AT_ONCE: usize = 512;

/// Why nothing was placed.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is nothing to place on.
    #[error("there is no landscape yet; build one")]
    NoLandscape,
    /// It was built without what is needed for that.
    #[error("the landscape was built by an earlier version, which kept nothing to place records with; build it anew")]
    NothingKept,
    /// The landscape was published anew meanwhile.
    #[error("the landscape was published anew meanwhile; place again")]
    Overtaken,
    /// Reading the evidence or the landscape failed, or somebody called it off.
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl From<StoreError> for PlaceError {
    fn from(error: StoreError) -> Self {
        PlaceError::Build(error.into())
    }
}

impl From<Stopped> for PlaceError {
    fn from(_: Stopped) -> Self {
        PlaceError::Build(BuildError::Stopped)
    }
}

/// What should follow when records came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// They are few: they are placed.
    Place,
    /// They are many, or cannot be placed: the landscape is built anew.
    Build,
}

/// What should follow for the evidence as it is now; `None` where there is no landscape. Above one record that came or went
/// for ten that were read, topics are found anew.
pub fn follow_up(ctx: &Ctx, folder: &Folder, search: &SearchState) -> Result<Option<FollowUp>, PlaceError> {
    ctx.permit(Act::Build, &Installation)?;
    let Some(edition) = folder.edition()? else { return Ok(None) };
    if !edition.takes_records() {
        return Ok(Some(FollowUp::Build));
    }
    let snapshot = search.evidence.snapshot();
    let Settings { query, .. } = &edition.status.settings;
    let found = match reading::wanted(&snapshot, search.vocabularies.mesh().as_ref(), query) {
        Ok(found) => found.map_or(snapshot.count(), |found| found.len()),
        // The build says what is wrong with the query.
        Err(BuildError::Query(_)) => return Ok(Some(FollowUp::Build)),
        Err(error) => return Err(error.into()),
    };
    let read = edition.status.records + edition.status.left_out;
    Ok(Some(if is_rebuild_due(found.abs_diff(read), read) { FollowUp::Build } else { FollowUp::Place }))
}

/// Places now, in the calling thread and threads of its own. `clock_seconds` measures how long it takes.
pub fn place_now(
    folder: &Folder,
    search: &SearchState,
    ctx: &Ctx,
    clock_seconds: &dyn Fn() -> f64,
    watch: &dyn Watch,
) -> Result<Placed, PlaceError> {
    ctx.permit(Act::Build, &Installation)?;
    let started = clock_seconds();
    let edition = folder.edition()?.ok_or(PlaceError::NoLandscape)?;
    let built = edition.built()?.ok_or(PlaceError::NothingKept)?;
    let snapshot = search.evidence.snapshot();
    let addition = prepare(&edition, &built, &snapshot, search.vocabularies.mesh().as_ref(), watch)?;
    let placed = Placed {
        edition: edition.number(),
        evidence: snapshot.number(),
        placed: addition.points.len() as u64,
        unplaced: addition.unplaced,
        withdrawn: addition.places_now.iter().filter(|place| **place == GONE).count() as u64,
        placed_at_ms: ctx.now().as_millisecond(),
        seconds: clock_seconds() - started,
    };
    let Prepared { places_now, points, keys, .. } = &addition;
    if folder.add(edition.revision(), &Addition { placed: &placed, places_now, points, keys })? {
        Ok(placed)
    } else {
        Err(PlaceError::Overtaken)
    }
}

struct Prepared {
    places_now: Vec<u64>,
    points: Vec<Point>,
    keys: Vec<String>,
    unplaced: u64,
}

fn prepare(
    edition: &Edition,
    built: &Built,
    snapshot: &Snapshot,
    mesh: Option<&Arc<Vocabulary>>,
    watch: &dyn Watch,
) -> Result<Prepared, PlaceError> {
    let Settings { query, seed, .. } = &edition.status.settings;
    let since = reading::since(snapshot, mesh, query, (&built.keys, built.points.len()), watch)?;
    let arrivals = settle(edition, built, &since.came, watch)?;
    let extent = Extent::of(&built.known.places);
    let place = |at: usize| arrivals[at].place.map(|place| extent.unit(place));
    let order = order_of_points(arrivals.len(), |at| place(at).is_some(), *seed);
    let point = |at: &usize| {
        let (fact, [x, y]) = (&since.came.facts[*at], place(*at)?);
        let topic = arrivals[*at].topics.last().copied().flatten().map(|(topic, _)| topic);
        let topic = topic.and_then(|topic| u16::try_from(topic).ok()).unwrap_or(NO_TOPIC);
        let (year, kind, stage, place) = (fact.year, fact.kind, fact.stage, fact.place);
        Some(Point { x: whole(x), y: whole(y), topic, year, kind, stage, place })
    };
    Ok(Prepared {
        points: order.iter().filter_map(point).collect(),
        keys: order.iter().map(|at| since.came.facts[*at].key.clone()).collect(),
        unplaced: (arrivals.len() - order.len()) as u64,
        places_now: since.places_now,
    })
}

/// What the engine says of each record that came. Topics are named by their place in the list of all.
fn settle(edition: &Edition, built: &Built, came: &Read, watch: &dyn Watch) -> Result<Vec<Arrival>, PlaceError> {
    let settings = &edition.status.settings;
    let (options, known, threads) = (build::options(settings), &built.known, Threads::all());
    let mut told = |progress: Progress| {
        watch.on_progress(build::step_name(progress.step), progress.done as u64, progress.total as u64);
        !watch.cancelled()
    };
    if came.facts.is_empty() {
        return Ok(Vec::new());
    }
    let vectors = known.space.place(&known.matrix, &threads, &mut told)?;
    let exact = neighbours::Options { exact_up_to: usize::MAX, ..options.neighbours };
    let index = Index::build(&vectors, &exact, &threads, &mut told)?;
    drop(vectors);
    let topics = topics(edition, built)?;
    let held = arrivals::Known {
        lexicon: &known.lexicon,
        weights: &known.weights,
        space: &known.space,
        index: &index,
        matrix: &known.matrix,
    };
    let mut settled = Vec::with_capacity(came.facts.len());
    while settled.len() < came.facts.len() {
        watch.on_progress("placing", settled.len() as u64, came.facts.len() as u64);
        if watch.cancelled() {
            return Err(Stopped.into());
        }
        let from = settled.len();
        let pool: &dyn Pool = &threads;
        settled.extend(pool::map(pool, AT_ONCE.min(came.facts.len() - from), |at| {
            arrive(&held, &came.document(from + at), &topics, &known.places, &options.mixed, settings.seed)
        }));
    }
    Ok(settled)
}

/// The topic of each record of the build at each level, coarse to fine, as its place in the list of all topics.
fn topics(edition: &Edition, built: &Built) -> Result<Vec<Vec<Option<u32>>>, StoreError> {
    let places = &built.known.places;
    let order = order_of_points(places.len(), |at| places[at].is_some(), edition.status.settings.seed);
    if order.len() != built.points.len() {
        return Err(StoreError::damaged(edition.path())("what was kept is of another number of records"));
    }
    let mut levels = vec![vec![None; places.len()]; edition.status.topics.len()];
    for (point, record) in order.iter().enumerate() {
        let mut own = built.points.get(point).map(|point| u32::from(point.topic));
        while let Some((at, topic)) = own.and_then(|at| Some((at, edition.topics.get(at as usize)?))) {
            if let Some(level) = levels.get_mut(usize::from(topic.level)) {
                level[*record] = Some(at);
            }
            own = topic.parent;
        }
    }
    Ok(levels)
}
