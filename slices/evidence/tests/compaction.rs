//! Rows of replaced and withdrawn records are given back, and no place ever names another record.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod articles;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use articles::{Article, write_gzip, xml};
use bellwether_evidence::api::{Evidence, IngestOptions, Snapshot, Unwatched, disagreements};
use bellwether_kernel::ctx::Ctx;
use proptest::prelude::*;

/// One file: these records in this version of their titles, and these withdrawn.
#[derive(Clone, Debug)]
struct File {
    upserts: Vec<u32>,
    deleted: Vec<u32>,
}

fn files() -> impl Strategy<Value = Vec<File>> {
    let file = (prop::collection::vec(1..60_u32, 0..40), prop::collection::vec(1..60_u32, 0..6))
        .prop_map(|(upserts, deleted)| File { upserts, deleted });
    prop::collection::vec(file, 1..10)
}

fn ingest(evidence: &Evidence, folder: &Path, number: usize, file: &File) {
    let title = format!("Title as of file {number}");
    let articles: Vec<_> = file.upserts.iter().map(|&pmid| Article { pmid, version: 1, title: &title }).collect();
    let path = write_gzip(&folder.join(format!("{number:02}.xml.gz")), &xml(&articles, &file.deleted));
    let options = IngestOptions { threads: 1, ..IngestOptions::default() };
    evidence.ingest(&Ctx::system(), &[path], &options, &Unwatched).unwrap();
}

/// What the files say, last word last.
fn expect(expected: &mut BTreeMap<u32, String>, number: usize, file: &File) {
    for pmid in &file.upserts {
        expected.insert(*pmid, format!("Title as of file {number}"));
    }
    file.deleted.iter().for_each(|pmid| drop(expected.remove(pmid)));
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
    found
}

/// Rows of each part as the manifest lists them, and how many rows live.
fn rows(snapshot: &Snapshot) -> (BTreeMap<u64, u64>, u64) {
    let text = fs::read_to_string(snapshot.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let number = |part: &serde_json::Value, name: &str| part[name].as_u64().unwrap();
    let parts = manifest["parts"].as_array().unwrap();
    (parts.iter().map(|part| (number(part, "number"), number(part, "rows"))).collect(), snapshot.count())
}

/// Parquet files on the disk, which must be those of the manifest.
fn files_on_disk(snapshot: &Snapshot) -> usize {
    let Ok(folder) = fs::read_dir(snapshot.path().join("parts/pubmed")) else { return 0 };
    folder.count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn parts_never_hold_more_dead_rows_than_live_ones(files in files()) {
        // In memory where there is such a folder: each file is published, and a disk would be waited for.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let evidence = Evidence::open(&folder.path().join("store")).unwrap();
        let (mut expected, mut seen) = (BTreeMap::new(), BTreeMap::new());
        for (number, file) in files.iter().enumerate() {
            ingest(&evidence, folder.path(), number, file);
            expect(&mut expected, number, file);
            let snapshot = evidence.snapshot();
            prop_assert_eq!(&titles(&snapshot), &expected);
            let (parts, live) = rows(&snapshot);
            let all: u64 = parts.values().sum();
            prop_assert!(all <= 2 * live, "{all} rows for {live} records");
            prop_assert_eq!(files_on_disk(&snapshot), parts.len());
            // A number stands for the same rows for ever.
            for (part, rows) in parts {
                prop_assert_eq!(*seen.entry(part).or_insert(rows), rows);
            }
        }
        let before = evidence.snapshot();
        let done = evidence.compact(1).unwrap();
        let after = evidence.snapshot();
        let (parts, live) = rows(&after);
        let all: u64 = parts.values().sum();
        prop_assert!((all - live) * 20 < all.max(1), "by command, less than a twentieth is dead: {live} of {all} live");
        prop_assert_eq!(titles(&after), expected.clone());
        prop_assert_eq!(titles(&before), expected, "readers keep what they opened");
        let new = parts.keys().filter(|part| !seen.contains_key(part)).count() as u64;
        prop_assert_eq!(new, done.parts);
        prop_assert_eq!(evidence.compact(1).unwrap().parts, 0);
        prop_assert_eq!(evidence.snapshot().number(), after.number(), "nothing to do is nothing published");
    }
}
