//! Lists of references in RIS and BibTeX: real exports counted and compared with each other, and what the formats allow.

use std::collections::{BTreeMap, BTreeSet};

use bellwether_sources::format::Format;
use bellwether_sources::record::Record;

use crate::reading::{read, read_detected, shared};

fn export(name: &str, expected: Format) -> Option<(String, Vec<Record>)> {
    let bytes = std::fs::read(shared(&format!("works/exports/{name}"))?).unwrap();
    let (format, records) = read_detected(name, &bytes);
    assert_eq!(format, expected, "{name}");
    Some((String::from_utf8(bytes).unwrap(), records))
}

fn keys(records: &[Record]) -> BTreeSet<&str> {
    records.iter().map(|record| record.key.id.as_str()).collect()
}

#[test]
fn every_reference_of_the_exports_is_read() {
    let files = [("asysd_wos_test.ris", 50), ("asysd_zotero_export.ris", 1000)];
    for (name, count) in files {
        let Some((text, records)) = export(name, Format::Ris) else { return };
        let lines = || text.split(['\n', '\r']).map(|line| line.trim_start_matches('\u{feff}'));
        let counted = |tag: &str| lines().filter(|line| line.starts_with(tag)).count();
        assert_eq!((records.len(), counted("TY  - "), counted("ER  -")), (count, count, count), "{name}");
        assert_eq!(records.iter().map(|record| record.authors.len()).sum::<usize>(), counted("AU  - "), "{name}");
        assert_eq!(records.iter().filter(|record| !record.sections.is_empty()).count(), counted("AB  - "), "{name}");
        assert_eq!(
            records.iter().filter(|record| record.identifier("doi").is_some()).count(),
            counted("DO  - "),
            "{name}"
        );
        assert_eq!(
            records.iter().filter(|record| record.identifier("wos").is_some()).count(),
            counted("AN  - "),
            "{name}"
        );
        assert_eq!(records.iter().filter(|record| record.date.is_some()).count(), counted("PY  - "), "{name}");
        assert_eq!(keys(&records).len(), count, "{name} holds no reference twice");
    }
    let (text, records) = export("asysd_zotero_export.bib", Format::BibTex).unwrap();
    let counted = |begin: &str| text.lines().filter(|line| line.starts_with(begin)).count();
    assert_eq!((records.len(), counted("@")), (1000, 1000));
    assert_eq!(records.iter().filter(|record| !record.sections.is_empty()).count(), counted("\tabstract = "));
    assert_eq!(records.iter().filter(|record| record.identifier("doi").is_some()).count(), counted("\tdoi = "));
    assert_eq!(records.iter().filter(|record| record.date.is_some()).count(), counted("\tyear = "));
    assert_eq!(keys(&records).len(), 1000);
}

/// The two exports of one Zotero library say the same, field by field.
#[test]
fn both_exports_of_one_library_agree() {
    let Some((_, ris)) = export("asysd_zotero_export.ris", Format::Ris) else { return };
    let (_, bib) = export("asysd_zotero_export.bib", Format::BibTex).unwrap();
    let mut differences: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (ris, bib) in ris.iter().zip(&bib) {
        let (found, expected) = (fields(bib), fields(ris));
        for ((name, found), (_, expected)) in found.iter().zip(&expected).filter(|(found, expected)| found != expected)
        {
            let of_field = differences.entry(name).or_default();
            of_field.push(format!("{}\n  BibTeX {found}\n  RIS    {expected}", bib.key));
        }
    }
    for (name, list) in &differences {
        println!("{name}: {}\n{}", list.len(), list.join("\n"));
    }
    let counts: BTreeMap<&str, usize> = differences.iter().map(|(name, list)| (*name, list.len())).collect();
    let explained = [
        // `--` is a dash in BibTeX, and Zotero does not escape the one that the text had.
        ("abstract", 2),
        // Zotero writes no ISSN for conference papers in BibTeX.
        ("issn", 1),
        // Zotero joins keywords by commas, also those with a comma: `46,XX TRUE HERMAPHRODITES`.
        ("keywords", 4),
        // Zotero writes no seasons in BibTeX.
        ("month", 3),
        // Zotero took the university of a Web of Science record (`C3`) for the proceedings.
        ("venue", 3),
    ];
    assert_eq!(counts, BTreeMap::from(explained));
}

fn fields(record: &Record) -> [(&'static str, String); 12] {
    let names = record.authors.iter().map(|a| format!("{}{}, {}", a.collective, a.last_name, a.fore_name));
    let keywords: BTreeSet<_> = record.keywords.iter().map(|word| word.text.clone()).collect();
    [
        ("title", record.title.clone()),
        ("doi", record.identifier("doi").unwrap_or_default().to_owned()),
        ("abstract", record.sections.first().map(|section| section.text.clone()).unwrap_or_default()),
        ("year", record.date.as_ref().map(|date| date.year.to_string()).unwrap_or_default()),
        ("month", record.date.as_ref().and_then(|date| date.month).map(|month| month.to_string()).unwrap_or_default()),
        ("authors", names.collect::<Vec<_>>().join("; ")),
        ("venue", record.venue.name.clone()),
        ("volume and issue", format!("{} {}", record.venue.volume, record.venue.issue)),
        ("pages", record.venue.pages.clone()),
        ("issn", record.venue.issn.clone()),
        ("languages", record.languages.join(" ")),
        ("keywords", keywords.into_iter().collect::<Vec<_>>().join("; ")),
    ]
}

#[test]
fn one_reference_of_each_format_is_mapped_whole() {
    let ris = read(Format::Ris, RIS.as_bytes()).unwrap();
    insta::assert_snapshot!("ris", serde_json::to_string_pretty(&ris).unwrap());
    let bib = read(Format::BibTex, BIB.as_bytes()).unwrap();
    insta::assert_snapshot!("bibtex", serde_json::to_string_pretty(&bib).unwrap());
}

/// Invented references with every tag that is read, line ends of all three kinds, and a continued line.
const RIS: &str = include_str!("invented.ris");

/// Invented entries with what BibTeX allows: names, joined values, quotes, parentheses, a part before its book.
const BIB: &str = include_str!("invented.bib");

/// What tells references apart, case by case (see the head of `citation.rs`).
#[test]
fn references_are_told_apart_by_the_best_id_they_have() {
    let id = |fields: &str| {
        let text = format!("TY  - JOUR\nTI  - A Title!\nPY  - 2020\n{fields}ER  - \n");
        read(Format::Ris, text.as_bytes()).unwrap().remove(0).key.id
    };
    assert_eq!(id("DO  - 10.5555/ABC\nAN  - WOS:1\nID  - k\n"), "10.5555/abc");
    assert_eq!(id("UR  - https://dx.doi.org/10.5555/ABC\n"), "10.5555/abc");
    assert_eq!(id("AN  - WOS:A1\nID  - k\n"), "wos:a1");
    assert_eq!(id("AN  - 77\nDB  - Embase\n"), "embase:77");
    assert_eq!(id("AN  - 77\n").split_once('~').unwrap().0, "77");
    assert_eq!(id("ID  - k\n").split_once('~').unwrap().0, "k");
    assert_ne!(id("ID  - k\n"), id("ID  - k\nTI  - x\n").replace('x', "y") + "?");
    assert_eq!(id("").split_once('~').unwrap().0, "content");
    let other = read(Format::Ris, b"TY  - JOUR\nTI  - Another title\nID  - k\nER  - \n".as_slice()).unwrap().remove(0);
    assert_ne!(id("ID  - k\n"), other.key.id, "one local key for two papers makes two records");
}
