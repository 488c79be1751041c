//! Records that came after a build: placed as the engine says, whole or not at all, and found again by an update.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bellwether_evidence::api::parse_query;
use bellwether_foresight::api::{
    FollowUp, PlaceError, PlaceForesight, Placed, Settings, Watch, build_now, follow_up, place_now, topics_of,
};
use bellwether_foresight::model::extent::{Extent, whole};
use bellwether_foresight::model::point::Point;
use bellwether_foresight::service::build::{BuildError, options};
use bellwether_foresight::service::look::{hits, points, record};
use bellwether_foresight::service::reading::read;
use bellwether_foresight::service::start::start_placing;
use bellwether_foresight::service::threads::Threads;
use bellwether_jobs::{Jobs, State};
use bellwether_kernel::actor::{Actor, Role};
use bellwether_kernel::ctx::Ctx;
use bellwether_landscape::arrivals::{Known, arrive};
use bellwether_landscape::build::build;
use bellwether_landscape::progress::Progress;
use bellwether_landscape::terms::document::Document;

use crate::made::{Place, article, articles, database, get, person, visitor};

/// Calls the work off when it is asked for the so-manieth time.
struct StopAt(AtomicU32);

impl Watch for StopAt {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        self.0.fetch_sub(1, Ordering::Relaxed) == 1
    }
}

fn place(at: &Place) -> Result<Placed, PlaceError> {
    stopping(at, u32::MAX)
}

fn stopping(at: &Place, when: u32) -> Result<Placed, PlaceError> {
    place_now(&at.landscapes, &at.search, &Ctx::system(), &|| 0.0, &StopAt(AtomicU32::new(when)))
}

/// The files of a landscape, without those that note the time.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let noted = |path: &Path| path.to_string_lossy().ends_with("status.json");
    let file = |path: std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap())
    };
    entries.filter(|path| path.is_file() && !noted(path)).map(file).collect()
}

fn by_key(at: &Place) -> BTreeMap<String, Point> {
    let known = at.edition();
    let point = |index| Some((known.keys.get(index)?.to_owned(), known.points.get(index)?));
    (0..known.points.len()).filter_map(point).collect()
}

fn without(pmids: &[u32]) -> Vec<String> {
    let one = |pmid: &u32| format!("<PMID Version=\"1\">{pmid}</PMID>");
    vec![format!("<DeleteCitation>{}</DeleteCitation>", pmids.iter().map(one).collect::<String>())]
}

#[test]
fn records_are_placed_where_the_engine_says() {
    let at = Place::built(20);
    let settings = Settings::default();
    let before = read(&at.search.evidence.snapshot(), None, "", &StopAt(AtomicU32::new(u32::MAX))).unwrap();
    let mut on = |_: Progress| true;
    let made = build(&before, &before.citations, &options(&settings), &Threads::all(), &mut on).unwrap();
    let built = by_key(&at);
    at.ingest("two.xml", &articles(1_000, 12, 20));
    let placed = place(&at).unwrap();
    assert_eq!((placed.placed, placed.unplaced, placed.withdrawn), (12, 0, 0));

    let known = Known {
        lexicon: &made.vocabulary.lexicon,
        weights: &made.weights,
        space: &made.space,
        index: &made.index,
        matrix: &made.matrix,
    };
    let after = read(&at.search.evidence.snapshot(), None, "", &StopAt(AtomicU32::new(u32::MAX))).unwrap();
    let extent = Extent::of(&made.places);
    let first: u32 = at.edition().status.topics[..2].iter().sum();
    let now = by_key(&at);
    assert_eq!((after.facts.len(), now.len()), (252, 252));
    for (index, fact) in after.facts.iter().enumerate() {
        let point = now[&fact.key];
        if let Some(own) = built.get(&fact.key) {
            assert_eq!(&point, own, "what was built stays");
            continue;
        }
        let document: Document<'_> = after.document(index);
        let said = arrive(&known, &document, &made.topics, &made.places, &options(&settings).mixed, settings.seed);
        let [x, y] = extent.unit(said.place.unwrap());
        let topic = u32::from(point.topic) - first;
        assert_eq!((point.x, point.y, topic), (whole(x), whole(y), said.topics[2].unwrap().0), "{}", fact.key);
        assert_eq!((point.year, point.place), (fact.year, fact.place));
    }
}

#[test]
fn placed_records_are_on_the_map_in_lists_and_among_hits_and_withdrawn_ones_are_not() {
    let at = Place::built(20);
    let ctx = Ctx::system();
    let (number, files_before) = (at.edition().number(), files(at.edition().path()));
    at.ingest("two.xml", &articles(1_000, 12, 20));
    at.ingest("three.xml", &[article(5_000, 2019, "Zzyzx", "Qwxz")]);
    at.ingest("four.xml", &without(&[3, 4]));
    let placed = place(&at).unwrap();
    assert_eq!((placed.placed, placed.unplaced, placed.withdrawn), (12, 1, 2));
    let edition = at.edition();
    assert_eq!((edition.number(), edition.points.len(), edition.status.records), (number, 250, 240));
    assert!(edition.revision() > number);
    assert!(edition.keys.find("pubmed:3").is_none() && edition.keys.find("pubmed:5000").is_none());
    let new = edition.keys.find("pubmed:1000").unwrap();
    assert_eq!(record(&ctx, &at.search, &edition, new).unwrap().unwrap().key.id, "1000");
    let all = hits(&ctx, &at.search, &edition, parse_query("heart OR gene OR soil").unwrap()).unwrap();
    assert_eq!(all.len(), 250);
    assert!(all.contains(&new));
    for (index, topic) in (0_u32..).zip(&edition.topics) {
        let inside = points(&ctx, &edition, None, Some(index)).unwrap().len() as u32;
        assert_eq!(inside, topic.size + topic.placed - topic.withdrawn, "{}", topic.label);
    }
    let level = |level| edition.topics.iter().filter(move |topic| topic.level == level);
    assert_eq!(level(2).map(|topic| topic.placed).sum::<u32>(), 12);
    assert_eq!(level(2).map(|topic| topic.withdrawn).sum::<u32>(), 2);
    let keys = ["pubmed:1000", "pubmed:3", "pubmed:6"].map(str::to_owned).into_iter().collect();
    assert_eq!(topics_of(&ctx, &edition, 0, &keys).unwrap().iter().map(|(_, count)| count).sum::<u32>(), 2);
    // What was built is shared, byte for byte.
    let files_after = files(edition.path());
    assert!(files_before.iter().all(|(name, bytes)| files_after[name] == *bytes));
    assert_eq!(files_after.len(), files_before.len() + 4);
}

#[test]
fn placing_again_gives_the_same_bytes_and_a_stopped_one_changes_nothing() {
    let at = Place::built(20);
    at.ingest("two.xml", &articles(1_000, 6, 20));
    let before = at.edition().revision();
    for when in [1, 2, 3] {
        let stopped = stopping(&at, when);
        assert!(matches!(stopped, Err(PlaceError::Build(BuildError::Stopped))), "{when}: {stopped:?}");
        assert_eq!((at.edition().revision(), at.edition().placed.as_ref()), (before, None));
    }
    place(&at).unwrap();
    let first = files(at.edition().path());
    place(&at).unwrap();
    assert!(first == files(at.edition().path()));
    // What came in two steps is placed as if it had come at once.
    at.ingest("three.xml", &articles(2_000, 6, 20));
    assert_eq!(place(&at).unwrap().placed, 12);
    let twice = files(at.edition().path());
    at.build(true);
    let other = Place::built(20);
    other.ingest("two.xml", &articles(1_000, 6, 20));
    other.ingest("three.xml", &articles(2_000, 6, 20));
    place(&other).unwrap();
    assert!(twice == files(other.edition().path()));
}

#[test]
fn a_rebuild_after_placing_keeps_the_ids_of_topics_and_what_was_placed_is_built() {
    let at = Place::built(20);
    let ids = |at: &Place| -> Vec<String> { at.edition().topics.iter().map(|topic| topic.id.clone()).collect() };
    let before = ids(&at);
    at.ingest("two.xml", &articles(1_000, 12, 20));
    place(&at).unwrap();
    assert_eq!(ids(&at), before);
    let coarse = |at: &Place| -> Vec<String> {
        at.edition().topics.iter().filter(|topic| topic.level == 0).map(|topic| topic.id.clone()).collect()
    };
    let known = coarse(&at);
    at.build(true);
    let edition = at.edition();
    assert_eq!((edition.status.records, &edition.placed), (252, &None));
    assert!(edition.topics.iter().all(|topic| topic.placed == 0 && topic.withdrawn == 0));
    assert!(known.iter().all(|id| coarse(&at).contains(id)));
    assert_eq!(files(edition.path()).len(), files(Place::built(20).edition().path()).len(), "nothing is left over");
}

#[test]
fn few_new_records_are_placed_and_for_many_the_landscape_is_built() {
    let ctx = Ctx::system();
    let empty = Place::empty();
    assert_eq!(follow_up(&ctx, &empty.landscapes, &empty.search).unwrap(), None);
    assert!(matches!(place(&empty), Err(PlaceError::NoLandscape)));

    let at = Place::built(20);
    let follows = || follow_up(&ctx, &at.landscapes, &at.search).unwrap();
    assert_eq!(follows(), Some(FollowUp::Place));
    at.ingest("two.xml", &articles(1_000, 24, 20));
    assert_eq!(follows(), Some(FollowUp::Place));
    place(&at).unwrap();
    at.ingest("three.xml", &articles(2_000, 1, 20));
    assert_eq!(follows(), Some(FollowUp::Build), "what was placed before counts");

    // A landscape of an earlier version has nothing to place with.
    std::fs::remove_file(at.edition().path().join("known.bin")).unwrap();
    assert_eq!(follows(), Some(FollowUp::Build));
    assert!(matches!(place(&at), Err(PlaceError::NothingKept)));
    assert!(matches!(follow_up(&visitor(), &at.landscapes, &at.search), Err(PlaceError::Denied(_))));
}

#[test]
fn a_landscape_of_a_query_takes_only_what_the_query_finds() {
    let at = Place::built(20);
    let hearts = Settings { query: "heart".to_owned(), ..Settings::default() };
    let on = StopAt(AtomicU32::new(u32::MAX));
    build_now(&at.landscapes, &at.search, &Ctx::system(), &hearts, false, &on).unwrap();
    at.ingest("two.xml", &articles(1_000, 12, 20));
    assert_eq!(place(&at).unwrap().placed, 4);
    assert_eq!(follow_up(&Ctx::system(), &at.landscapes, &at.search).unwrap(), Some(FollowUp::Place));
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let at = Place::built(20);
    at.ingest("two.xml", &articles(1_000, 3, 20));
    let path = at.edition().path().join("known.bin");
    let whole = std::fs::read(&path).unwrap();
    for length in [0, 7, 40, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = place(&at).unwrap_err();
        assert!(matches!(error, PlaceError::Build(BuildError::Store(_))), "{length}: {error}");
    }
    std::fs::write(&path, &whole).unwrap();
    place(&at).unwrap();
}

#[tokio::test]
async fn placing_is_a_job_and_pages_and_the_api_say_what_was_placed() {
    let at = Place::built(20);
    at.ingest("two.xml", &articles(1_000, 30, 20));
    let db = database("sqlite::memory:").await;
    let handler = PlaceForesight::new(at.landscapes.clone(), at.search.clone());
    let jobs = Jobs::new(db.clone(), vec![Arc::new(handler)]);
    let (_, reader) = person(&[Role::Expert]);
    assert!(start_placing(&reader, &db, &jobs).await.is_err());
    let (_, analyst) = person(&[Role::Analyst]);
    let id = start_placing(&analyst, &db, &jobs).await.unwrap();
    jobs.run_one(&tokio::sync::watch::channel(false).1).await.unwrap();
    assert_eq!(jobs.get(id).await.unwrap().unwrap().state, State::Done);

    let router = at.router(&db, Actor::Visitor);
    let (_, answer) = get(&router, "/api/v1/foresight").await;
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(
        (&answer["records"], &answer["placed"]["placed"], &answer["rebuild_due"]),
        (&240.into(), &30.into(), &true.into())
    );
    let (_, map) = get(&router, "/foresight").await;
    assert!(
        map.contains("30 placed since")
            && map.contains("should be built anew")
            && map.contains("data-map-count=\"270\"")
    );
    let edition = at.edition();
    let topic = edition.topics.iter().find(|topic| topic.placed > 1).unwrap();
    let (_, page) = get(&router, &format!("/foresight/topics/{}", topic.id)).await;
    assert!(page.contains(&format!("{} placed since", topic.placed)), "{page}");
    let (_, points) = get(&router, &format!("/foresight/map/points?edition={}", edition.revision())).await;
    assert!(!points.is_empty());
}
