//! From links and records to pages: build, look, build again. Genes, papers and records are invented.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::http::StatusCode;
use bellwether_db::Db;
use bellwether_evidence::api::{Evidence, IngestOptions, SearchState, Unwatched, Vocabularies};
use bellwether_foresight::api as foresight;
use bellwether_jobs::{Jobs, State, Watch};
use bellwether_kernel::ctx::Ctx;
use bellwether_targets_lens::api::{
    BuildError, BuildTargets, Edition, EmergingFilter, Files, Filter, Origin, Parts, Payload, Settings, Sort, Status,
    Targets, build_now, edition, emerging, list, slice,
};
use bellwether_targets_lens::service::start::start;
use bellwether_web::api::Options;
use bellwether_web::app::app;
use bellwether_web::testing::{check_html, get, text};

const FIRST: u32 = 1995;
/// Papers of this year are known of, but not all.
const NEWEST: u32 = 2021;
const GENES: u32 = 70;

struct Quiet;

impl Watch for Quiet {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
}

/// Calls the build off when it is asked for the so-manieth time.
struct StopAt(AtomicU32);

impl Watch for StopAt {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        self.0.fetch_sub(1, Ordering::Relaxed) == 1
    }
}

/// The PubMed id of a paper: years have ranges of their own.
fn pmid(year: u32, number: u32) -> u32 {
    year * 10_000 + number
}

/// Links of invented genes: each has a size, a slope and noise of its own; every third paper speaks of the next gene too.
fn links() -> Vec<(u32, u32)> {
    let mut links = Vec::new();
    let mut random = 7_u32;
    for year in FIRST..=NEWEST {
        let mut number = 0;
        for gene in 1..=GENES {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let age = year - FIRST;
            let base = 2 + gene % 7 + if gene % 3 == 0 { age / 2 } else { 0 };
            let burst = if gene == 5 && (2008..=2011).contains(&year) { 40 } else { 0 };
            for paper in 0..base + burst + (random >> 16) % 4 {
                links.push((gene, pmid(year, number)));
                if paper % 3 == 0 && gene < GENES {
                    links.push((gene + 1, pmid(year, number)));
                }
                number += 1;
            }
        }
        // A screen that speaks of every gene.
        links.extend((1..=GENES).map(|gene| (gene, pmid(year, 9_000))));
    }
    links
}

/// A record of each year whose references teach the years of ids; every one is itself a paper on a gene. Years have as many known
/// papers as make whole ranges, so that estimates are right.
fn articles(years: impl Iterator<Item = u32>) -> Vec<String> {
    years
        .map(|year| {
            let reference = |number: u32| {
                format!(
                    "<Reference><Citation>Invented J. {year};1:1-9.</Citation><ArticleIdList><ArticleId IdType=\"pubmed\">{}</ArticleId>\
                     </ArticleIdList></Reference>",
                    pmid(year, number * 75 + 5)
                )
            };
            let references: String = (0..119).map(reference).collect();
            article(pmid(year, 3), year, &references)
        })
        .collect()
}

/// Words of two fields, so that a landscape has topics.
const FIELDS: [[&str; 6]; 2] = [
    ["vector", "transduction", "capsid", "transgene", "virus", "delivery"],
    ["ventricle", "ejection", "diastolic", "cardiac", "myocardium", "valve"],
];

fn article(pmid: u32, year: u32, references: &str) -> String {
    let words = FIELDS[year as usize % 2];
    let own: Vec<&str> = (0..4).map(|at| words[(year as usize / 2 + at) % words.len()]).collect();
    let (title, body) = (own[..2].join(" and "), own.join(" with "));
    format!(
        "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"1\">{pmid}</PMID><Article PubModel=\"Print\">\
         <Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>{year}</Year></PubDate></JournalIssue><Title>Invented journal</Title></Journal>\
         <ArticleTitle>Invented {title}</ArticleTitle><Abstract><AbstractText>We studied {body}.</AbstractText></Abstract>\
         <Language>eng</Language></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList>\
         <ReferenceList>{references}</ReferenceList></PubmedData></PubmedArticle>"
    )
}

struct Place {
    folder: tempfile::TempDir,
    search: SearchState,
    targets: Targets,
    landscapes: foresight::Landscapes,
}

impl Place {
    fn empty() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let evidence = Evidence::open(&folder.path().join("evidence")).unwrap();
        let vocabularies = Vocabularies::new(folder.path().join("vocabularies"));
        let targets = Targets::open(&folder.path().join("targets")).unwrap();
        let landscapes = foresight::Landscapes::open(&folder.path().join("foresight")).unwrap();
        std::fs::create_dir(folder.path().join("inbox")).unwrap();
        Place { search: SearchState { evidence, vocabularies }, folder, targets, landscapes }
    }

    fn inbox(&self) -> PathBuf {
        self.folder.path().join("inbox")
    }

    fn ingest(&self, name: &str, articles: &[String]) {
        let path = self.folder.path().join(name);
        let text =
            format!("<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n{}\n</PubmedArticleSet>\n", articles.join("\n"));
        std::fs::write(&path, text).unwrap();
        let report =
            self.search.evidence.ingest(&Ctx::system(), &[path], &IngestOptions::default(), &Unwatched).unwrap();
        assert_eq!(report.files.len(), 1, "{report:?}");
    }

    /// NCBI's tables with the invented genes, and one gene without any paper.
    fn files(&self) -> Files {
        let (papers, names) = (self.inbox().join("gene2pubmed"), self.inbox().join("gene_info"));
        let rows = links().into_iter().map(|(gene, pmid)| format!("9606\t{gene}\t{pmid}\n"));
        std::fs::write(&papers, format!("#tax_id\tGeneID\tPubMed_ID\n{}", rows.collect::<String>())).unwrap();
        let row = |gene: u32| {
            format!("9606\t{gene}\tINV{gene}\t-\tOLD{gene}\t-\t1\t1p{gene}\tinvented kinase {gene}\tprotein-coding\n")
        };
        std::fs::write(&names, (1..=GENES + 1).map(row).collect::<String>()).unwrap();
        Files { papers, names: Some(names) }
    }

    fn build(&self, from: &Origin, watch: &dyn Watch) -> Result<Status, BuildError> {
        build_now(&self.targets, &self.search, &Ctx::system(), from, Settings::default(), watch)
    }

    fn built() -> Place {
        let place = Place::empty();
        place.ingest("one.xml", &articles(FIRST..=NEWEST));
        place.build(&Origin::Files(place.files()), &Quiet).unwrap();
        place
    }

    fn edition(&self) -> Arc<Edition> {
        edition(&Ctx::system(), &self.targets).unwrap().unwrap()
    }

    /// The files of the published targets, without the one that notes the time.
    fn written(&self) -> Vec<(String, Vec<u8>)> {
        bellwether_testkit::files::contents(self.edition().path(), "status.json")
    }

    async fn db(&self) -> Db {
        let address = format!("sqlite:{}", self.folder.path().join("test.db").display());
        let db = Db::open(&address).await.unwrap();
        db.migrate(bellwether_jobs::migrations::all()).await.unwrap();
        db
    }

    async fn router(&self) -> Router {
        let db = self.db().await;
        let jobs = Jobs::new(db.clone(), Vec::new());
        let parts = Parts {
            folder: self.targets.clone(),
            search: self.search.clone(),
            landscapes: self.landscapes.clone(),
            inbox: self.inbox(),
            db,
            jobs,
        };
        app(vec![slice(parts)], Options::default()).unwrap()
    }
}

#[test]
fn every_link_with_a_year_is_counted_once() {
    let place = Place::built();
    let edition = place.edition();
    let status = &edition.status;
    let links: BTreeSet<(u32, u32)> = links().into_iter().collect();
    assert_eq!((status.years, status.genes, status.with_papers), ((1995, 2020), GENES + 1, GENES));
    assert_eq!(status.source.links as usize, links.len());
    let counted: u32 = edition.targets.iter().map(|target| target.counted).sum();
    let series: u32 = edition.targets.iter().flat_map(|target| &target.counts).sum();
    assert_eq!((counted, counted + status.left_out), (series, links.len() as u32));
    // Years of screens and of the year that is not over are the only ones left out.
    let whole = links.iter().filter(|(_, pmid)| pmid % 10_000 < 9_000 && pmid / 10_000 < NEWEST).count();
    assert_eq!(counted as usize, whole);
    let papers: BTreeSet<u32> = links.iter().map(|(_, pmid)| *pmid).filter(|pmid| pmid % 10_000 < 9_000).collect();
    assert_eq!(status.papers as usize, papers.iter().filter(|pmid| **pmid / 10_000 < NEWEST).count());
    assert_eq!(status.exact, NEWEST - FIRST, "a record for each whole year");
    let accuracy = status.accuracy.unwrap();
    // Half of what is known makes ranges that reach over new years; they miss by one year at most.
    assert!(accuracy.exact > 0.75 && accuracy.near == 1.0, "{accuracy:?}");
    let gene = edition.target(5).unwrap();
    assert_eq!((gene.bursts.len(), gene.bursts[0].from, gene.bursts[0].to), (1, 2008, 2011));
    assert_eq!(gene.related[0].id, 6, "{:?}", gene.related);
    let unknown = edition.target(GENES + 1).unwrap();
    assert_eq!((unknown.papers, unknown.counts.len(), unknown.symbol.as_str()), (0, 0, "INV71"));
}

#[test]
fn forecasts_are_never_negative_and_their_bands_lie_in_each_other() {
    let edition = Place::built().edition();
    assert_eq!(edition.status.forecast, GENES);
    for target in edition.targets.iter().filter(|target| target.papers > 0) {
        let years = &target.outlook.as_ref().unwrap().years;
        assert_eq!(years.iter().map(|year| year.year).collect::<Vec<_>>(), [2021, 2022, 2023, 2024, 2025]);
        for year in years {
            let bounds = [0.0, year.wide95.0, year.wide80.0, year.middle, year.wide80.1, year.wide95.1];
            assert!(bounds.windows(2).all(|pair| pair[0] <= pair[1]), "{}: {year:?}", target.symbol);
        }
    }
}

#[test]
fn scores_are_ranked_and_judged_beside_simple_rules() {
    let edition = Place::built().edition();
    let ctx = Ctx::system();
    let found = emerging(&ctx, &edition, EmergingFilter::default(), 1_000).unwrap();
    let busy = emerging(&ctx, &edition, EmergingFilter { least: 10, after: None }, 1_000).unwrap();
    assert!(busy.total > 0 && busy.total < found.total && busy.rows.iter().all(|line| line.last >= 10));
    let scores: Vec<f64> = found.rows.iter().map(|line| line.emergence.as_ref().unwrap().score).collect();
    assert!(scores.len() > 40 && scores.windows(2).all(|pair| pair[0] >= pair[1]), "{scores:?}");
    let ranks: Vec<u32> = found.rows.iter().map(|line| line.emergence.as_ref().unwrap().rank).collect();
    assert_eq!(ranks, (1..=scores.len() as u32).collect::<Vec<_>>());
    let hindcast = &edition.hindcast;
    assert!(hindcast.cutoffs.len() >= 4, "{hindcast:?}");
    for cutoff in &hindcast.cutoffs {
        assert_eq!(cutoff.rules.len(), 5);
        assert!(cutoff.year <= 2017 && cutoff.grew < cutoff.targets);
    }
    let by_score = list(&ctx, &edition, &Filter { sort: Sort::Score, ..Filter::default() }, 1_000).unwrap();
    assert_eq!(by_score.rows[0].id, found.rows[0].id);
    assert_eq!(by_score.total, u64::from(GENES) + 1);
}

#[test]
fn the_same_source_evidence_and_settings_give_the_same_bytes() {
    let place = Place::built();
    let first = place.written();
    assert_eq!(
        first.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        [".in-use", "hindcast.json", "links.bin", "targets.json"]
    );
    place.build(&Origin::Files(place.files()), &Quiet).unwrap();
    assert!(first == place.written(), "built anew");
    place.build(&Origin::Kept, &Quiet).unwrap();
    assert!(first == place.written(), "from the links of the build before");
    let other = Settings { most_genes: 1, ..Settings::default() };
    build_now(&place.targets, &place.search, &Ctx::system(), &Origin::Kept, other, &Quiet).unwrap();
    assert!(first != place.written(), "other settings are other targets");
}

#[test]
fn new_records_make_years_exact_and_later() {
    let place = Place::built();
    let before = place.edition();
    let more: Vec<String> = (0..40).map(|number| article(pmid(2015, 100 + number), 2015, "")).collect();
    place.ingest("more.xml", &more);
    place.ingest("later.xml", &articles(2022..=2022));
    place.build(&Origin::Kept, &Quiet).unwrap();
    let after = place.edition();
    assert_eq!((before.status.years.1, after.status.years.1), (2020, 2020));
    assert_eq!(after.status.exact, before.status.exact + 40);
    // The links end within 2021, so later records teach no later year of papers on genes.
    place.ingest("latest.xml", &articles(2023..=2025));
    place.build(&Origin::Kept, &Quiet).unwrap();
    assert_eq!(place.edition().status.years, (1995, 2020));
    let held = |edition: &Edition| edition.targets.iter().map(|target| target.held.len()).sum::<usize>();
    assert!(held(&after) > held(&before));
}

#[test]
fn what_gives_no_targets_is_said_and_leaves_the_old_ones() {
    let place = Place::empty();
    let files = Origin::Files(place.files());
    let refused = |place: &Place, from: &Origin| place.build(from, &Quiet).unwrap_err().to_string();
    assert_eq!(refused(&place, &Origin::Kept), "there are no targets yet; build them from a file first");
    assert!(refused(&place, &files).starts_with("the evidence has no PubMed records"), "{}", refused(&place, &files));
    place.ingest("old.xml", &articles(1970..=1972));
    assert!(refused(&place, &files).starts_with("no paper is known to be of 1990 or later"));
    assert!(edition(&Ctx::system(), &place.targets).unwrap().is_none());

    let place = Place::built();
    let before = place.written();
    let asked = AtomicU32::new(u32::MAX);
    let counting = StopAt(asked);
    place.build(&Origin::Kept, &counting).unwrap();
    let times = u32::MAX - counting.0.load(Ordering::Relaxed);
    for at in [1, times / 2, times] {
        let stopped = place.build(&Origin::Kept, &StopAt(AtomicU32::new(at)));
        assert!(matches!(stopped, Err(BuildError::Stopped)), "{at} of {times}: {stopped:?}");
    }
    let empty = place.inbox().join("gene2pubmed.empty");
    std::fs::write(&empty, "").unwrap();
    assert!(refused(&place, &Origin::Files(Files { papers: empty, names: None })).ends_with("is empty"));
    let endless = Settings { most_genes: 0, ..Settings::default() };
    let refused = build_now(&place.targets, &place.search, &Ctx::system(), &Origin::Kept, endless, &Quiet);
    assert!(matches!(refused, Err(BuildError::Settings(_))), "{refused:?}");
    assert!(before == place.written());
}

#[tokio::test]
async fn every_page_and_route_shows_the_targets() {
    let place = tokio::task::spawn_blocking(Place::built).await.unwrap();
    let settings = foresight::Settings { dimensions: 8, ..foresight::Settings::default() };
    foresight::build_now(&place.landscapes, &place.search, &Ctx::system(), &settings, false, &Landscape).unwrap();
    let router = place.router().await;
    for path in [
        "/targets",
        "/targets?q=inv5",
        "/targets?q=kinase&least=10&burst=ever&sort=growth&after=25",
        "/targets?sort=symbol",
        "/targets/emerging",
        "/targets/emerging?least=10&after=5",
        "/targets/5",
        "/targets/71",
        "/targets/1?after=10",
    ] {
        check_html(path, &text(&router, path).await);
    }
    let page = text(&router, "/targets/1").await;
    assert!(page.contains("/evidence/records/pubmed:") && page.contains("/foresight/topics/"), "records and topics");
    let found: serde_json::Value = serde_json::from_str(&text(&router, "/api/v1/targets?q=OLD5").await).unwrap();
    assert_eq!((found["rows"][0]["symbol"].as_str(), found["total"].as_u64()), (Some("INV5"), Some(11)));
    let records: serde_json::Value = serde_json::from_str(&text(&router, "/api/v1/targets/1/records").await).unwrap();
    assert_eq!(records["total"].as_u64(), Some(20), "{records}");
    let topics: serde_json::Value = serde_json::from_str(&text(&router, "/api/v1/targets/1/topics").await).unwrap();
    assert!(topics[0]["records"].as_u64() > Some(0), "{topics}");
    for path in ["/api/v1/targets/status", "/api/v1/targets/emerging", "/api/v1/targets/hindcast", "/api/v1/targets/5"]
    {
        serde_json::from_str::<serde_json::Value>(&text(&router, path).await).unwrap();
    }
    assert_eq!(text(&router, "/targets/export.csv?least=1").await.lines().count(), 1 + GENES as usize);
    assert_eq!(text(&router, "/targets/5/series.csv").await.lines().count(), 1 + 26 + 5);
    assert!(text(&router, "/targets/emerging/export.json").await.starts_with('['));
    assert!(get(&router, "/targets/emerging/export.xlsx").await.1.starts_with(b"PK"));
    for path in ["/targets/999", "/targets/999/series.csv", "/api/v1/targets/999", "/api/v1/targets/999/records"] {
        assert_eq!(get(&router, path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/targets?sort=colour", "/targets?least=-1", "/targets?burst=%22%3E"] {
        assert!(get(&router, path).await.0.is_client_error(), "{path}");
    }
}

struct Landscape;

impl foresight::Watch for Landscape {
    fn on_progress(&self, _: &'static str, _: u64, _: u64) {}
    fn cancelled(&self) -> bool {
        false
    }
}

#[tokio::test]
async fn before_the_first_build_pages_say_so() {
    let router = Place::empty().router().await;
    for path in ["/targets", "/targets/emerging"] {
        let page = text(&router, path).await;
        check_html(path, &page);
        assert!(page.contains("No targets yet"), "{path}");
    }
    assert_eq!(text(&router, "/api/v1/targets/status").await, "null");
    assert_eq!(get(&router, "/targets/5").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_build_that_was_asked_for_is_a_job() {
    let place = Place::empty();
    place.ingest("one.xml", &articles(FIRST..=NEWEST));
    place.files();
    std::fs::write(place.inbox().join("gene2pubmed.bad"), "no table").unwrap();
    let db = place.db().await;
    let handler = BuildTargets::new(place.targets.clone(), place.search.clone(), place.inbox());
    let jobs = Jobs::new(db.clone(), vec![Arc::new(handler)]);
    let ctx = Ctx::system();
    let never = tokio::sync::watch::channel(false).1;
    let payload = |papers: Option<&str>, names: Option<&str>| Payload {
        papers: papers.map(str::to_owned),
        names: names.map(str::to_owned),
        ..Payload::default()
    };
    let mut states = Vec::new();
    for wanted in
        [payload(Some("gene2pubmed"), Some("gene_info")), payload(None, None), payload(Some("gene2pubmed.bad"), None)]
    {
        let id = start(&ctx, &db, &jobs, &place.inbox(), &wanted).await.unwrap();
        jobs.run_one(&never).await.unwrap();
        states.push(jobs.get(id).await.unwrap().unwrap().state);
    }
    assert_eq!(states, [State::Done, State::Done, State::Failed], "what is no table is not tried again");
    assert_eq!(place.edition().status.genes, GENES + 1);
    for stranger in ["../one.xml", "one.xml", "gene_info"] {
        let refused = start(&ctx, &db, &jobs, &place.inbox(), &payload(Some(stranger), None)).await;
        assert_eq!(refused.unwrap_err().to_string(), format!("there is no such file in the inbox: {stranger:?}"));
    }
}
