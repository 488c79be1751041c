//! Trials of four registers: the reference file counted and compared with an independent reading, an invented trial of
//! each whole, the forms a file may have.

use bellwether_sources::format::Format;
use bellwether_sources::record::{Kind, Record, Source};
use serde_json::json;

use crate::reading::{read, read_detected, shared};

fn registers() -> Option<Vec<Record>> {
    let path = shared("trials/registers.jsonl")?;
    let (format, records) = read_detected("registers.jsonl", &std::fs::read(path).unwrap());
    assert_eq!(format, Format::TrialsJson);
    Some(records)
}

/// The file has 26 lines; one of them is what the tool that made it keeps about its own queries.
#[test]
fn every_trial_of_the_reference_file_is_read() {
    let Some(records) = registers() else { return };
    let count = |source: Source| records.iter().filter(|record| record.key.source == source).count();
    let counts = [Source::ClinicalTrials, Source::Euctr, Source::Ctis, Source::Isrctn].map(count);
    assert_eq!((records.len(), counts), (25, [8, 4, 4, 9]));
    for record in &records {
        assert_eq!(record.kind, Kind::Trial);
        let trial = record.trial.as_ref().unwrap();
        let has_facts = !trial.phase.is_empty() && trial.enrolment.is_some() && !trial.conditions.is_empty();
        // ISRCTN names drugs and devices, but describes other interventions in words only.
        let has_interventions = !trial.interventions.is_empty() || record.key.source == Source::Isrctn;
        assert!(has_facts && !trial.countries.is_empty() && has_interventions, "{}: {trial:?}", record.key);
        assert!(!record.title.is_empty() && record.date.is_some() && record.sections.len() >= 5, "{}", record.key);
        assert!(trial.sponsor.is_empty() == (record.key.source == Source::Isrctn), "{}", record.key);
    }
}

#[test]
fn an_independent_reading_finds_the_same() {
    let Some(records) = registers() else { return };
    let printed = crate::reading::python("trials.py", &[shared("trials/registers.jsonl").unwrap().as_path()]);
    let expected: Vec<serde_json::Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(expected.len(), records.len());
    for (record, expected) in records.iter().zip(&expected) {
        let trial = record.trial.as_ref().unwrap();
        let mut countries = trial.countries.clone();
        countries.sort();
        let papers = record.references.iter().flat_map(|paper| &paper.identifiers).map(|id| &id.value);
        let found = json!({
            "id": record.key.id,
            "title": record.title,
            "phase": trial.phase,
            "enrolment": trial.enrolment,
            "conditions": trial.conditions,
            "countries": countries,
            "sponsor": trial.sponsor,
            "start": record.date.as_ref().unwrap().iso(),
            "status": record.status,
            "papers": papers.collect::<Vec<_>>(),
            "interventions": trial.interventions.len(),
        });
        for (field, expected) in expected.as_object().unwrap() {
            assert_eq!(found[field], *expected, "{} {field}", record.key);
        }
    }
}

/// An invented trial of each register and form, with every field that is read.
const INVENTED: &str = include_str!("trials.json");

#[test]
fn every_field_of_a_trial_is_mapped() {
    let (format, records) = read_detected("trials.json", INVENTED.as_bytes());
    assert_eq!(format, Format::TrialsJson);
    let names = ["clinicaltrials", "legacy", "euctr", "ctis_newer", "ctis_older", "isrctn"];
    assert_eq!(records.len(), names.len());
    for (name, record) in names.iter().zip(&records) {
        insta::assert_snapshot!(*name, serde_json::to_string_pretty(record).unwrap());
    }
}

#[test]
fn every_form_of_file_gives_the_same_trials() {
    let Some(path) = shared("trials/registers.jsonl") else { return };
    let lines = std::fs::read_to_string(path).unwrap();
    let studies: Vec<String> = lines
        .lines()
        .filter(|line| line.contains("\"protocolSection\""))
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["record"].to_string())
        .collect();
    let pretty: serde_json::Value = serde_json::from_str(&studies[0]).unwrap();
    let from = |text: &str| {
        let (format, records) = read_detected("studies.json", text.as_bytes());
        assert_eq!(format, Format::TrialsJson);
        records
    };
    let expected = from(&studies.join("\n"));
    assert_eq!(expected.len(), 5);
    let page = format!(r#"{{"totalCount":5,"studies":[{}],"nextPageToken":"x"}}"#, studies.join(","));
    assert_eq!(from(&page), expected);
    assert_eq!(from(&format!("[{}]", studies.join(",\n"))), expected);
    assert_eq!(from(&serde_json::to_string_pretty(&pretty).unwrap()), expected[..1]);
    assert_eq!(read(Format::TrialsJson, r#"{"totalCount":0,"studies":[]}"#.as_bytes()), Ok(Vec::new()));
}
