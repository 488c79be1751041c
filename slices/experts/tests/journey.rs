//! From records to pages: ingest, build, look, rebuild. Names are invented.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::path::Path;

use axum::http::StatusCode;
use bellwether_evidence::api::{Evidence, IngestOptions, Unwatched};
use bellwether_experts::api::{
    BuildError, Experts, Filter, InstallError, Watch, build_now, install_registry, persons, slice, status,
};
use bellwether_experts::service::look;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::Options;
use bellwether_web::app::app;
use bellwether_web::testing::check_html;

const TOWN: &str = "Department of Invention, University of North Town, Nordstadt, Germany. Electronic address: anna.secret@north.example";
const CLINIC: &str = "Sample Clinic Hospital, Exampleville, Canada; b.secret@clinic.example";

struct Quiet;

impl Watch for Quiet {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
}

struct Stopping;

impl Watch for Stopping {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        true
    }
}

/// An author: family name, given name, ORCID iD or empty, affiliation.
type Author<'a> = (&'a str, &'a str, &'a str, &'a str);

fn article(pmid: u32, year: u32, topic: &str, authors: &[Author<'_>]) -> String {
    let mut list = String::new();
    for (last, fore, orcid, affiliation) in authors {
        let initials: String = fore.split(' ').filter_map(|part| part.chars().next()).collect();
        let orcid =
            if orcid.is_empty() { String::new() } else { format!("<Identifier Source=\"ORCID\">{orcid}</Identifier>") };
        write!(
            list,
            "<Author ValidYN=\"Y\"><LastName>{last}</LastName><ForeName>{fore}</ForeName><Initials>{initials}</Initials>{orcid}\
             <AffiliationInfo><Affiliation>{affiliation}</Affiliation></AffiliationInfo></Author>"
        )
        .unwrap();
    }
    format!(
        "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">{pmid}</PMID><Article PubModel=\"Print\">\
         <Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Invented journal</Title></Journal>\
         <ArticleTitle>Invented work {pmid} &lt;b&gt;</ArticleTitle><AuthorList CompleteYN=\"Y\">{list}</AuthorList><Language>eng</Language></Article>\
         <MedlineJournalInfo><NlmUniqueID>0000001</NlmUniqueID></MedlineJournalInfo>\
         <MeshHeadingList><MeshHeading><DescriptorName UI=\"D008099\" MajorTopicYN=\"Y\">{topic}</DescriptorName></MeshHeading></MeshHeadingList>\
         </MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>"
    )
}

fn ingest(evidence: &Evidence, folder: &Path, name: &str, articles: &[String]) {
    let path = folder.join(name);
    let text = format!("<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n", articles.join("\n"));
    std::fs::write(&path, text).unwrap();
    let report = evidence.ingest(&Ctx::system(), &[path], &IngestOptions::default(), &Unwatched).unwrap();
    assert_eq!(report.files.len(), 1, "{report:?}");
}

fn first_articles() -> Vec<String> {
    let anna = ("Exampleova", "Anna B", "", TOWN);
    let boris = ("Sample", "Boris", "0000-0002-1825-0097", CLINIC);
    vec![
        article(1, 2019, "Liver", &[anna, boris, ("Prova", "Carla", "", TOWN)]),
        article(2, 2020, "Liver", &[anna, boris]),
        article(3, 2021, "Heart", &[("Exampleova", "Olga", "", CLINIC), boris]),
        article(4, 2021, "Liver", &[("Exampleova", "Anna B", "", TOWN), ("Prova", "Carla", "", TOWN)]),
    ]
}

struct Place {
    folder: tempfile::TempDir,
    evidence: Evidence,
    experts: Experts,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let evidence = Evidence::open(&folder.path().join("evidence")).unwrap();
    let experts = Experts::open(&folder.path().join("experts")).unwrap();
    Place { folder, evidence, experts }
}

fn built() -> Place {
    let place = place();
    ingest(&place.evidence, place.folder.path(), "one.xml", &first_articles());
    build_now(&place.experts, &place.evidence, &Ctx::system(), &Quiet).unwrap();
    place
}

fn named(experts: &Experts, q: &str) -> Vec<(String, u32)> {
    let filter = Filter { q: q.to_owned(), ..Filter::default() };
    let found = persons(&Ctx::system(), experts, &filter, 50).unwrap();
    found.rows.into_iter().map(|line| (line.name, line.works)).collect()
}

async fn get(experts: &Experts, path: &str) -> (StatusCode, String) {
    let router = app(vec![slice(experts.clone())], Options::default()).unwrap();
    let (status, body) = bellwether_web::testing::get(&router, path).await;
    (status, String::from_utf8(body).unwrap())
}

#[test]
fn authors_become_candidate_persons_that_names_in_any_script_find() {
    let place = built();
    assert_eq!(
        named(&place.experts, "exampleova"),
        [("Anna B Exampleova".to_owned(), 3), ("Olga Exampleova".to_owned(), 1)]
    );
    assert_eq!(named(&place.experts, "Сампле борис"), [("Boris Sample".to_owned(), 3)]);
    assert_eq!(named(&place.experts, "0000-0002-1825-0097"), [("Boris Sample".to_owned(), 3)]);
    assert_eq!(named(&place.experts, "anna exam"), [("Anna B Exampleova".to_owned(), 3)]);
    let told = status(&Ctx::system(), &place.experts).unwrap().unwrap();
    assert_eq!((told.records, told.authorships, told.persons, told.registry), (4, 9, 4, 0));
}

#[test]
fn a_profile_says_why_and_never_shows_an_address() {
    let place = built();
    let anna = persons(&Ctx::system(), &place.experts, &Filter { q: "Anna".into(), ..Filter::default() }, 5)
        .unwrap()
        .rows
        .remove(0);
    let anna = look::person(&Ctx::system(), &place.experts, &anna.id).unwrap().unwrap();
    assert!(anna.confidence.is_some_and(|sure| sure > 0.5));
    assert_eq!(
        (anna.reasons.shared_coauthors, anna.reasons.shared_institutions, anna.reasons.shared_email),
        (2, 1, true)
    );
    assert_eq!(
        anna.years.iter().map(|year| (year.year, year.works)).collect::<Vec<_>>(),
        [(2019, 1), (2020, 1), (2021, 1)]
    );
    assert_eq!(anna.topics[0].name, "Liver");
    assert_eq!(anna.institutions[0].name, "University of North Town");
    assert_eq!(anna.countries, ["DE"]);
    assert_eq!(
        anna.list.iter().map(|work| work.key.as_str()).collect::<Vec<_>>(),
        ["pubmed:4", "pubmed:2", "pubmed:1"]
    );
    let stored = serde_json::to_string(&anna).unwrap();
    assert!(!stored.contains("secret") && !stored.contains('@'), "{stored}");
    let generations = place.folder.path().join("experts");
    assert_eq!(files_holding(&generations, b"secret"), Vec::<String>::new());
}

fn files_holding(folder: &Path, word: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_holding(&path, word));
        } else if std::fs::read(&path).unwrap().windows(word.len()).any(|window| window == word) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_rebuild_keeps_ids_and_a_stopped_build_changes_nothing() {
    let place = built();
    let id = |q: &str| {
        persons(&Ctx::system(), &place.experts, &Filter { q: q.into(), ..Filter::default() }, 5).unwrap().rows[0]
            .id
            .clone()
    };
    let before = (id("Anna"), id("Boris"), id("Olga"));
    let more = article(
        5,
        2022,
        "Liver",
        &[("Exampleova", "Anna B", "", TOWN), ("Sample", "Boris", "0000-0002-1825-0097", CLINIC)],
    );
    ingest(&place.evidence, place.folder.path(), "two.xml", &[more]);
    let stopped = build_now(&place.experts, &place.evidence, &Ctx::system(), &Stopping);
    assert!(matches!(stopped, Err(BuildError::Stopped)));
    assert_eq!(named(&place.experts, "Anna"), [("Anna B Exampleova".to_owned(), 3)]);
    build_now(&place.experts, &place.evidence, &Ctx::system(), &Quiet).unwrap();
    assert_eq!(named(&place.experts, "Anna"), [("Anna B Exampleova".to_owned(), 4)]);
    assert_eq!((id("Anna"), id("Boris"), id("Olga")), before);
}

#[test]
fn filters_narrow_and_institutions_are_listed() {
    let place = built();
    let count = |filter: Filter| persons(&Ctx::system(), &place.experts, &filter, 50).unwrap().total;
    assert_eq!(count(Filter::default()), 4);
    assert_eq!(count(Filter { country: "ca".into(), ..Filter::default() }), 2);
    assert_eq!(count(Filter { topic: "heart".into(), ..Filter::default() }), 2);
    assert_eq!(count(Filter { min_works: Some(3), ..Filter::default() }), 2);
    let institutions = look::institutions(&Ctx::system(), &place.experts, &Filter::default(), 50).unwrap();
    let lines: Vec<_> = institutions
        .rows
        .iter()
        .map(|line| (line.name.as_str(), line.works, line.people, line.country.as_str()))
        .collect();
    assert_eq!(lines, [("University of North Town", 3, 2, "DE"), ("Sample Clinic Hospital", 3, 2, "CA")]);
    assert_eq!(count(Filter { institution: institutions.rows[0].id.clone(), ..Filter::default() }), 2);
}

#[test]
fn pages_of_a_list_do_not_overlap() {
    let place = built();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = persons(&Ctx::system(), &place.experts, &Filter { after, ..Filter::default() }, 3).unwrap();
        seen.extend(page.rows.into_iter().map(|line| line.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (4, 4));
}

#[test]
fn a_registry_names_institutions_by_their_ids() {
    let place = place();
    ingest(&place.evidence, place.folder.path(), "one.xml", &first_articles());
    let registry = place.folder.path().join("ror.json");
    let record = r#"[{"id":"https://ror.org/0aaaaaa01","status":"active","types":["education"],"established":1900,"links":[],"relationships":[],
        "names":[{"lang":"en","types":["ror_display","label"],"value":"University of North Town"}],
        "locations":[{"geonames_details":{"country_code":"DE","country_name":"Germany","name":"Nordstadt"}}]}]"#;
    std::fs::write(&registry, record).unwrap();
    let folder = place.folder.path().join("experts");
    assert_eq!(install_registry(&folder, &registry).unwrap(), 1);
    build_now(&place.experts, &place.evidence, &Ctx::system(), &Quiet).unwrap();
    let found = look::institution(&Ctx::system(), &place.experts, "0aaaaaa01").unwrap().unwrap();
    assert_eq!(
        (found.facts.city.as_str(), found.facts.registered, found.works, found.people),
        ("Nordstadt", true, 3, 2)
    );

    std::fs::write(&registry, "not a registry").unwrap();
    assert!(matches!(install_registry(&folder, &registry), Err(InstallError::Registry(_))));
}

#[tokio::test]
async fn pages_and_api_show_the_same() {
    let place = built();
    let anna = persons(&Ctx::system(), &place.experts, &Filter { q: "Anna".into(), ..Filter::default() }, 5)
        .unwrap()
        .rows
        .remove(0);
    let town = anna.institution_id.clone();
    for path in [
        "/experts".to_owned(),
        "/experts?q=anna&country=&topic=&min_works=".to_owned(),
        format!("/experts/{}", anna.id),
        format!("/experts/{}?lang=ru", anna.id),
        "/institutions".to_owned(),
        format!("/institutions/{town}"),
    ] {
        let (status, html) = get(&place.experts, &path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        check_html(&path, &html);
        assert!(!html.contains("secret"), "{path} shows an address");
    }
    let (_, html) = get(&place.experts, &format!("/experts/{}", anna.id)).await;
    assert!(html.contains("/evidence/records/pubmed%3A4") || html.contains("/evidence/records/pubmed:4"), "{html}");
    let (status, json) = get(&place.experts, &format!("/api/v1/experts/{}", anna.id)).await;
    assert_eq!(status, StatusCode::OK);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["name"], "Anna B Exampleova");
    let (_, list) = get(&place.experts, "/api/v1/experts?min_works=3").await;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&list).unwrap()["total"], 2);
    let (_, csv) = get(&place.experts, "/experts/export.csv?min_works=3").await;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    let (_, ld) = get(&place.experts, &format!("/experts/{}/person.jsonld", anna.id)).await;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ld).unwrap()["@type"], "Person");
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_an_empty_folder_says_so() {
    let place = place();
    let (status, html) = get(&place.experts, "/experts").await;
    assert_eq!(status, StatusCode::OK);
    check_html("/experts", &html);
    for path in ["/experts/none", "/institutions/none", "/api/v1/experts/none", "/experts/none/person.jsonld"] {
        assert_eq!(get(&place.experts, path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}
