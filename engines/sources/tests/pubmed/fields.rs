//! Every field of a record, from made-up records that use every form which PubMed allows.

use bellwether_sources::record::{Change, Key, Source};

use crate::reading::{only_record, read, read_records};

#[test]
fn every_field_arrives() {
    let changes = read(include_str!("every_field.xml").as_bytes()).unwrap();
    insta::assert_debug_snapshot!(changes);
}

#[test]
fn deletions_keep_their_place_among_the_records() {
    let deletion = "<DeleteCitation><PMID Version=\"1\">5</PMID></DeleteCitation>";
    let record = "<PubmedArticle><MedlineCitation><PMID>6</PMID></MedlineCitation></PubmedArticle>";
    let changes = read_records(&format!("{deletion}{record}{deletion}")).unwrap();
    let deleted = Change::Delete(Key { source: Source::PubMed, id: "5".to_owned() });
    let [first, Change::Upsert(middle), last] = changes.as_slice() else { panic!("three changes: {changes:?}") };
    assert_eq!((first, middle.key.to_string().as_str(), last), (&deleted, "pubmed:6", &deleted));
}

#[test]
fn a_record_may_have_nothing_but_its_id() {
    let record = "<PubmedArticle><MedlineCitation><PMID>6</PMID></MedlineCitation></PubmedArticle>";
    let record = only_record(read_records(record).unwrap());
    assert_eq!(record, bellwether_sources::record::Record::new(Source::PubMed, "6"));
}
