//! A full disk ends the ingest with a clear error and loses nothing.
//!
//! The test starts its own binary under a limit on the length of files, which the operating system reports like a full disk.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod articles;

use std::path::PathBuf;
use std::process::Command;

use articles::{Article, write_gzip, xml};
use bellwether_evidence::api::{Evidence, IngestOptions, Unwatched, disagreements};
use bellwether_kernel::ctx::Ctx;
use rand::SeedableRng;
use rand::distr::{Alphanumeric, SampleString};
use rand::rngs::StdRng;

const CHILD: &str = "BELLWETHER_TEST_FULL_DISK_IN";

/// Publishes after each file.
fn options() -> IngestOptions {
    IngestOptions { publish_after_records: 1, threads: 1, ..IngestOptions::default() }
}

/// Not a test by itself: the process that may not write long files.
#[test]
fn the_child_ingests() {
    let Ok(at) = std::env::var(CHILD) else { return };
    let at = PathBuf::from(at);
    let evidence = Evidence::open(&at.join("store")).unwrap();
    let error = evidence.ingest(&Ctx::system(), &[at.join("files")], &options(), &Unwatched).unwrap_err();
    println!("\nrefused {} {error}", error.is_out_of_space());
}

#[test]
fn a_full_disk_is_a_clear_error_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let mut random = StdRng::seed_from_u64(7);
    let small = [Article { pmid: 1, version: 1, title: "One" }];
    write_gzip(&files.join("1.xml.gz"), &xml(&small, &[]));
    // Random letters do not compress, so part and index become longer than the limit.
    let titles: Vec<String> = (0..2_000).map(|_| Alphanumeric.sample_string(&mut random, 400)).collect();
    let articles: Vec<_> = (10..).zip(&titles).map(|(pmid, title)| Article { pmid, version: 1, title }).collect();
    write_gzip(&files.join("2.xml.gz"), &xml(&articles, &[]));

    // 400 blocks are 200 or 400 KiB, depending on the shell. Without the trap the limit would kill the process.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" --exact the_child_ingests --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let refused = said.lines().find_map(|line| line.strip_prefix("refused ")).unwrap_or_else(|| panic!("{output:?}"));
    assert!(refused.starts_with("true no space left to write "), "{refused}");

    let evidence = Evidence::open(&folder.path().join("store")).unwrap();
    assert_eq!(evidence.snapshot().count(), 1);
    assert_eq!(disagreements(&evidence.snapshot()).unwrap(), []);
    evidence.ingest(&Ctx::system(), &[files], &options(), &Unwatched).unwrap();
    assert_eq!(evidence.snapshot().count(), 2_001);
    assert_eq!(disagreements(&evidence.snapshot()).unwrap(), []);
}
