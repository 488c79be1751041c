//! Queries and what they find in twelve records: a change in how a query is read, joined or ranked shows as a change here.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fmt::Write;
use std::sync::Arc;

use bellwether_evidence::index::document::document;
use bellwether_evidence::index::schema::{Fields, Place, register_analyzer};
use bellwether_evidence::search::engine::Engine;
use bellwether_evidence::search::request::SearchRequest;
use bellwether_sources::date::PartialDate;
use bellwether_sources::record::{Author, Heading, Record, Section, Source, Term};
use tantivy::Index;

const RECORDS: &str = include_str!("golden/records.tsv");
const QUERIES: &str = include_str!("golden/queries.txt");
const MESH: &str = "D001249\tAsthma\tBronchial Asthma\tC08.127.108\t\n\
    D055963\tAsthma, Exercise-Induced\t\tC08.127.108.054\t\n\
    D009203\tMyocardial Infarction\tHeart Attack|Infarct, Myocardial\tC14.280.647.500\t\n\
    D009369\tNeoplasms\tTumors|Cancer\tC04\t\n";

fn record(line: &str) -> Record {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, date, language, kind, author, journal, heading, title, text] = columns.as_slice() else {
        panic!("not nine columns: {line}");
    };
    let mut record = Record::new(Source::PubMed, (*id).to_owned());
    let mut date = date.split('-');
    let mut part = || date.next().map(|part| part.parse::<u16>().unwrap());
    let year = i16::try_from(part().unwrap()).unwrap();
    let (month, day) = (part().map(|month| month as u8), part().map(|day| day as u8));
    record.date = Some(PartialDate::new(year, month, day));
    record.languages = vec![(*language).into()];
    record.types = vec![Term { id: String::new(), name: (*kind).into() }];
    let (last_name, fore_name) = author.split_once(' ').unwrap();
    let initials = fore_name[..1].to_owned();
    record.authors =
        vec![Author { last_name: last_name.into(), fore_name: fore_name.into(), initials, ..Author::default() }];
    record.venue.name = (*journal).into();
    let heading = heading.split_once(' ');
    record.headings = heading
        .map(|(id, name)| Heading { id: id.into(), name: name.into(), ..Heading::default() })
        .into_iter()
        .collect();
    record.title = (*title).into();
    record.sections = vec![Section { text: (*text).into(), ..Section::default() }];
    record
}

fn engine() -> Engine {
    let (schema, fields) = Fields::schema();
    let index = Index::create_in_ram(schema);
    register_analyzer(&index);
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    for (row, line) in RECORDS.lines().skip(1).enumerate() {
        let place = Place { part: 0, row: u32::try_from(row).unwrap() };
        writer.add_document(document(&fields, &record(line), place)).unwrap();
    }
    writer.commit().unwrap();
    let mesh = bellwether_vocabulary::file::read(MESH.as_bytes()).unwrap();
    Engine::new(index.reader().unwrap().searcher(), Some(Arc::new(mesh)))
}

#[test]
fn queries_find_what_they_found_before() {
    let engine = engine();
    let mut table = String::new();
    for line in QUERIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        writeln!(table, "{line}").unwrap();
        let query = match bellwether_query::parse(line) {
            Ok(query) => query,
            Err(error) => {
                writeln!(table, "  refused: {error}").unwrap();
                continue;
            }
        };
        let results = engine.search(&SearchRequest::new(query.clone())).unwrap();
        assert!(results.total.is_exact() && results.total.hits == results.hits.len() as u64, "{line}");
        let keys: Vec<&str> = results.hits.iter().map(|hit| hit.shown.key.trim_start_matches("pubmed:")).collect();
        writeln!(table, "  read as {query}\n  finds {}", keys.join(" ")).unwrap();
        for notice in &results.notices {
            writeln!(table, "  says: {notice}").unwrap();
        }
    }
    insta::assert_snapshot!(table);
}
