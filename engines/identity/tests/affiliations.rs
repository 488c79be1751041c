//! Affiliation matching: invented cases one by one, and the floors of the registry's own test on its gold set.

use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};

use bellwether_identity::organisations::candidates::PlaceAgreement;
use bellwether_identity::organisations::index::Organisations;
use bellwether_identity::organisations::matching::NameForm;
use bellwether_identity::registry::{self, RegistryError};

/// A small invented registry; both schema versions.
const REGISTRY: &str = r#"[
 {"id":"https://ror.org/0aaaaaa01","status":"active","types":["education"],"established":1900,"links":[{"type":"website","value":"https://example.org"}],
  "relationships":[{"label":"North Town University Hospital","type":"related","id":"https://ror.org/0aaaaaa02"}],
  "names":[{"lang":"en","types":["ror_display","label"],"value":"University of North Town"},{"lang":"de","types":["label"],"value":"Universität Nordstadt"},{"lang":null,"types":["acronym"],"value":"UNT"}],
  "locations":[{"geonames_details":{"country_code":"DE","country_name":"Germany","country_subdivision_name":"Bavaria","name":"Nordstadt"}}]},
 {"id":"https://ror.org/0aaaaaa02","status":"active","types":["healthcare"],"relationships":[{"label":"University of North Town","type":"related","id":"https://ror.org/0aaaaaa01"}],
  "names":[{"lang":"en","types":["ror_display"],"value":"North Town University Hospital"}],
  "locations":[{"geonames_details":{"country_code":"DE","country_name":"Germany","name":"Nordstadt"}}]},
 {"id":"https://ror.org/0aaaaaa03","name":"Exampleville Institute of Invented Studies","status":"active","types":["Facility"],"relationships":[],
  "aliases":[],"acronyms":["EIIS"],"labels":[],"links":["https://example.org/eiis"],
  "addresses":[{"city":"Exampleville","geonames_city":{"city":"Exampleville","geonames_admin1":{"name":"Ontario","code":"CA.08"}}}],"country":{"country_name":"Canada","country_code":"CA"}},
 {"id":"https://ror.org/0aaaaaa04","status":"withdrawn","types":["other"],"names":[{"types":["ror_display"],"value":"Withdrawn Institute"}],"locations":[]},
 {"id":"https://ror.org/0aaaaaa05","status":"inactive","types":["facility"],"relationships":[{"label":"x","type":"successor","id":"https://ror.org/0aaaaaa03"}],
  "names":[{"types":["ror_display"],"value":"Old Laboratory of Wonderful Beginnings"}],
  "locations":[{"geonames_details":{"country_code":"CA","country_name":"Canada","name":"Exampleville"}}]}
]"#;

fn organisations() -> Organisations {
    Organisations::new(registry::read(Cursor::new(REGISTRY)).expect("the invented registry reads"))
}

fn found(affiliation: &str) -> Vec<String> {
    organisations().find(affiliation).into_iter().map(|found| found.ror).collect()
}

#[test]
fn both_schemas_and_both_layouts_read_alike() {
    let array = registry::read(Cursor::new(REGISTRY)).expect("array");
    let values: Vec<serde_json::Value> = serde_json::from_str(REGISTRY).expect("JSON");
    let lines: String = values.iter().map(|value| format!("{value}\n")).collect();
    assert_eq!(registry::read(Cursor::new(lines)).expect("lines"), array);
    let names: Vec<&str> = array.iter().map(|organisation| organisation.name.as_str()).collect();
    assert_eq!(names.len(), 4, "the withdrawn one is left out: {names:?}");
    assert_eq!(array[2].places[0].region, "Ontario");
    assert!(!array[3].active);
}

#[test]
fn a_broken_registry_names_the_record() {
    let broken = "{\"id\":\"x\",\"status\":\"active\",\"names\":[{\"value\":\"A B\"}]}\n{\"id\": 3}\n";
    assert!(matches!(registry::read(Cursor::new(broken)), Err(RegistryError::Record { number: 2, .. })));
    assert!(matches!(registry::read(Cursor::new("  \n")), Err(RegistryError::Empty)));
}

#[test]
fn names_match_across_languages_orders_and_abbreviations() {
    for affiliation in [
        "Dept. of Physics, Univ. of North Town, Nordstadt, Germany",
        "Institut für Physik, Universität Nordstadt, 12345 Nordstadt, Deutschland",
        "North Town University, Department of Physics, Nordstadt, Germany. ann@example.org",
    ] {
        assert_eq!(found(affiliation), ["0aaaaaa01"], "{affiliation}");
    }
}

#[test]
fn the_widest_name_wins_and_several_institutions_are_found() {
    assert_eq!(found("Clinic X, North Town University Hospital, Nordstadt, Germany"), ["0aaaaaa02"]);
    let mut both = found(
        "University of North Town, Nordstadt, Germany; Exampleville Institute of Invented Studies, Exampleville, Canada",
    );
    both.sort();
    assert_eq!(both, ["0aaaaaa01", "0aaaaaa03"]);
}

#[test]
fn another_country_refuses() {
    assert_eq!(found("University of North Town, Exampleville, Canada"), Vec::<String>::new());
}

#[test]
fn the_reason_says_name_form_and_place() {
    let organisations = organisations();
    let found = organisations.find("University of North Town, Nordstadt, Germany");
    let reason = &found[0].reason;
    assert_eq!(
        (reason.name.as_str(), reason.form, reason.place),
        ("University of North Town", NameForm::Whole, PlaceAgreement::City)
    );
    let seen = organisations.weigh_candidates("Old Laboratory of Wonderful Beginnings, Exampleville, Canada");
    assert_eq!(seen[0].ror, "0aaaaaa03", "a former name leads to the successor");
}

#[test]
fn hostile_text_finds_nothing_and_does_not_fail() {
    for text in ["", ";;;,,,", "@", "a@b", "(((((", "\u{0}\u{fffd}", "，、；"] {
        assert_eq!(found(text), Vec::<String>::new(), "{text:?}");
    }
    assert!(found(&"University ".repeat(5_000)).is_empty());
}

/// The registry's own test holds its matcher to a precision and recall over all pairs of affiliation and id; the floors
/// named for this set are .90 and .60. The bounds here are just under what was measured.
#[test]
fn the_springer_set_is_matched_above_its_floors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/vocabularies");
    let (records, gold): (PathBuf, PathBuf) =
        (folder.join("ror_records.jsonl.gz"), folder.join("ror_affiliations_springer.json"));
    if !records.exists() {
        println!("skipped: {} is not there", records.display());
        return;
    }
    #[derive(serde::Deserialize)]
    struct Gold {
        affiliation: String,
        ror_ids: Vec<String>,
    }
    let reader = BufReader::new(bellwether_sources::gzip::reader(File::open(records).expect("readable")));
    let organisations = Organisations::new(registry::read(reader).expect("ROR records"));
    let gold: Vec<Gold> = serde_json::from_reader(BufReader::new(File::open(gold).expect("readable"))).expect("gold");
    let (mut right, mut all, mut wanted) = (0, 0, 0);
    for row in &gold {
        let matches = organisations.find(&row.affiliation);
        right += matches.iter().filter(|one| row.ror_ids.iter().any(|id| registry::bare_id(id) == one.ror)).count();
        all += matches.len();
        wanted += row.ror_ids.len();
    }
    let (precision, recall) = (right as f64 / all as f64, right as f64 / wanted as f64);
    assert!(precision > 0.925 && recall > 0.735, "precision {precision:.3}, recall {recall:.3}");
}
