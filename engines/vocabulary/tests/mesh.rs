//! Known facts of MeSH, read from each form of file, and laws of the tree.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fs::File;
use std::path::Path;

use bellwether_vocabulary::file::read;
use bellwether_vocabulary::{Heading, Vocabulary};

const TSV: &str = "D001249\tAsthma\tAsthmas|Bronchial Asthma|Asthma, Bronchial\tC08.127.108|C08.381.495.108\t\n\
D001982\tBronchial Diseases\tDisease, Bronchial\tC08.127\t\n\
D055963\tAsthma, Exercise-Induced\tExercise Induced Asthma\tC08.127.108.054\t\n\
D001251\tAsthmatic Nobody\t\tC08.127.1080\t\n";

const XML: &str = r#"<?xml version="1.0"?><DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord DescriptorClass="1"><DescriptorUI>D001249</DescriptorUI>
 <DescriptorName><String>Asthma</String></DescriptorName>
 <PharmacologicalActionList><PharmacologicalAction><DescriptorReferredTo><DescriptorUI>D999999</DescriptorUI>
  <DescriptorName><String>Other</String></DescriptorName></DescriptorReferredTo></PharmacologicalAction></PharmacologicalActionList>
 <TreeNumberList><TreeNumber>C08.127.108</TreeNumber></TreeNumberList>
 <ConceptList><Concept><ConceptName><String>Asthma</String></ConceptName><TermList>
  <Term><String>Asthma</String></Term><Term><String>Wheeze &amp; Cough</String></Term></TermList></Concept></ConceptList>
</DescriptorRecord></DescriptorRecordSet>"#;

const ASCII: &str = "*NEWRECORD\nRECTYPE = D\nMH = Asthma\nENTRY = Bronchial Asthma|T047|NON|EQV\nMN = C08.127.108\nUI = D001249\n\n\
*NEWRECORD\nMH = Bronchial Diseases\nMN = C08.127\nUI = D001982\n";

fn names(vocabulary: &Vocabulary, headings: &[Heading]) -> Vec<String> {
    let mut names: Vec<_> = headings.iter().map(|&heading| vocabulary.name(heading).to_owned()).collect();
    names.sort();
    names
}

#[test]
fn synonyms_and_narrower_terms_are_found() {
    let mesh = read(TSV.as_bytes()).unwrap();
    let asthma = mesh.find("bronchial asthma").unwrap();
    assert_eq!((mesh.id(asthma), mesh.name(asthma)), ("D001249", "Asthma"));
    assert_eq!(mesh.find("D001249"), Some(asthma));
    assert_eq!(mesh.synonyms(asthma).count(), 3);
    // C08.127.1080 begins like C08.127.108 and is not below it.
    assert_eq!(names(&mesh, &mesh.with_narrower(asthma)), ["Asthma", "Asthma, Exercise-Induced"]);
    assert_eq!(names(&mesh, &mesh.broader(asthma)), ["Bronchial Diseases"]);
    assert_eq!(mesh.find("no such thing"), None);
}

#[test]
fn the_longest_name_wins_in_running_text() {
    let mesh = read(TSV.as_bytes()).unwrap();
    let (found, words) = mesh.longest_at_start(&["exercise-induced", "asthma", "therapy"]).unwrap();
    assert_eq!((mesh.name(found), words), ("Asthma, Exercise-Induced", 2));
    assert_eq!(mesh.longest_at_start(&["therapy"]), None);
}

#[test]
fn nlm_xml_and_ascii_are_read() {
    let mesh = read(XML.as_bytes()).unwrap();
    let asthma = mesh.find("wheeze & cough").unwrap();
    assert_eq!((mesh.len(), mesh.id(asthma)), (1, "D001249"));
    assert_eq!(mesh.tree_numbers(asthma).collect::<Vec<_>>(), ["C08.127.108"]);
    let mesh = read(ASCII.as_bytes()).unwrap();
    assert_eq!((mesh.len(), mesh.find("bronchial asthma").map(|found| mesh.id(found))), (2, Some("D001249")));
}

#[test]
fn broken_files_are_refused() {
    for text in ["", "<a><b></a>", "<a/>", "*NEWRECORD\n", "no table", "\x1f\x0bgarbage"] {
        assert!(read(text.as_bytes()).is_err(), "{text:?}");
    }
}

#[test]
fn the_whole_of_mesh_keeps_its_laws() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/vocabularies/mesh_descriptors.tsv.gz");
    let Ok(file) = File::open(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let mesh = read(file).unwrap();
    assert_eq!(mesh.len(), 30_764);
    let heart_attack = mesh.find("heart attack").unwrap();
    assert_eq!((mesh.id(heart_attack), mesh.name(heart_attack)), ("D009203", "Myocardial Infarction"));
    let neoplasms = mesh.find("neoplasm").unwrap();
    assert_eq!(mesh.name(neoplasms), "Neoplasms");
    assert!(mesh.with_narrower(neoplasms).contains(&mesh.find("breast neoplasm").unwrap()));
    for heading in mesh.headings() {
        assert_eq!(mesh.by_id(mesh.id(heading)), Some(heading));
        assert!(mesh.find(mesh.name(heading)).is_some());
        let narrower = mesh.with_narrower(heading);
        assert!(narrower.contains(&heading));
        for above in mesh.broader(heading) {
            assert!(mesh.with_narrower(above).contains(&heading), "{}", mesh.name(heading));
        }
    }
}
