//! Pulling when things go wrong: in the end the folder holds whole files under final names, and nothing else under them.

use std::fs;
use std::time::Duration;

use bellwether_evidence::pull::pubmed::Selection;

use crate::server::Fault;
use crate::setting::{Setting, file, md5, name, path};

const ALL: Selection = Selection::Baseline { first: 1, last: 3 };

#[test]
fn a_broken_connection_is_resumed_where_it_broke() {
    let setting = Setting::new();
    let cuts = [Fault::CutAfter(10_000), Fault::HangUp, Fault::CutAfter(5_000), Fault::SilentAfter(7)];
    setting.server.fail(&path(1), cuts);
    assert_eq!(setting.pull_first(), "fetched");
    assert_eq!(setting.folder(), Setting::whole(&[1]));
    assert_eq!(setting.server.asked(&path(1)), [0, 10_000, 10_000, 15_000, 15_007]);
}

#[test]
fn waits_double_and_are_noted() {
    let setting = Setting::new();
    setting.server.fail(&path(1), [Fault::Status(500, ""), Fault::Status(502, ""), Fault::Status(504, "")]);
    assert_eq!(setting.pull_first(), "fetched");
    let waits = ["waiting 1000 ms: the server answers 500", "waiting 2000 ms: the server answers 502"];
    assert_eq!(setting.notes()[1..3], waits);
    assert_eq!(setting.notes()[3], "waiting 4000 ms: the server answers 504");
}

#[test]
fn a_silent_server_gives_up_after_bounded_tries() {
    let mut setting = Setting::new();
    setting.options.manners.tries = 3;
    setting.server.fail(&path(1), vec![Fault::SilentAfter(100); 3]);
    let result = setting.pull_first();
    assert!(result.starts_with(&format!("gave up on BASE{} after 3 tries in a row", path(1))), "{result}");
    let folder = setting.folder();
    assert_eq!(folder.keys().collect::<Vec<_>>(), [&format!("{}.part", name(1))], "only the part has a name");
    assert_eq!(folder[&format!("{}.part", name(1))], file(1)[..300], "each try brought 100 bytes");
    // The next run goes on from there.
    assert_eq!(setting.pull_first(), "fetched");
    assert_eq!(setting.server.asked(&path(1)), [0, 100, 200, 300]);
    assert_eq!(setting.folder(), Setting::whole(&[1]));
}

#[test]
fn a_server_without_ranges_sends_the_whole_file_again() {
    let setting = Setting::new();
    setting.server.fail(&path(1), [Fault::CutAfter(10_000), Fault::NoRange]);
    assert_eq!(setting.pull_first(), "fetched");
    assert_eq!(setting.folder(), Setting::whole(&[1]));
    assert_eq!(setting.server.asked(&path(1)), [0, 10_000]);
}

#[test]
fn a_range_from_another_place_is_not_believed() {
    let setting = Setting::new();
    setting.server.fail(&path(1), [Fault::CutAfter(10_000), Fault::WrongRange]);
    assert_eq!(setting.pull_first(), "fetched");
    assert_eq!(setting.server.asked(&path(1)), [0, 10_000, 0]);
    assert_eq!(setting.folder(), Setting::whole(&[1]));
}

#[test]
fn a_part_that_was_whole_already_is_only_checked() {
    let setting = Setting::new();
    fs::write(setting.folder.path().join(format!("{}.part", name(1))), file(1)).unwrap();
    assert_eq!(setting.pull_first(), "fetched");
    assert_eq!(setting.server.asked(&path(1)), [file(1).len() as u64]);
    assert_eq!(setting.folder(), Setting::whole(&[1]));
}

/// The part of an older file, to which the rest of the new one was added.
#[test]
fn a_wrong_checksum_is_put_right_by_fetching_anew() {
    let setting = Setting::new();
    fs::write(setting.folder.path().join(format!("{}.part", name(1))), [7; 500]).unwrap();
    assert_eq!(setting.pull_first(), "fetched");
    assert_eq!(setting.server.asked(&path(1)), [500, 0]);
    assert_eq!(setting.folder(), Setting::whole(&[1]));
}

#[test]
fn a_file_that_is_always_wrong_never_gets_its_name() {
    let setting = Setting::new();
    let mut wrong = file(2);
    wrong[1000] ^= 1;
    setting.server.put(&path(2), wrong.clone());
    let results = setting.pull(ALL).unwrap();
    let expected = format!(
        "{} has the checksum {}, not the published {}, also when fetched anew",
        name(2),
        md5(&wrong),
        md5(&file(2))
    );
    assert_eq!(results, ["fetched".to_owned(), expected, "fetched".to_owned()]);
    assert_eq!(setting.folder(), Setting::whole(&[1, 3]), "the wrong file left nothing");
    assert_eq!(setting.server.asked(&path(2)), [0, 0], "it was fetched twice and no more");
}

#[test]
fn a_file_that_is_gone_does_not_keep_the_others() {
    let setting = Setting::new();
    setting.server.fail(&path(1), [Fault::Status(404, "")]);
    setting.server.fail(&path(2), [Fault::Status(403, "")]);
    let expected = [
        format!("BASE{} is not there (404)", path(1)),
        format!("the server refuses BASE{} with status 403", path(2)),
        "fetched".to_owned(),
    ];
    assert_eq!(setting.pull(ALL).unwrap(), expected);
    assert_eq!(setting.folder(), Setting::whole(&[3]));
    assert_eq!((setting.server.asked(&path(1)), setting.server.asked(&path(2))), (vec![0], vec![0]), "each asked once");
}

#[test]
fn the_server_decides_how_long_to_wait() {
    let setting = Setting::new();
    let date = "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    setting.server.fail(&path(1), [Fault::Status(503, "Retry-After: 120\r\n"), Fault::Status(429, date)]);
    assert_eq!(setting.pull_first(), "fetched");
    let notes = setting.notes();
    assert_eq!(notes[1..3], ["waiting 120000 ms: the server answers 503", "waiting 7000 ms: the server answers 429"]);
    assert!(setting.waited() >= Duration::from_secs(127));
    assert_eq!(setting.folder(), Setting::whole(&[1]));
}

#[test]
fn a_server_that_wants_to_be_left_alone_is_left_alone() {
    let setting = Setting::new();
    setting.server.fail(&path(1), [Fault::Status(503, "Retry-After: 86400\r\n")]);
    let results = setting.pull(ALL).unwrap();
    let busy = format!("the server asks to come back for BASE{} in 86400 seconds", path(1));
    assert_eq!(results, [busy.as_str(), "not tried", "not tried"]);
    assert!(setting.folder().is_empty());
}

#[test]
fn a_list_that_was_cut_is_asked_for_again() {
    let setting = Setting::new();
    let half = format!("<html><pre><a href=\"{}\">x</a>", name(1)).into_bytes();
    setting.server.fail("/baseline/", [Fault::CutAfter(60), Fault::Body(half)]);
    assert_eq!(setting.pull(ALL).unwrap(), ["fetched"; 3]);
    assert_eq!(setting.server.asked("/baseline/").len(), 3);
}

#[test]
fn a_cancelled_pull_keeps_what_it_has_and_goes_on_later() {
    let mut setting = Setting::new();
    setting.notes.cancel_after = Some(2);
    let results = setting.pull(ALL).unwrap();
    assert!(results.contains(&"the pull was cancelled".to_owned()), "{results:?}");
    let names: Vec<String> = setting.folder().into_keys().collect();
    let whole = names.iter().filter(|name| name.ends_with(".gz")).count();
    assert!(whole < 3, "{names:?}");
    for number in 1..=3 {
        let there = setting.folder().get(&name(number)).cloned();
        assert!(there.is_none_or(|bytes| bytes == file(number)), "a file with its name is whole");
    }
    setting.notes.cancel_after = None;
    assert!(setting.pull(ALL).unwrap().iter().all(|result| result == "fetched" || result == "known"));
    assert_eq!(setting.folder(), Setting::whole(&[1, 2, 3]));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let mut setting = Setting::new();
    let file = setting.folder.path().join("a-file");
    fs::write(&file, "x").unwrap();
    setting.options.folder = file.join("below");
    let error = setting.pull(ALL).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{} cannot be used: ", file.join("below").display())), "{error}");
}

/// `/dev/full` is a disk without room.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_the_pull() {
    let setting = Setting::new();
    let part = setting.folder.path().join(format!("{}.part", name(1)));
    std::os::unix::fs::symlink("/dev/full", &part).unwrap();
    let results = setting.pull(ALL).unwrap();
    assert_eq!(
        results,
        [format!("the disk is full; {} was not written", part.display()).as_str(), "not tried", "not tried"]
    );
    assert!(!setting.folder.path().join(name(1)).exists());
}
