//! Search against a reading of every record: boolean laws, counts, pages, sorts, exports, hostile queries.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::sync::Arc;

use bellwether_evidence::index::analyzer::English;
use bellwether_evidence::index::document::document;
use bellwether_evidence::index::schema::{Fields, Place, register_analyzer};
use bellwether_evidence::search::engine::Engine;
use bellwether_evidence::search::export::{Format, export_one};
use bellwether_evidence::search::request::{Matching, Notice, SearchRequest, Sort};
use bellwether_evidence::search::similar::similar;
use bellwether_evidence::search::suggest::suggest;
use bellwether_evidence::search::terms::whole_words;
use bellwether_query::Query;
use bellwether_query::ast::Value;
use bellwether_query::field::Field;
use bellwether_sources::block::Block;
use bellwether_sources::date::PartialDate;
use bellwether_sources::format::Format as SourceFormat;
use bellwether_sources::record::{Author, Change, Heading, Identifier, Key, Record, Section, Source, Term};
use proptest::prelude::*;
use tantivy::Index;

const WORDS: [&str; 6] = ["asthma", "aspirin", "children", "lung", "il-2", "mice"];

/// Record `number`: which words it holds follows from the number's digits in base two.
fn record(number: usize) -> Record {
    let mut record = Record::new(Source::PubMed, (number + 1).to_string());
    let words = WORDS.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1).map(|(_, word)| *word);
    record.title = words.clone().take(2).collect::<Vec<_>>().join(" ");
    record.sections = vec![Section { text: words.collect::<Vec<_>>().join(" and "), ..Section::default() }];
    record.date = Some(PartialDate::new(2000 + (number % 5) as i16, Some(1 + (number % 12) as u8), None));
    record.languages = vec![if number.is_multiple_of(3) { "rus" } else { "eng" }.into()];
    record.types =
        vec![Term { id: String::new(), name: if number.is_multiple_of(2) { "Review" } else { "Letter" }.into() }];
    record.venue.name = format!("Journal {}", number % 4);
    record.headings = vec![if number % 4 == 1 {
        Heading { id: "D001249".into(), name: "Asthma".into(), ..Heading::default() }
    } else {
        Heading { id: "D055963".into(), name: "Asthma, Exercise-Induced".into(), ..Heading::default() }
    }];
    record.authors = vec![Author {
        last_name: "Müller".into(),
        fore_name: "Anna".into(),
        initials: "A".into(),
        ..Author::default()
    }];
    record.identifiers = vec![Identifier { scheme: "doi".into(), value: format!("10.1000/(x){number}") }];
    record
}

fn engine_over(records: &[Record]) -> Engine {
    let (schema, fields) = Fields::schema();
    let index = Index::create_in_ram(schema);
    register_analyzer(&index);
    let mut writer = index.writer_with_num_threads(1, 20_000_000).unwrap();
    for (row, record) in records.iter().enumerate() {
        let place = Place { part: 0, row: row as u32 };
        writer.add_document(document(&fields, record, place)).unwrap();
    }
    writer.commit().unwrap();
    let mesh =
        "D001249\tAsthma\tBronchial Asthma\tC08.127.108\t\nD055963\tAsthma, Exercise-Induced\t\tC08.127.108.054\t\n";
    let mesh = bellwether_vocabulary::file::read(mesh.as_bytes()).unwrap();
    Engine::new(index.reader().unwrap().searcher(), Some(Arc::new(mesh)))
}

thread_local! {
    static RECORDS: Vec<Record> = (0..64).map(record).collect();
    static ENGINE: Engine = RECORDS.with(|records| engine_over(records));
}

fn request(query: &str) -> SearchRequest {
    SearchRequest { matching: Matching::All, limit: 200, ..SearchRequest::new(bellwether_query::parse(query).unwrap()) }
}

fn keys(request: &SearchRequest) -> Vec<String> {
    ENGINE.with(|engine| engine.search(request).unwrap().hits.into_iter().map(|hit| hit.shown.key).collect())
}

/// Does a record match, as the language's description says?
fn holds(record: &Record, query: &Query) -> bool {
    let mut english = English::default();
    let mut text = whole_words(&record.title, &mut english);
    text.extend(whole_words(&record.sections[0].text, &mut english));
    text.extend(whole_words(&record.headings[0].name, &mut english));
    let has = |word: &str, english: &mut English| {
        whole_words(word, english).iter().all(|(_, stem)| text.iter().any(|(_, own)| own == stem))
    };
    match query {
        Query::All => true,
        Query::Words(words) => words.iter().all(|word| has(&word.text, &mut english)),
        Query::And(parts) => parts.iter().all(|part| holds(record, part)),
        Query::Or(parts) => parts.iter().any(|part| holds(record, part)),
        Query::Not(inner) => !holds(record, inner),
        Query::Clause(Field::Year, Value::Range(range)) => {
            let (first, last) = range.bounds();
            (first..=last).contains(&record.date.as_ref().unwrap().number())
        }
        Query::Clause(Field::Language, value) => record.languages[0] == value.text().unwrap(),
        Query::Clause(Field::Any, value) => has(value.text().unwrap(), &mut english),
        other => panic!("{other} is not among the queries of this test"),
    }
}

fn query() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => proptest::sample::select(WORDS.to_vec()).prop_map(str::to_owned),
        1 => (2000..2005_u16, 0..3_u16).prop_map(|(from, more)| format!("year:{from}..{}", from + more)),
        1 => proptest::sample::select(vec!["lang:eng", "lang:rus", "*", "+lung"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) AND ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) OR ({b})")),
            inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_search_finds_what_reading_every_record_finds(text in query(), sort in 0..4_usize) {
        let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Title][sort];
        let found: BTreeSet<String> = keys(&SearchRequest { sort, ..request(&text) }).into_iter().collect();
        let tree = bellwether_query::parse(&text).unwrap();
        let expected: BTreeSet<String> = RECORDS.with(|records| {
            records.iter().filter(|record| holds(record, &tree)).map(|record| record.key.to_string()).collect()
        });
        prop_assert_eq!(found, expected, "{}", text);
    }

    #[test]
    fn pages_hold_every_hit_once_and_in_order(text in query(), step in 1..20_usize) {
        let whole = keys(&request(&text));
        let mut paged = Vec::new();
        for offset in (0..whole.len() + step).step_by(step) {
            paged.extend(keys(&SearchRequest { offset, limit: step, ..request(&text) }));
        }
        prop_assert_eq!(paged, whole);
    }

    #[test]
    fn facets_count_what_filtering_finds(text in query()) {
        let results = ENGINE.with(|engine| engine.search(&request(&text)).unwrap());
        prop_assert!(results.total.is_exact());
        prop_assert_eq!(results.total.hits, results.hits.len() as u64);
        for facet in &results.facets.values {
            for count in &facet.counts {
                let tree = Query::and([bellwether_query::parse(&text).unwrap(), count.condition(facet.field)]);
                let narrowed = SearchRequest { query: tree, ..request("") };
                prop_assert_eq!(keys(&narrowed).len() as u64, count.hits, "{} {}", facet.field.name(), count.value);
            }
        }
        for (year, hits) in &results.facets.years {
            prop_assert_eq!(keys(&request(&format!("({text}) AND year:{year}"))).len() as u64, *hits);
        }
    }

    #[test]
    fn counts_of_records_by_key_are_those_of_the_search_that_found_them(text in query()) {
        ENGINE.with(|engine| {
            let found = engine.search(&request(&text)).unwrap();
            let keys: Vec<Key> = found.hits.iter().map(|hit| hit.shown.key.parse().unwrap()).collect();
            let (total, facets) = engine.counts_of(&keys).unwrap();
            prop_assert_eq!(total.hits, found.total.hits);
            prop_assert_eq!(facets, found.facets);
            Ok(())
        })?;
    }

    #[test]
    fn no_query_breaks_the_search(text in "\\PC{0,40}") {
        if let Ok(query) = bellwether_query::parse(&text) {
            ENGINE.with(|engine| {
                engine.search(&SearchRequest::new(query.clone())).unwrap();
                suggest(engine, &query).unwrap();
            });
        }
    }
}

#[test]
fn fields_find_what_they_should() {
    let found = |text: &str| keys(&request(text)).len();
    assert_eq!(found("mesh:\"bronchial asthma\""), 64, "a heading with its narrower ones");
    assert_eq!(found("mesh.exact:asthma"), 16);
    assert_eq!(found("au:\"muller a\""), 64);
    assert_eq!(found("au:\"Anna Müller\""), 64);
    assert_eq!(found("au:mull*"), 64);
    assert_eq!(found("doi:10.1000/(x)7"), 1);
    assert_eq!(found("id:https://doi.org/10.1000/(x)7"), 1);
    assert_eq!(found("pmid:5"), 1);
    assert_eq!(found("id:pubmed:5"), 1);
    assert_eq!(found("type:review"), 32);
    assert_eq!(found("journal.exact:\"journal 1\""), 16);
    assert_eq!(found("journal:\"journal 1\""), 16);
    assert_eq!(found("lang:russian"), 22);
    assert_eq!(found("asprin~"), 32);
    assert_eq!(found("child*"), 32);
    assert_eq!(found("IL2"), 32);
    assert_eq!(found("\"aspirin and children\""), 16);
    assert_eq!(found("title:\"asthma aspirin\""), 16);
}

#[test]
fn sorts_are_sorts() {
    let newest = ENGINE.with(|engine| engine.search(&SearchRequest { sort: Sort::Newest, ..request("*") }).unwrap());
    let dates: Vec<_> = newest.hits.iter().map(|hit| hit.shown.date.clone()).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b));
    let titled = ENGINE.with(|engine| engine.search(&SearchRequest { sort: Sort::Title, ..request("*") }).unwrap());
    assert!(titled.hits.is_sorted_by_key(|hit| hit.shown.title.clone()));
}

#[test]
fn a_description_falls_back_to_any_word_and_says_so() {
    let query = bellwether_query::parse("asthma zebra unicorn").unwrap();
    let results = ENGINE.with(|engine| engine.search(&SearchRequest::new(query)).unwrap());
    assert_eq!(results.notices, [Notice::AnyWord]);
    assert_eq!(results.total.hits, 64);
    let strict = ENGINE.with(|engine| engine.search(&request("asthma zebra unicorn")).unwrap());
    assert_eq!(strict.total.hits, 0);
}

#[test]
fn a_misspelt_word_is_put_right() {
    let query = bellwether_query::parse("asphirin lung").unwrap();
    let better = ENGINE.with(|engine| suggest(engine, &query).unwrap()).map(|better| better.to_string());
    assert_eq!(better.as_deref(), Some("aspirin lung"));
}

#[test]
fn similar_records_share_words_and_leave_out_the_record_itself() {
    let found = ENGINE.with(|engine| similar(engine, &"pubmed:4".parse().unwrap(), 5).unwrap());
    assert_eq!(found.len(), 5);
    assert!(found.iter().all(|shown| shown.key != "pubmed:4"));
    assert!(ENGINE.with(|engine| similar(engine, &"pubmed:999".parse().unwrap(), 5).unwrap()).is_empty());
}

#[derive(Clone, Default)]
struct Shared(Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn exported(record: &Record, format: Format) -> Vec<u8> {
    let out = Shared::default();
    export_one(record, format, out.clone()).unwrap();
    Arc::into_inner(out.0).expect("the writer has let go").into_inner().unwrap()
}

#[test]
fn references_exported_and_read_again_are_the_same() {
    let mut original = record(63);
    original.title = "50% of A & B: {braces}, $1_2 #3 \\ ~tilde^ Äöü".into();
    original.venue.volume = "12".into();
    original.venue.issue = "3".into();
    original.venue.pages = "10-20".into();
    original.venue.issn = "1234-5679".into();
    original.authors.push(Author { collective: "The Air and Lung Group".into(), ..Author::default() });
    for (format, reader) in [(Format::Ris, SourceFormat::Ris), (Format::BibTex, SourceFormat::BibTex)] {
        let bytes = exported(&original, format);
        let block = Block { format: reader, start: bellwether_sources::problem::Place { byte: 0, line: 1 }, bytes };
        let changes = bellwether_sources::block::parse_block(&block).unwrap();
        let [Change::Upsert(read)] = changes.as_slice() else { panic!("one record was written") };
        assert_eq!(read.title, original.title, "{format:?}");
        assert_eq!(read.sections[0].text, original.sections[0].text);
        assert_eq!(read.date, original.date);
        assert_eq!(read.venue.name, original.venue.name);
        assert_eq!((&read.venue.volume, &read.venue.issue), (&original.venue.volume, &original.venue.issue));
        assert_eq!((&read.venue.pages, &read.venue.issn), (&original.venue.pages, &original.venue.issn));
        assert_eq!(read.identifier("doi"), original.identifier("doi"));
        assert_eq!(read.identifier("pubmed"), Some(original.key.id.as_str()));
        assert_eq!(read.languages, original.languages);
        assert_eq!(read.authors[0].last_name, original.authors[0].last_name);
        assert_eq!(read.authors[0].fore_name, original.authors[0].fore_name);
        assert_eq!(read.authors.len(), 2);
    }
}

#[test]
fn csv_guards_formulas_and_json_holds_everything() {
    let mut original = record(3);
    original.title = "=HYPERLINK(\"x\")".into();
    let csv = String::from_utf8(exported(&original, Format::Csv)).unwrap();
    assert!(csv.lines().count() == 2 && csv.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{csv}");
    let json: Record = serde_json::from_slice(&exported(&original, Format::JsonLines)).unwrap();
    assert_eq!(json, original);
    assert!(exported(&original, Format::Parquet).starts_with(b"PAR1"));
}
