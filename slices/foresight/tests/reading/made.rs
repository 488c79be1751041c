//! A landscape of invented records, for tests that need one, on a database of their choice.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, IngestOptions, SearchState, Unwatched, Vocabularies};
use bellwether_experts::api::Experts;
use bellwether_foresight::api::{BuildError, Landscapes, Settings, Status, Watch, build_now, edition, slice};
use bellwether_foresight::service::look::Edition;
use bellwether_jobs::Jobs;
use bellwether_kernel::actor::{Actor, Role, User, UserId};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Lang;
use bellwether_testkit::clock;
use bellwether_web::api::Options;
use bellwether_web::app::app;

struct Quiet;

impl Watch for Quiet {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
}

const FIELDS: [(&str, [&str; 8]); 3] = [
    ("Gene therapy", ["vector", "transduction", "capsid", "transgene", "adeno", "virus", "expression", "delivery"]),
    ("Heart failure", ["ventricle", "ejection", "diastolic", "cardiac", "myocardium", "output", "pressure", "valve"]),
    ("Soil microbes", ["rhizosphere", "nitrogen", "fungal", "humus", "bacterial", "compost", "root", "carbon"]),
];

/// Records of three fields with words of their own, over `years` years from 2000. Those of the first field are of the
/// last years twice as often.
pub fn articles(from: u32, count: u32, years: u32) -> Vec<String> {
    (from..from + count)
        .map(|number| {
            let (field, words) = FIELDS[number as usize % FIELDS.len()];
            let step = [1, 3, 5, 7][number as usize / 3 % 4];
            let own: Vec<&str> = (0..5).map(|at| words[(number as usize + at * step) % words.len()]).collect();
            let title = format!("{field} by {} and {}", own[0], own[1]);
            let text = format!("We studied {} with {} in {field}. The {} changed {}.", own[0], own[2], own[3], own[4]);
            let late = number.is_multiple_of(3) && number.is_multiple_of(2);
            let year = if late { years - 1 - number / 6 % years.min(3) } else { number / 3 % years };
            article(number, 2000 + year, &title, &text)
        })
        .collect()
}

pub fn article(pmid: u32, year: u32, title: &str, text: &str) -> String {
    format!(
        "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">{pmid}</PMID><Article PubModel=\"Print\">\
         <Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Invented journal</Title></Journal>\
         <ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>{text}</AbstractText></Abstract><Language>eng</Language></Article>\
         <MedlineJournalInfo><Country>{}</Country></MedlineJournalInfo></MedlineCitation>\
         <PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>",
        if pmid.is_multiple_of(2) { "Norway" } else { "Finland" }
    )
}

pub struct Place {
    folder: tempfile::TempDir,
    pub search: SearchState,
    pub landscapes: Landscapes,
    pub experts: Experts,
}

impl Place {
    pub fn empty() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let evidence = Evidence::open(&folder.path().join("evidence")).unwrap();
        let vocabularies = Vocabularies::new(folder.path().join("vocabularies"));
        let landscapes = Landscapes::open(&folder.path().join("foresight")).unwrap();
        let experts = Experts::open(&folder.path().join("experts")).unwrap();
        Place { search: SearchState { evidence, vocabularies }, folder, landscapes, experts }
    }

    pub fn built(years: u32) -> Place {
        let place = Place::empty();
        place.ingest("one.xml", &articles(1, 240, years));
        place.build(false);
        place
    }

    pub fn ingest(&self, name: &str, articles: &[String]) {
        let path = self.folder.path().join(name);
        let text =
            format!("<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n", articles.join("\n"));
        std::fs::write(&path, text).unwrap();
        let report = self.search.evidence.ingest(&Ctx::system(), &[path], &IngestOptions::default(), &Unwatched);
        assert_eq!(report.unwrap().files.len(), 1);
    }

    pub fn build(&self, keep_ids: bool) {
        self.try_build(keep_ids).unwrap();
    }

    pub fn try_build(&self, keep_ids: bool) -> Result<Status, BuildError> {
        build_now(&self.landscapes, &self.search, &Ctx::system(), &Settings::default(), keep_ids, &Quiet)
    }

    /// As the next start of the program finds it.
    pub fn opened_again(self) -> Place {
        let landscapes = Landscapes::open(&self.folder.path().join("foresight")).unwrap();
        Place { landscapes, ..self }
    }

    pub fn edition(&self) -> Arc<Edition> {
        edition(&Ctx::system(), &self.landscapes).unwrap().unwrap()
    }

    /// The pages over this database, for somebody in particular.
    pub fn router(&self, db: &Db, actor: Actor) -> Router {
        let jobs = Jobs::new(db.clone(), Vec::new());
        let slice = slice(self.landscapes.clone(), self.search.clone(), self.experts.clone(), db.clone(), jobs);
        app(vec![slice], Options::default()).unwrap().layer(axum::Extension(actor))
    }
}

/// A database with all tables that the slice needs, and the demo's clusters.
pub async fn database(url: &str) -> Db {
    let db = Db::open(url).await.unwrap();
    let mut migrations = bellwether_jobs::migrations::all();
    migrations.extend(bellwether_cluster::api::migrations());
    migrations.extend(bellwether_foresight::migrations::all());
    db.migrate(migrations).await.unwrap();
    for (_, source) in bellwether_cluster::api::DEMO {
        bellwether_cluster::api::load(&Ctx::system(), &db, source).await.unwrap();
    }
    db
}

pub fn person(roles: &[Role]) -> (UserId, Ctx) {
    person_of(roles, &[])
}

/// Somebody with these roles who works for these clusters.
pub fn person_of(roles: &[Role], clusters: &[&str]) -> (UserId, Ctx) {
    let id = UserId::new();
    let clusters = clusters.iter().map(|slug| (*slug).to_owned()).collect();
    (
        id,
        bellwether_testkit::ctx(
            Actor::User(User::new(id, "Ann".to_owned(), roles.to_vec()).working_for(clusters)),
            &clock(),
        ),
    )
}

pub fn visitor() -> Ctx {
    Ctx::new(Actor::Visitor, Lang::En, Arc::new(bellwether_kernel::clock::SystemClock))
}

pub async fn get(router: &Router, path: &str) -> (StatusCode, String) {
    let (status, body) = bellwether_web::testing::get(router, path).await;
    (status, String::from_utf8_lossy(&body).into_owned())
}
