//! Our reading of the sample against an independent one: lxml trees, by `python/reference.py`.
//!
//! Every field of every record must be the same to the byte.

use std::fmt::Write;

use bellwether_sources::record::{Change, Record};
use serde_json::Value;

use crate::python::Output;
use crate::reading;

#[test]
fn file_1_reads_as_lxml_reads_it() {
    compare(reading::FILES[0]);
}

#[test]
fn file_2_reads_as_lxml_reads_it() {
    compare(reading::FILES[1]);
}

fn compare(name: &str) {
    let Some(path) = reading::sample(name) else { return };
    let Some(mut reference) = Output::of("reference.py", &path) else { return };
    let changes = reading::read_sample(name).unwrap();
    let mut report = String::new();
    let mut differing = 0;
    for change in &changes {
        let theirs = reference.next_line().expect("the reference has as many changes");
        let ours = match change {
            Change::Upsert(record) => serde_json::to_string(record).unwrap(),
            Change::Delete(key) => format!("{{\"deleted\":\"{}\"}}", key.id),
        };
        if ours != theirs {
            differing += 1;
            if differing <= 10 {
                describe(change, &theirs, &mut report);
            }
        }
    }
    reference.finish();
    assert_eq!(differing, 0, "of {} changes differ; the first are\n{report}", changes.len());
}

fn describe(change: &Change, theirs: &str, report: &mut String) {
    let Change::Upsert(record) = change else {
        writeln!(report, "{change:?}, lxml {theirs}").unwrap();
        return;
    };
    let theirs: Value = serde_json::from_str(theirs).unwrap();
    let ours: Value = serde_json::to_value(record.as_ref() as &Record).unwrap();
    for (field, value) in ours.as_object().unwrap() {
        if theirs[field] != *value {
            writeln!(report, "{} {field}\n  ours {value}\n  lxml {}", record.key, theirs[field]).unwrap();
        }
    }
}
