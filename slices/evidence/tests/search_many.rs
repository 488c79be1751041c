//! Search over more records than are counted whole, in several segments: samples, their rates, and what is added.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::sync::LazyLock;

use bellwether_evidence::index::document::document;
use bellwether_evidence::index::schema::{Fields, Place, register_analyzer};
use bellwether_evidence::search::best::best;
use bellwether_evidence::search::by_column;
use bellwether_evidence::search::engine::Engine;
use bellwether_evidence::search::hits::{Seen, Survey};
use bellwether_evidence::search::rank::Candidate;
use bellwether_evidence::search::request::{Counting, Matching, Notice, SearchRequest, Wanted};
use bellwether_evidence::search::windows::{Plan, WINDOW, documents};
use bellwether_query::Query;
use bellwether_sources::date::PartialDate;
use bellwether_sources::record::{Record, Section, Source, Term};
use proptest::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::indexer::NoMergePolicy;
use tantivy::query::EnableScoring;
use tantivy::{DocSet, Index, Order, TERMINATED};

const RECORDS: usize = 30_000;

fn record(number: usize) -> Record {
    let mut record = Record::new(Source::PubMed, (number + 1).to_string());
    record.title = format!("Asthma {}", ["aspirin", "lung", "mice"][number % 3]);
    let rare = if number.is_multiple_of(10_000) { " myelopathy vegans" } else { "" };
    let like_rare = if number % 10_000 == 7 { " vegans" } else { "" };
    record.sections = vec![Section { text: format!("asthma study{rare}{like_rare}"), ..Section::default() }];
    record.date = Some(PartialDate::new(2000 + (number % 5) as i16, None, None));
    record.types = vec![Term { id: String::new(), name: ["Review", "Letter"][number % 2].into() }];
    record.venue.name = format!("Journal {}", number % 40);
    record
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let (schema, fields) = Fields::schema();
    let index = Index::create_in_ram(schema);
    register_analyzer(&index);
    let mut writer = index.writer_with_num_threads(1, 100_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for row in 0..RECORDS {
        let place = Place { part: 0, row: u32::try_from(row).unwrap() };
        writer.add_document(document(&fields, &record(row), place)).unwrap();
        if row % 11_000 == 10_999 {
            writer.commit().unwrap();
        }
    }
    writer.commit().unwrap();
    Engine::new(index.reader().unwrap().searcher(), None)
});

fn request(query: &str) -> SearchRequest {
    SearchRequest { matching: Matching::All, ..SearchRequest::new(bellwether_query::parse(query).unwrap()) }
}

/// Goes through the hits of a query, of which so many may be kept.
fn seen(query: &str, counting: Counting, kept: u64) -> Seen {
    let query = ENGINE.query(&request(query)).unwrap();
    let survey = Survey { searcher: &ENGINE.searcher, warm: &ENGINE.warm, counting, facets: Wanted::Yes, kept };
    survey.of(&*query).unwrap()
}

#[test]
fn counts_from_a_sample_are_near_and_say_so() {
    assert!(ENGINE.searcher.segment_readers().len() >= 3);
    for query in ["asthma", "asthma study", "aspirin OR lung OR mice", "asthma AND NOT author:nobody", "asth*"] {
        let near = seen(query, Counting::Bounded, 20_000);
        let exact = seen(query, Counting::Exact, 20_000);
        assert!(exact.total.is_exact() && exact.facets.one_in == 1);
        assert_eq!(exact.total.hits, RECORDS as u64, "{query}");
        assert!(near.facets.one_in > 1 && near.docs.is_none(), "{query} was not sampled");
        let off = near.total.hits.abs_diff(exact.total.hits);
        assert!(off == 0 || (!near.total.is_exact() && off * 10 < exact.total.hits), "{query}: {:?}", near.total);
        assert_eq!(near.facets.years.len(), exact.facets.years.len());
        for (near, exact) in near.facets.years.iter().zip(&exact.facets.years) {
            assert!(near.0 == exact.0 && near.1.abs_diff(exact.1) * 5 < exact.1, "{query}: {near:?} {exact:?}");
        }
    }
}

#[test]
fn a_guess_that_was_far_too_high_is_put_right() {
    // Taken as independent, these conditions would hold together in a third of all records; they never do.
    let few = seen("(asthma aspirin) AND (asthma lung)", Counting::Bounded, 1_000);
    assert_eq!(few.total.hits, 0);
    assert!(few.total.is_exact() && few.docs.is_some_and(|docs| docs.iter().all(Vec::is_empty)));
}

#[test]
fn facets_over_segments_count_what_filtering_finds() {
    let tree = bellwether_query::parse("aspirin").unwrap();
    let results =
        ENGINE.search(&SearchRequest { counting: Counting::Exact, ..SearchRequest::new(tree.clone()) }).unwrap();
    for facet in &results.facets.values {
        for count in &facet.counts {
            let narrowed = Query::and([tree.clone(), count.condition(facet.field)]);
            let narrowed = SearchRequest { query: narrowed, counting: Counting::Exact, ..request("") };
            assert_eq!(
                ENGINE.search(&narrowed).unwrap().total.hits,
                count.hits,
                "{} {}",
                facet.field.name(),
                count.value
            );
        }
    }
}

#[test]
fn newest_first_is_the_same_whether_hits_are_kept_or_not() {
    for query in ["aspirin", "asthma", "aspirin OR mice", "asth*"] {
        let docs = seen(query, Counting::Bounded, u64::MAX).docs.unwrap();
        let kept = by_column::first(&ENGINE.searcher, &docs, "date", Order::Desc, 40).unwrap();
        let query = ENGINE.query(&request(query)).unwrap();
        let read = by_column::search(&ENGINE.searcher, &*query, "date", Order::Desc, 40).unwrap();
        let places = |found: Vec<Candidate>| found.into_iter().map(|found| found.address).collect::<Vec<_>>();
        assert_eq!(places(kept), places(read));
    }
}

/// A random combination of words of the records, and of one that none has.
fn combination() -> impl Strategy<Value = String> {
    let word =
        prop::sample::select(vec!["asthma", "aspirin", "lung", "mice", "vegans", "absent", "asp*", "type:letter"]);
    word.prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        let pair = (inner.clone(), inner);
        prop_oneof![
            pair.clone().prop_map(|(a, b)| format!("({a} AND {b})")),
            pair.clone().prop_map(|(a, b)| format!("({a} OR {b})")),
            pair.prop_map(|(a, b)| format!("({a} AND NOT {b})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn windows_hold_the_documents_that_the_index_reads(query in combination()) {
        let query = ENGINE.query(&request(&query)).unwrap();
        let plan = Plan::of(&*query, &ENGINE.searcher).unwrap();
        let weight = query.weight(EnableScoring::disabled_from_searcher(&ENGINE.searcher)).unwrap();
        for segment in ENGINE.searcher.segment_readers() {
            let mut part = plan.open(segment).unwrap();
            let starts = (0..segment.max_doc()).step_by(WINDOW as usize);
            let ours: Vec<_> = starts.flat_map(|start| documents(part.window(start), start)).collect();
            let mut read = Vec::new();
            let mut scorer = weight.scorer(segment, 1.0).unwrap();
            while scorer.doc() != TERMINATED {
                read.push(scorer.doc());
                scorer.advance();
            }
            prop_assert_eq!(ours, read);
        }
    }

    #[test]
    fn the_best_hits_are_those_of_the_collector(query in combination(), most in 1_usize..300) {
        let query = ENGINE.query(&request(&query)).unwrap();
        let theirs = ENGINE.searcher.search(&*query, &TopDocs::with_limit(most).order_by_score()).unwrap();
        let ours = best(&ENGINE.searcher, &*query, most).unwrap();
        let ours: Vec<_> = ours.into_iter().map(|found| (found.score, found.address)).collect();
        prop_assert_eq!(ours, theirs);
    }
}

#[test]
fn a_rare_word_is_helped_by_records_that_are_like_its_own() {
    let rare = |matching| {
        let query = bellwether_query::parse("myelopathy").unwrap();
        ENGINE.search(&SearchRequest { matching, ..SearchRequest::new(query) }).unwrap()
    };
    let strict = rare(Matching::All);
    assert_eq!((strict.total.hits, strict.notices.len()), (3, 0));
    let auto = rare(Matching::Auto);
    assert_eq!(auto.notices, [Notice::Related(3)], "its other words are too common to say anything");
    assert_eq!((auto.total.hits, auto.hits.len()), (6, 6));
    let keys = |results: &bellwether_evidence::search::request::SearchResults| -> Vec<String> {
        results.hits.iter().map(|hit| hit.shown.key.clone()).collect()
    };
    assert_eq!(keys(&auto)[..3], keys(&strict)[..], "the records with the word come first");
    let mut like: Vec<String> = keys(&auto)[3..].to_vec();
    like.sort();
    assert_eq!(like, ["pubmed:10008", "pubmed:20008", "pubmed:8"], "then those that share its other rare word");
    let narrowed = bellwether_query::parse("myelopathy AND type:letter").unwrap();
    assert_eq!(ENGINE.search(&SearchRequest::new(narrowed)).unwrap().total.hits, 0, "conditions are kept");
}
