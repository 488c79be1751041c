//! Random damage to real records: never a panic, never more work or memory than the length of the input allows.
//!
//! Bound: 512 cases a run, each 1 to 12 byte flips, deletions, duplications, swaps and cuts in a text of at most 64 KiB
//! of real records. Records that come out hold no more text than went in, apart from character names that are longer in
//! UTF-8 than in the file (at most 3 bytes for each). `PROPTEST_CASES` raises the number of cases.

use std::fs::File;
use std::io::{Read, Write};

use bellwether_sources::gzip;
use bellwether_sources::record::Change;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::reading;

#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Delete(Index, usize),
    Duplicate(Index, usize),
    Swap(Index, Index),
    Insert(Index, &'static str),
    Cut(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let markup = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "]]>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "\"",
        "/>",
        "</PubmedArticle>",
        "<PubmedArticle>",
        "&#",
        "<!DOCTYPE x [",
        "\u{0}",
        "<ReferenceList>",
        "</ReferenceList>",
        "<PMID>",
        "&amp;",
        "\u{feff}",
        "\r\n",
    ]);
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        3 => (any::<Index>(), 1..200_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        2 => (any::<Index>(), 1..5_000_usize).prop_map(|(at, length)| Damage::Duplicate(at, length)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
        4 => (any::<Index>(), markup).prop_map(|(at, text)| Damage::Insert(at, text)),
        1 => any::<Index>().prop_map(Damage::Cut),
    ]
}

impl Damage {
    fn apply(&self, text: &mut Vec<u8>) {
        if text.is_empty() {
            return;
        }
        let length = text.len();
        match self {
            Damage::Flip(at, bits) => text[at.index(length)] ^= bits,
            Damage::Delete(at, count) => {
                let at = at.index(length);
                text.drain(at..(at + count).min(length));
            }
            Damage::Duplicate(at, count) => {
                let at = at.index(length);
                let copy = text[at..(at + count).min(length)].to_vec();
                text.splice(at..at, copy);
            }
            Damage::Swap(one, other) => text.swap(one.index(length), other.index(length)),
            Damage::Insert(at, inserted) => {
                let at = at.index(length);
                text.splice(at..at, inserted.bytes());
            }
            Damage::Cut(at) => text.truncate(at.index(length)),
        }
    }
}

/// At most 64 KiB of whole records of the sample, or of the made-up records where there is no sample.
fn originals() -> Vec<String> {
    let mut texts = vec![include_str!("every_field.xml").to_owned()];
    for name in reading::FILES {
        let Some(path) = reading::sample(name) else { continue };
        let mut start = vec![0; 300_000];
        gzip::reader(File::open(path).unwrap()).read_exact(&mut start).unwrap();
        let start = String::from_utf8_lossy(&start).into_owned();
        let records: Vec<&str> = start.split_inclusive("</PubmedArticle>").skip(1).collect();
        let mut text = String::new();
        for record in &records[..records.len() - 1] {
            if text.len() + record.len() < 64_000 {
                text.push_str(record);
            }
        }
        texts.push(reading::in_root(&text));
    }
    texts
}

/// Bytes of text in what came out.
fn kept_bytes(changes: &[Change]) -> usize {
    changes
        .iter()
        .map(|change| match change {
            Change::Upsert(record) => {
                let sections = record.sections.iter().map(|section| section.text.len()).sum::<usize>();
                let references = record.references.iter().map(|reference| reference.citation.len()).sum::<usize>();
                record.title.len() + sections + references
            }
            Change::Delete(key) => key.id.len(),
        })
        .sum()
}

fn refused_or_bounded(text: &[u8]) -> Result<(), TestCaseError> {
    match reading::read(text) {
        Ok(changes) => {
            prop_assert!(kept_bytes(&changes) <= text.len() * 2);
            prop_assert!(changes.len() <= text.len() / 10);
        }
        Err(error) => {
            prop_assert!(error.place.byte <= text.len() as u64, "{error}");
            prop_assert!(
                error.place.line as usize <= 1 + text.iter().filter(|&&byte| byte == b'\n').count(),
                "{error}"
            );
            prop_assert!(error.to_string().len() < 400, "{error}");
        }
    }
    Ok(())
}

#[test]
fn damaged_text_is_refused_or_read_within_bounds() {
    let originals = originals();
    for original in &originals {
        assert!(reading::read(original.as_bytes()).is_ok());
    }
    let strategy = (any::<Index>(), prop::collection::vec(damage(), 1..12));
    let config =
        ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(cases(512)) };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&strategy, |(original, damages)| {
            let mut text = original.get(&originals).clone().into_bytes();
            damages.iter().for_each(|damage| damage.apply(&mut text));
            refused_or_bounded(&text)
        })
        .unwrap();
}

#[test]
fn damaged_gzip_is_refused_or_read_within_bounds() {
    let originals: Vec<Vec<u8>> = originals().iter().map(|text| gzipped(text.as_bytes())).collect();
    let strategy = (any::<Index>(), prop::collection::vec(damage(), 1..4));
    let config =
        ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(cases(256)) };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&strategy, |(original, damages)| {
            let mut bytes = original.get(&originals).clone();
            damages.iter().for_each(|damage| damage.apply(&mut bytes));
            // The text behind damaged gzip has no known length, so only that it ends and never panics is asked.
            let _ = reading::read(bytes.as_slice());
            Ok(())
        })
        .unwrap();
}

fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

fn gzipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}
