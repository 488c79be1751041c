//! What readers and later writers see, whatever happened before.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bellwether_generations::error::GenerationError;
use bellwether_generations::folder::{Generations, Keep};
use bellwether_generations::generation::Generation;

fn publish(generations: &Arc<Generations>, name: &str, text: &str) -> Arc<Generation> {
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    write(draft.path(), name, text);
    draft.publish().unwrap()
}

/// Replaces a file as a careful program does: never in place.
fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join("fresh"), text).unwrap();
    fs::rename(folder.join("fresh"), folder.join(name)).unwrap();
}

fn read(generation: &Generation, name: &str) -> Option<String> {
    fs::read_to_string(generation.path().join(name)).ok()
}

fn folders(at: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.starts_with("gen-"));
    names.sort();
    names
}

#[test]
fn there_is_no_generation_before_the_first() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    assert!(generations.current().unwrap().is_none());
}

#[test]
fn a_reader_keeps_the_generation_it_holds_and_the_last_one_clears_it() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    let first = publish(&generations, "a", "one");
    let second = publish(&generations, "a", "two");
    assert_eq!(read(&first, "a").as_deref(), Some("one"));
    assert_eq!(read(&second, "a").as_deref(), Some("two"));
    assert_eq!(folders(at.path()), ["gen-000001", "gen-000002"]);
    drop(first);
    assert_eq!(folders(at.path()), ["gen-000002"]);
}

#[test]
fn another_process_sees_what_is_published_and_keeps_what_it_reads() {
    let at = tempfile::tempdir().unwrap();
    // Locks belong to open files, so a second opening stands for a second process.
    let (here, there) = (Generations::open(at.path()).unwrap(), Generations::open(at.path()).unwrap());
    publish(&here, "a", "one");
    let seen = there.current().unwrap().unwrap();
    publish(&here, "a", "two");
    assert_eq!(read(&seen, "a").as_deref(), Some("one"));
    assert_eq!(read(&there.current().unwrap().unwrap(), "a").as_deref(), Some("two"));
    drop(seen);
    assert_eq!(folders(at.path()), ["gen-000002"]);
}

#[test]
fn a_dropped_draft_leaves_nothing() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    publish(&generations, "a", "one");
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    write(draft.path(), "a", "two");
    drop(draft);
    assert_eq!(folders(at.path()), ["gen-000001"]);
    assert_eq!(read(&generations.current().unwrap().unwrap(), "a").as_deref(), Some("one"));
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    let _writer = generations.writer("ingest of 3 files").unwrap();
    let refused = Generations::open(at.path()).unwrap().writer("reindex").unwrap_err();
    let GenerationError::Busy { holder, .. } = &refused else { panic!("{refused:?}") };
    assert_eq!(*holder, format!("process {} (ingest of 3 files)", std::process::id()));
}

#[test]
fn opening_while_somebody_writes_leaves_the_draft_alone() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    write(draft.path(), "a", "one");
    Generations::open(at.path()).unwrap();
    assert_eq!(read(&draft.publish().unwrap(), "a").as_deref(), Some("one"));
}

#[test]
fn what_a_crash_left_is_cleared_and_never_seen() {
    let at = tempfile::tempdir().unwrap();
    publish(&Generations::open(at.path()).unwrap(), "a", "one");
    for left in ["gen-000002.tmp", "gen-000002", "gen-000000.old"] {
        fs::create_dir(at.path().join(left)).unwrap();
        fs::write(at.path().join(left).join("a"), "half").unwrap();
    }
    fs::write(at.path().join("CURRENT.tmp"), "2\n").unwrap();
    let generations = Generations::open(at.path()).unwrap();
    assert_eq!(folders(at.path()), ["gen-000001"]);
    assert_eq!(read(&generations.current().unwrap().unwrap(), "a").as_deref(), Some("one"));
    assert_eq!(read(&publish(&generations, "a", "two"), "a").as_deref(), Some("two"));
}

#[test]
fn a_pointer_to_nothing_is_an_error_that_names_it() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    for (written, found) in [("7\n", "7"), ("x", "x")] {
        fs::write(at.path().join("CURRENT"), written).unwrap();
        let refused = generations.current().unwrap_err();
        assert!(matches!(&refused, GenerationError::Damaged { found: said, .. } if said == found), "{refused:?}");
    }
}

#[test]
fn unchanged_files_are_shared_copied_or_left_as_asked() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    for name in ["shared", "own", "gone"] {
        write(draft.path(), name, name);
    }
    fs::create_dir(draft.path().join("deep")).unwrap();
    write(draft.path(), "deep/shared", "deep");
    let first = draft.publish().unwrap();
    let draft = writer
        .draft(|path| match path.to_str().unwrap() {
            "own" => Keep::Copy,
            "gone" => Keep::Leave,
            _ => Keep::Link,
        })
        .unwrap();
    let second = draft.publish().unwrap();
    let links = |name: &str| {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(second.path().join(name)).ok().map(|found| found.nlink())
    };
    assert_eq!(["shared", "deep/shared", "own", "gone"].map(links), [Some(2), Some(2), Some(1), None]);
    assert_eq!(read(&first, "gone").as_deref(), Some("gone"));
}

#[test]
fn a_draft_that_cannot_be_published_changes_nothing() {
    let at = tempfile::tempdir().unwrap();
    let generations = Generations::open(at.path()).unwrap();
    publish(&generations, "a", "one");
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    write(draft.path(), "a", "two");
    // CURRENT.tmp cannot be created, as on a full disk: the last step before the switch fails.
    fs::create_dir(at.path().join("CURRENT.tmp")).unwrap();
    assert!(matches!(draft.publish(), Err(GenerationError::Io { .. })));
    assert_eq!(folders(at.path()), ["gen-000001"]);
    assert_eq!(read(&generations.current().unwrap().unwrap(), "a").as_deref(), Some("one"));
    fs::remove_dir(at.path().join("CURRENT.tmp")).unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    write(draft.path(), "a", "three");
    assert_eq!(read(&draft.publish().unwrap(), "a").as_deref(), Some("three"));
}
