//! The check of ROR ids against the registry itself, where its records lie beside the repository.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::{BufRead, BufReader};

use bellwether_actors::api::{Identifier, IdentifierScheme, NotAnIdentifier};

#[test]
fn every_id_of_the_registry_is_one_and_no_id_with_a_wrong_sign_is() {
    let Some(path) = bellwether_testkit::files::shared_data("vocabularies/ror_records.jsonl.gz") else { return };
    let lines = BufReader::new(flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap())).lines();
    let mut ids = 0;
    for line in lines {
        let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let id = record["id"].as_str().unwrap();
        let read = Identifier::parse(IdentifierScheme::Ror, id).unwrap_or_else(|error| panic!("{id}: {error}"));
        assert!(id.ends_with(&read.value));
        ids += 1;
        let at = 1 + ids % 6;
        let mut wrong: Vec<char> = read.value.chars().collect();
        wrong[at] = if wrong[at] == 'x' { 'y' } else { 'x' };
        let wrong: String = wrong.into_iter().collect();
        let refused = Identifier::parse(IdentifierScheme::Ror, &wrong);
        assert_eq!(refused, Err(NotAnIdentifier::Check), "{wrong}");
    }
    assert!(ids > 50_000, "{ids} ids");
}
