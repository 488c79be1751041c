//! From source files to records: what is kept, what is replaced, what is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod articles;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use articles::{Article, write_gzip, xml};
use bellwether_evidence::api::{
    Counts, Evidence, FileReport, IngestOptions, Outcome, Progress, Report, Snapshot, Step, Unwatched, disagreements,
};
use bellwether_kernel::ctx::Ctx;
use bellwether_sources::record::{Key, Source};

struct World {
    folder: tempfile::TempDir,
    evidence: Evidence,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let evidence = Evidence::open(&folder.path().join("store")).unwrap();
        World { folder, evidence }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, articles: &[(u32, u32, &str)], deleted: &[u32]) -> PathBuf {
        let articles: Vec<Article<'_>> =
            articles.iter().map(|&(pmid, version, title)| Article { pmid, version, title }).collect();
        write_gzip(&self.path(name), &xml(&articles, deleted))
    }

    fn ingest(&self, paths: &[PathBuf]) -> Report {
        self.evidence.ingest(&Ctx::system(), paths, &options(), &Unwatched).unwrap()
    }

    /// What can be found, after checking that index and parts agree.
    fn titles(&self) -> BTreeMap<u32, String> {
        titles(&self.evidence.snapshot())
    }
}

fn options() -> IngestOptions {
    IngestOptions { threads: 2, ..IngestOptions::default() }
}

fn titles(snapshot: &Snapshot) -> BTreeMap<u32, String> {
    assert_eq!(disagreements(snapshot).unwrap(), []);
    let mut found = BTreeMap::new();
    snapshot
        .for_each_record(&mut |record| {
            found.insert(record.key.id.parse().unwrap(), record.title);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(snapshot.count(), found.len() as u64);
    found
}

fn are(expected: &[(u32, &str)]) -> BTreeMap<u32, String> {
    expected.iter().map(|(pmid, title)| (*pmid, (*title).to_owned())).collect()
}

fn counts(report: &Report) -> Vec<Counts> {
    let read = report.files.iter().map(|file| match file {
        FileReport::Read(file) => match &file.outcome {
            Outcome::Ingested(counts) => *counts,
            Outcome::Refused { reason } => panic!("{}: {reason}", file.name),
        },
        other => panic!("{other:?}"),
    });
    read.collect()
}

fn reasons(report: &Report) -> Vec<Option<String>> {
    let read = report.files.iter().map(|file| match file {
        FileReport::Read(file) => match &file.outcome {
            Outcome::Ingested(_) => None,
            Outcome::Refused { reason } => Some(reason.clone()),
        },
        FileReport::Unreadable { reason, .. } => Some(reason.clone()),
        FileReport::Known { .. } => None,
    });
    read.collect()
}

#[test]
fn a_new_store_is_empty_and_stays_so_when_reopened() {
    let world = World::new();
    assert_eq!(world.titles(), are(&[]));
    assert_eq!(titles(&Evidence::open(&world.path("store")).unwrap().snapshot()), are(&[]));
}

#[test]
fn records_are_found_by_key_in_this_process_and_after_reopening() {
    let world = World::new();
    let file = world.file("a.xml.gz", &[(1, 1, "One"), (2, 1, "Two")], &[]);
    let report = world.ingest(&[file]);
    assert_eq!(counts(&report), [Counts { records: 2, new: 2, ..Counts::default() }]);
    let reopened = Evidence::open(&world.path("store")).unwrap();
    for evidence in [&world.evidence, &reopened] {
        let snapshot = evidence.snapshot();
        assert_eq!(snapshot.record(&"pubmed:2".parse::<Key>().unwrap()).unwrap().unwrap().title, "Two");
        assert_eq!(snapshot.record(&"pubmed:3".parse::<Key>().unwrap()).unwrap(), None);
        let sources = snapshot.sources();
        assert_eq!(
            sources.iter().map(|source| (source.source, source.records)).collect::<Vec<_>>(),
            [(Source::PubMed, 2)]
        );
        assert_eq!(snapshot.files().len(), 1);
    }
}

#[test]
fn a_later_file_wins_and_a_lower_version_never_does() {
    let world = World::new();
    let first = world.file("1.xml.gz", &[(1, 1, "One"), (2, 2, "Two, second version"), (3, 1, "Three")], &[]);
    let second =
        world.file("2.xml.gz", &[(1, 1, "One, revised"), (2, 1, "Two, first version"), (4, 1, "Four")], &[3, 9]);
    // The same whether both are published together or one after the other.
    let expected = are(&[(1, "One, revised"), (2, "Two, second version"), (4, "Four")]);
    let second_counts = Counts { records: 3, new: 1, replaced: 1, outdated: 1, deleted: 1, retracted: 0 };
    let together = world.ingest(&[first.clone(), second.clone()]);
    assert_eq!(counts(&together)[1], second_counts);
    assert_eq!(world.titles(), expected);
    let apart = World::new();
    apart.ingest(&[first]);
    assert_eq!(counts(&apart.ingest(&[second])), [second_counts]);
    assert_eq!(apart.titles(), expected);
}

#[test]
fn within_a_file_the_last_word_counts() {
    let world = World::new();
    let file = world.file(
        "a.xml.gz",
        &[(1, 1, "first"), (1, 1, "second"), (1, 2, "third"), (1, 1, "late"), (2, 1, "gone")],
        &[2],
    );
    let report = world.ingest(&[file]);
    assert_eq!(counts(&report), [Counts { records: 5, new: 2, replaced: 0, outdated: 3, deleted: 1, retracted: 0 }]);
    assert_eq!(world.titles(), are(&[(1, "third")]));
}

#[test]
fn what_was_deleted_may_come_back() {
    let world = World::new();
    let files = [
        world.file("1.xml.gz", &[(1, 1, "One")], &[]),
        world.file("2.xml.gz", &[], &[1]),
        world.file("3.xml.gz", &[(1, 1, "One again")], &[]),
    ];
    world.ingest(&files[..2]);
    assert_eq!(world.titles(), are(&[]));
    world.ingest(&files);
    assert_eq!(world.titles(), are(&[(1, "One again")]));
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let world = World::new();
    let file = world.file("a.xml.gz", &[(1, 1, "One")], &[]);
    let copy = world.path("b.xml.gz");
    fs::copy(&file, &copy).unwrap();
    let report = world.ingest(&[file.clone(), copy.clone()]);
    assert!(
        matches!(&report.files[1], FileReport::Known { name, before } if name == "b.xml.gz" && before.name == "a.xml.gz")
    );
    let generation = world.evidence.snapshot().number();
    let again = world.ingest(&[copy, file]);
    assert!(again.files.iter().all(|file| matches!(file, FileReport::Known { .. })), "{again:?}");
    assert_eq!(world.evidence.snapshot().number(), generation);
    assert_eq!(world.titles(), are(&[(1, "One")]));
}

#[test]
fn a_broken_file_is_named_with_its_place_and_leaves_no_trace() {
    let world = World::new();
    let kept = world.file("0.xml.gz", &[(1, 1, "One"), (2, 1, "Two")], &[]);
    world.ingest(&[kept]);
    // Long enough that whole blocks of each broken file are stored before its fault is met.
    let long: Vec<(u32, u32, String)> = (0..4_000).map(|n| (n + 1, 2, format!("Spoilt {n}"))).collect();
    let long: Vec<(u32, u32, &str)> =
        long.iter().map(|(pmid, version, title)| (*pmid, *version, title.as_str())).collect();
    let whole = world.file("whole.xml.gz", &long, &[]);
    let bytes = fs::read(&whole).unwrap();
    fs::write(world.path("1-cut.xml.gz"), &bytes[..bytes.len() - 9]).unwrap();
    let text =
        xml(&long.iter().map(|&(pmid, version, title)| Article { pmid, version, title }).collect::<Vec<_>>(), &[]);
    write_gzip(&world.path("2-malformed.xml.gz"), &text.replace("Spoilt 3999<", "Spoilt </x><"));
    let mut invalid = text.clone().into_bytes();
    let at = text.find("Spoilt 3998").unwrap();
    invalid[at] = 0xff;
    fs::write(world.path("3-invalid.xml"), invalid).unwrap();
    fs::write(world.path("4-empty.xml"), "").unwrap();
    fs::write(world.path("5-other.xml"), "what is this?").unwrap();
    let good = world.file("6.xml.gz", &[(7, 1, "Seven")], &[]);
    let files = ["1-cut.xml.gz", "2-malformed.xml.gz", "3-invalid.xml", "4-empty.xml", "5-other.xml", "missing.xml"];
    let mut paths: Vec<PathBuf> = files.iter().map(|name| world.path(name)).collect();
    paths.push(good);
    let report = world.ingest(&paths);
    let reasons = reasons(&report);
    for (name, reason) in files.iter().zip(&reasons) {
        let reason = reason.as_deref().unwrap_or_else(|| panic!("{name} was not refused"));
        assert!(*name == "missing.xml" || reason.contains("line ") && reason.contains("byte "), "{name}: {reason}");
    }
    assert!(reasons[2].as_deref().unwrap().contains(&format!("byte {at})")), "{reasons:?}");
    assert_eq!(reasons[6], None);
    assert_eq!(world.titles(), are(&[(1, "One"), (2, "Two"), (7, "Seven")]));
    let refused = |file: &&bellwether_evidence::api::SourceFile| matches!(file.outcome, Outcome::Refused { .. });
    assert_eq!(world.evidence.snapshot().files().iter().filter(refused).count(), 5);
    // Mended, it is ingested and no longer listed as refused.
    fs::copy(&whole, world.path("1-cut.xml.gz")).unwrap();
    world.ingest(&[world.path("1-cut.xml.gz")]);
    assert_eq!(world.evidence.snapshot().count(), 4_000);
    assert_eq!(world.evidence.snapshot().files().iter().filter(refused).count(), 4);
    assert_eq!(world.titles()[&1], "Spoilt 0");
}

/// Stops after so many calls.
struct StopAfter {
    calls: Cell<usize>,
}

impl Progress for StopAfter {
    fn on_progress(&self, _step: &Step) {}

    fn on_file(&self, _file: &FileReport) {}

    fn cancelled(&self) -> bool {
        self.calls.set(self.calls.get().saturating_sub(1));
        self.calls.get() == 0
    }
}

#[test]
fn a_stopped_ingest_keeps_whole_files_and_can_be_taken_up_again() {
    let files = |world: &World| -> Vec<PathBuf> {
        (0..6).map(|n| world.file(&format!("{n}.xml.gz"), &[(n + 1, 1, "a title")], &[])).collect()
    };
    for calls in [1, 3, 4, 6] {
        let world = World::new();
        let paths = files(&world);
        let progress = StopAfter { calls: Cell::new(calls) };
        let report = world.evidence.ingest(&Ctx::system(), &paths, &options(), &progress).unwrap();
        assert!(report.stopped);
        assert_eq!(world.titles().len(), report.files.len());
        let rest = world.ingest(&paths);
        assert!(!rest.stopped);
        assert_eq!(world.titles().len(), 6);
    }
}

#[test]
fn a_folder_is_read_by_name_without_what_is_not_a_source() {
    let world = World::new();
    fs::create_dir(world.path("in")).unwrap();
    world.file("in/b.xml.gz", &[(1, 1, "later")], &[]);
    world.file("in/a.xml.gz", &[(1, 1, "earlier")], &[]);
    world.file("in/.hidden.xml.gz", &[(2, 1, "hidden")], &[]);
    fs::write(world.path("in/a.xml.gz.md5"), "MD5(a.xml.gz)= 0").unwrap();
    fs::write(world.path("in/c.xml.gz.part"), "half").unwrap();
    let report = world.ingest(&[world.path("in")]);
    assert_eq!(report.files.len(), 2);
    assert_eq!(world.titles(), are(&[(1, "later")]));
}

#[test]
fn a_reader_keeps_what_it_opened_while_files_are_ingested() {
    let world = World::new();
    world.ingest(&[world.file("1.xml.gz", &[(1, 1, "One")], &[])]);
    let before = world.evidence.snapshot();
    world.ingest(&[world.file("2.xml.gz", &[(1, 1, "One, revised")], &[])]);
    world.ingest(&[world.file("3.xml.gz", &[], &[1])]);
    assert_eq!(titles(&before), are(&[(1, "One")]));
    assert_eq!(before.record(&"pubmed:1".parse().unwrap()).unwrap().unwrap().title, "One");
    assert_eq!(world.titles(), are(&[]));
    let folders = |at: &Path| fs::read_dir(at).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
    assert_eq!(folders(&world.path("store")), 2);
    drop(before);
    assert_eq!(folders(&world.path("store")), 1);
}

#[test]
fn two_ingests_at_once_are_refused_by_name() {
    let world = World::new();
    let _writer = bellwether_generations::folder::Generations::open(&world.path("store")).unwrap();
    let held = bellwether_generations::folder::Generations::open(&world.path("store")).unwrap();
    let _held = held.writer("ingest of 9 files").unwrap();
    let refused = world.evidence.ingest(&Ctx::system(), &[], &options(), &Unwatched).unwrap_err();
    assert!(refused.to_string().contains("(ingest of 9 files)"), "{refused}");
}

#[test]
fn an_index_that_another_version_wrote_is_built_anew() {
    let world = World::new();
    world.ingest(&[world.file("1.xml.gz", &[(1, 1, "One"), (2, 1, "Two")], &[])]);
    world.ingest(&[world.file("2.xml.gz", &[(1, 1, "One, revised")], &[])]);
    let manifest = world.evidence.snapshot().path().join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let index = serde_json::from_str::<serde_json::Value>(&text).unwrap()["index"].as_str().unwrap().to_owned();
    fs::write(&manifest, text.replace(&index, "of another version")).unwrap();
    let refused = Evidence::open(&world.path("store")).err().unwrap().to_string();
    assert!(refused.contains("`bellwether evidence reindex`"), "{refused}");
    let mut told = 0;
    let done = bellwether_evidence::api::reindex(&world.path("store"), 1, &mut |done| told = done).unwrap();
    assert_eq!((done, told), (2, 2));
    let reopened = Evidence::open(&world.path("store")).unwrap();
    assert_eq!(titles(&reopened.snapshot()), are(&[(1, "One, revised"), (2, "Two")]));
}
