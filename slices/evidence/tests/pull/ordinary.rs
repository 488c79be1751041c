//! Pulling when nothing goes wrong: what is fetched, what is not fetched again, how the server is treated.

use std::fs;
use std::time::Duration;

use bellwether_evidence::pull::error::PullError;
use bellwether_evidence::pull::pubmed::Selection;

use crate::setting::{Setting, file, name, path};

const ALL: Selection = Selection::Baseline { first: 1, last: 3 };

#[test]
fn files_are_fetched_once_and_verified() {
    let setting = Setting::new();
    assert_eq!(setting.pull(ALL).unwrap(), ["fetched"; 3]);
    assert_eq!(setting.folder(), Setting::whole(&[1, 2, 3]));
    let requests = setting.server.requests();
    assert_eq!(requests, 7, "a list, three files, three checksums");

    assert_eq!(setting.pull(ALL).unwrap(), ["known"; 3]);
    assert_eq!(setting.server.requests(), requests + 1, "only the list is asked for again");
    assert_eq!(setting.folder(), Setting::whole(&[1, 2, 3]));
    let expected = ["listed 3", "fetched", "fetched", "fetched", "listed 3", "known", "known", "known"];
    let notes = setting.notes();
    assert!(notes.len() == 8 && notes.iter().zip(expected).all(|(note, begin)| note.starts_with(begin)), "{notes:?}");
}

#[test]
fn several_threads_fetch_the_same() {
    let mut setting = Setting::new();
    setting.options.parallel = 3;
    assert_eq!(setting.pull(ALL).unwrap(), ["fetched"; 3]);
    assert_eq!(setting.folder(), Setting::whole(&[1, 2, 3]));
}

#[test]
fn the_server_is_treated_politely() {
    let setting = Setting::new();
    setting.pull(ALL).unwrap();
    assert_eq!(setting.waited(), Duration::from_millis(350) * 6, "a gap before each of seven requests but the first");
    let agent = format!("Bellwether/{} (evidence pull; mailto:admin@example.org)", env!("CARGO_PKG_VERSION"));
    assert_eq!(setting.server.agents(), vec![agent; 7]);
}

#[test]
fn update_files_are_all_pulled() {
    let setting = Setting::new();
    assert_eq!(setting.pull(Selection::Updates).unwrap(), ["fetched"]);
    assert_eq!(setting.folder()[&name(1335)], file(1335));
}

#[test]
fn a_number_that_is_not_listed_is_named() {
    let setting = Setting::new();
    let error = setting.pull(Selection::Baseline { first: 2, last: 5 }).unwrap_err().to_string();
    let expected = format!("file 4 is not in the list at {}/baseline/, which has 1 to 3", setting.options.base);
    assert_eq!(error, expected);
    assert!(setting.folder().is_empty());
}

/// Somebody copied one file from elsewhere, right, and another, wrong; a third lost its checksum in a crash.
#[test]
fn files_that_are_there_are_checked_before_they_are_believed() {
    let setting = Setting::new();
    fs::write(setting.folder.path().join(name(1)), file(1)).unwrap();
    fs::write(setting.folder.path().join(name(2)), b"something else").unwrap();
    assert_eq!(setting.pull(ALL).unwrap(), ["known", "fetched", "fetched"]);
    assert_eq!(setting.folder(), Setting::whole(&[1, 2, 3]));
    assert_eq!(setting.server.asked(&path(1)), Vec::<u64>::new());
}

#[test]
fn two_pulls_do_not_share_a_folder() {
    let setting = Setting::new();
    let lock = fs::File::create(setting.folder.path().join(".pull.lock")).unwrap();
    lock.lock().unwrap();
    assert!(matches!(setting.pull(ALL), Err(PullError::InUse(_))));
    drop(lock);
    assert_eq!(setting.pull(ALL).unwrap(), ["fetched"; 3]);
}
