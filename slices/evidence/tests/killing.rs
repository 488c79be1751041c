//! A process that is killed loses nothing that it acknowledged and leaves nothing by halves.
//!
//! The test starts its own binary as a child that ingests many small files, kills it without warning at random moments,
//! and looks at what is on the disk.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod articles;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use articles::{Article, write_gzip, xml};
use bellwether_evidence::api::{
    Evidence, FileReport, IngestOptions, Outcome, Progress, Snapshot, Step, Unwatched, disagreements,
};
use bellwether_kernel::ctx::Ctx;
use bellwether_sources::record::{Key, Record};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Set for the child: the folder with `files` and `store`.
const CHILD: &str = "BELLWETHER_TEST_INGEST_IN";
const KILLS: u64 = 50;
const FILES: u32 = 10;

type Records = BTreeMap<Key, Record>;

/// Publishes often, so that most moments lie near a publication.
fn options() -> IngestOptions {
    IngestOptions { publish_after_records: 50, threads: 2, ..IngestOptions::default() }
}

/// Says what is acknowledged, at once.
struct Acknowledge;

impl Progress for Acknowledge {
    fn on_progress(&self, _step: &Step) {}

    fn on_file(&self, file: &FileReport) {
        if let FileReport::Read(file) = file {
            let mut out = std::io::stdout().lock();
            writeln!(out, "\nacknowledged {}", file.name).and_then(|()| out.flush()).unwrap();
        }
    }

    fn cancelled(&self) -> bool {
        false
    }
}

/// Not a test by itself: the process that is killed.
#[test]
fn the_child_ingests() {
    let Ok(at) = std::env::var(CHILD) else { return };
    let at = PathBuf::from(at);
    let evidence = Evidence::open(&at.join("store")).unwrap();
    evidence.ingest(&Ctx::system(), &[at.join("files")], &options(), &Acknowledge).unwrap();
}

/// A killed process leaves what it wrote to the kernel, on whatever medium; memory spares the test fifty times the disk's delay.
fn folder_in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Each file adds thirty records, revises twenty of the file before, so that its part is written anew, and withdraws three of
/// the one before that.
fn write_files(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).unwrap();
    let file = |number: u32| {
        let title = format!("Title as of file {number}");
        let from = number * 30;
        let pmids = (from + 1..=from + 30).chain((from + 1).saturating_sub(30)..(from + 21).saturating_sub(30));
        let articles: Vec<_> =
            pmids.filter(|&pmid| pmid > 0).map(|pmid| Article { pmid, version: 1, title: &title }).collect();
        let deleted: Vec<u32> = if number < 2 { Vec::new() } else { (from - 40..from - 37).collect() };
        write_gzip(&folder.join(format!("{number:02}.xml.gz")), &xml(&articles, &deleted))
    };
    (0..FILES).map(file).collect()
}

/// Every record, after checking that index and parts agree.
fn records(snapshot: &Snapshot) -> Records {
    assert_eq!(disagreements(snapshot).unwrap(), []);
    let mut found = Records::new();
    snapshot
        .for_each_record(&mut |record| {
            assert!(found.insert(record.key.clone(), record).is_none(), "a record is there twice");
            ControlFlow::Continue(())
        })
        .unwrap();
    found
}

fn start(at: &Path) -> (Child, Receiver<String>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_child_ingests", "--nocapture"])
        .env(CHILD, at)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (sender, receiver) = channel();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    std::thread::spawn(move || {
        let names =
            lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("acknowledged ").map(str::to_owned));
        names.for_each(|name| drop(sender.send(name)));
    });
    (child, receiver)
}

/// Lets the child run until a random moment, kills it, and tells what it had acknowledged.
fn kill_somewhere(at: &Path, random: &mut StdRng, whole: Duration) -> Vec<String> {
    let (mut child, names) = start(at);
    let mut acknowledged = Vec::new();
    // Half of the moments are anywhere, half shortly after a publication. Waiting is the point here: a kill has to come at some time.
    let delay = if random.random() {
        random.random_range(Duration::ZERO..whole)
    } else {
        let wanted = random.random_range(0..FILES as usize);
        acknowledged.extend(names.iter().take(wanted));
        random.random_range(Duration::ZERO..whole / FILES)
    };
    let until = Instant::now() + delay;
    while let Ok(name) = names.recv_timeout(until.saturating_duration_since(Instant::now())) {
        acknowledged.push(name);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(names.iter());
    acknowledged
}

#[test]
fn fifty_kills_lose_nothing_acknowledged_and_leave_nothing_by_halves() {
    let folder = folder_in_memory();
    let files = write_files(&folder.path().join("files"));
    // What must be there after each number of files.
    let reference = Evidence::open(&folder.path().join("reference")).unwrap();
    let mut after = vec![Records::new()];
    for file in &files {
        reference.ingest(&Ctx::system(), std::slice::from_ref(file), &options(), &Unwatched).unwrap();
        after.push(records(&reference.snapshot()));
    }
    let begun = Instant::now();
    let (mut child, names) = start(folder.path());
    assert_eq!(names.iter().count(), files.len());
    assert!(child.wait().unwrap().success());
    let whole = begun.elapsed();
    assert_eq!(records(&Evidence::open(&folder.path().join("store")).unwrap().snapshot()), after[files.len()]);

    let mut partly = 0;
    for seed in 0..KILLS {
        let store = folder.path().join("store");
        fs::remove_dir_all(&store).unwrap();
        let acknowledged = kill_somewhere(folder.path(), &mut StdRng::seed_from_u64(seed), whole);
        let evidence = Evidence::open(&store).unwrap();
        let snapshot = evidence.snapshot();
        let kept: Vec<&str> = snapshot.files().iter().map(|file| file.name.as_str()).collect();
        assert!(snapshot.files().iter().all(|file| matches!(file.outcome, Outcome::Ingested(_))), "seed {seed}");
        assert_eq!(kept[..acknowledged.len()], acknowledged, "seed {seed}: acknowledged files must be there, once");
        assert_eq!(records(&snapshot), after[kept.len()], "seed {seed}: whole files and nothing else");
        let generations = fs::read_dir(&store).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
        assert_eq!(generations, 1, "seed {seed}: nothing by halves");
        partly += usize::from(!kept.is_empty() && kept.len() < files.len());
        drop(snapshot);
        evidence.ingest(&Ctx::system(), &files, &options(), &Unwatched).unwrap();
        assert_eq!(records(&evidence.snapshot()), after[files.len()], "seed {seed}: taken up again");
    }
    println!("{partly} of {KILLS} kills came between the first and the last file");
    assert!(partly > 0, "no kill came in the middle, so nothing was tried");
}
