//! Mutated files: whatever bytes change, a parser answers with records or one error, in bounded time, and the same twice.
//!
//! Bound: 3,000 mutants of each format a run (`PROPTEST_CASES` raises it), each of a file of up to 60 kB with up to eight
//! mutations: bytes changed, dropped, doubled, pieces copied elsewhere, the end cut, hostile tokens put in. A mutant is read
//! whole and also in reads of a few bytes, which must make no difference.

use std::io::Read;

use bellwether_sources::format::Format;
use proptest::prelude::*;

use crate::reading::read;

const WORK: &str = include_str!("openalex_work.json");
const TRIALS: &str = include_str!("trials.json");
const RIS: &str = include_str!("invented.ris");
const BIBTEX: &str = include_str!("invented.bib");

const HOSTILE: [&str; 16] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    ",",
    "\u{0}",
    "é",
    "ER  - \n",
    "TY  - JOUR\n",
    "@string{",
    "\\'{",
    "$",
    "\"results\":[",
    "#",
];

#[derive(Clone, Debug)]
enum Mutation {
    Change(usize, u8),
    Drop(usize, usize),
    Copy(usize, usize, usize),
    Insert(usize, &'static str),
    Cut(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let place = any::<usize>();
    prop_oneof![
        4 => (place, any::<u8>()).prop_map(|(at, byte)| Mutation::Change(at, byte)),
        2 => (place, 1..200_usize).prop_map(|(at, length)| Mutation::Drop(at, length)),
        2 => (place, 1..2000_usize, place).prop_map(|(from, length, to)| Mutation::Copy(from, length, to)),
        4 => (place, prop::sample::select(&HOSTILE[..])).prop_map(|(at, token)| Mutation::Insert(at, token)),
        1 => place.prop_map(Mutation::Cut),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let length = bytes.len();
    let place = |at: usize| if length == 0 { 0 } else { at % length };
    match *mutation {
        Mutation::Change(at, byte) if length > 0 => bytes[place(at)] = byte,
        Mutation::Change(..) => {}
        Mutation::Drop(at, count) => drop(bytes.drain(place(at)..(place(at) + count).min(length))),
        Mutation::Copy(from, count, to) => {
            let piece = bytes[place(from)..(place(from) + count).min(length)].to_vec();
            bytes.splice(place(to)..place(to), piece);
        }
        Mutation::Insert(at, token) => drop(bytes.splice(place(at)..place(at), token.bytes())),
        Mutation::Cut(at) => bytes.truncate(place(at)),
    }
}

/// Gives a few bytes at a time.
struct Trickle<'a>(&'a [u8]);

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let few = buffer.len().min(7);
        self.0.read(&mut buffer[..few])
    }
}

fn check(format: Format, original: &str, mutations: &[Mutation]) -> Result<(), TestCaseError> {
    let mut bytes = original.as_bytes().to_vec();
    for mutation in mutations {
        mutate(&mut bytes, mutation);
    }
    let answer = read(format, bytes.as_slice());
    if let Err(error) = &answer {
        prop_assert!(error.place.byte <= bytes.len() as u64, "{error} lies outside {} bytes", bytes.len());
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        prop_assert!((1..=lines).contains(&error.place.line), "{error} lies outside {lines} lines");
    }
    if let Ok(records) = &answer {
        prop_assert!(records.iter().all(|record| !record.key.id.is_empty()));
    }
    prop_assert_eq!(read(format, Trickle(&bytes)), answer);
    Ok(())
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_mutated_openalex_file_is_answered(mutations in prop::collection::vec(mutation(), 0..8)) {
        check(Format::OpenAlexJson, WORK, &mutations)?;
    }

    #[test]
    fn a_mutated_trials_file_is_answered(mutations in prop::collection::vec(mutation(), 0..8)) {
        check(Format::TrialsJson, TRIALS, &mutations)?;
    }

    #[test]
    fn a_mutated_ris_file_is_answered(mutations in prop::collection::vec(mutation(), 0..8)) {
        check(Format::Ris, RIS, &mutations)?;
    }

    #[test]
    fn a_mutated_bibtex_file_is_answered(mutations in prop::collection::vec(mutation(), 0..8)) {
        check(Format::BibTex, BIBTEX, &mutations)?;
    }

    /// Text that no export would hold, put where a title stands, comes back as some title and changes no other field.
    #[test]
    fn any_title_is_kept_in_json(title in "\\PC{0,40}") {
        let work = serde_json::json!({"id": "https://openalex.org/W1", "title": title});
        let records = read(Format::OpenAlexJson, work.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&records[0].key.id, "W1");
        if !title.contains(['<', '&']) {
            prop_assert_eq!(&records[0].title, &title.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
