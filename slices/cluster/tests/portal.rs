//! The portal as browsers and programs see it.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use bellwether_cluster::MESSAGES;
use bellwether_cluster::api::{DEMO, Found, Headline, LatestEvidence, Offers, OffersOf, load, migrations, slice};
use bellwether_cluster::views::actor::ActorPage;
use bellwether_cluster::views::area::AreaPage;
use bellwether_cluster::views::home::Home;
use bellwether_cluster::views::list::ClustersPage;
use bellwether_cluster::views::members::MembersPage;
use bellwether_db::Db;
use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::Options;
use bellwether_web::app::app;
use bellwether_web::testing;
use serde_json::Value;
use tower::ServiceExt;

/// Evidence that tells which query it was asked.
struct Echo;

impl LatestEvidence for Echo {
    fn latest(&self, _: &Ctx, query: Option<&str>, _: usize) -> Result<Found, String> {
        let title = query.unwrap_or("everything").to_owned();
        let headline =
            Headline { href: "/evidence/one".to_owned(), title, lang: "en".to_owned(), published: "2021".to_owned() };
        Ok(Found { total: 7, records: vec![headline] })
    }
}

/// Clusters whose names nobody asks for here.
struct NoNames;

#[async_trait::async_trait]
impl bellwether_actors::api::ClusterNames for NoNames {
    async fn names(&self) -> Vec<bellwether_actors::api::ClusterName> {
        Vec::new()
    }
}

/// Evidence that is not there yet.
struct Absent;

impl LatestEvidence for Absent {
    fn latest(&self, _: &Ctx, _: Option<&str>, _: usize) -> Result<Found, String> {
        Err("no index".to_owned())
    }
}

/// A cluster that offers nothing.
struct Nothing;

#[async_trait::async_trait]
impl OffersOf for Nothing {
    async fn offers(&self, _: &Ctx, _: &str) -> Result<Offers, String> {
        Ok(Offers::default())
    }
}

async fn web(seeds: &[(&str, &str)], evidence: Arc<dyn LatestEvidence>) -> Router {
    let db = Db::open("sqlite::memory:").await.unwrap();
    db.migrate(migrations()).await.unwrap();
    for (_, source) in seeds {
        load(&Ctx::system(), &db, source).await.unwrap();
    }
    let actors = bellwether_actors::api::slice(db.clone(), Arc::new(NoNames));
    app(vec![slice(db, evidence, Arc::new(Nothing)).await.unwrap(), actors], Options::default()).unwrap()
}

async fn get(web: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    let response = web.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 22).await.unwrap();
    // Spreadsheets are no text.
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[test]
fn every_page_is_sound_in_every_language() {
    let words = [MESSAGES, bellwether_actors::MESSAGES].concat();
    testing::render_samples::<Home>(&words);
    testing::render_samples::<ActorPage>(&words);
    testing::render_samples::<AreaPage>(&words);
    testing::render_samples::<MembersPage>(&words);
    testing::render_samples::<ClustersPage>(&words);
    testing::check_messages_of(env!("CARGO_MANIFEST_DIR"), "cluster", MESSAGES);
}

#[tokio::test]
async fn an_empty_installation_says_how_to_begin() {
    let (status, body) = get(&web(&[], Arc::new(Absent)).await, "/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains("bellwether cluster load"), "{body}");
}

#[tokio::test]
async fn the_front_page_is_the_first_cluster_and_then_the_one_looked_at_last() {
    let web = web(&DEMO, Arc::new(Echo)).await;
    assert!(get(&web, "/").await.1.contains("<h1>Scientific and Educational Medical Cluster"));
    let visit = Request::get("/clusters/skolkovo-biomedical").body(Body::empty()).unwrap();
    let response = web.clone().oneshot(visit).await.unwrap();
    let cookies = response.headers().get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let kept =
        cookies.filter(|cookie| cookie.starts_with("bw_cluster=")).map(|cookie| cookie.split(';').next().unwrap());
    let kept = kept.collect::<Vec<_>>().join("; ");
    let again = Request::get("/?lang=ru").header(header::COOKIE, kept).body(Body::empty()).unwrap();
    let body = to_bytes(web.oneshot(again).await.unwrap().into_body(), 1 << 22).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    assert!(body.contains("<h1>Биомедицинский кластер Сколково (БМТ)"), "{body}");
    assert!(body.contains("10 + 3 = <strong>13"), "the stated counts add up on the page");
}

#[tokio::test]
async fn every_link_of_the_portal_leads_to_a_page() {
    let web = web(&DEMO, Arc::new(Echo)).await;
    let (mut todo, mut seen) = (vec!["/clusters".to_owned()], std::collections::BTreeSet::new());
    while let Some(path) = todo.pop() {
        let is_portal = path == "/clusters" || path.starts_with("/clusters/");
        if !is_portal || !seen.insert(path.clone()) {
            continue;
        }
        let (status, body) = get(&web, &path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let links = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        todo.extend(
            links
                .filter(|link| !link.contains("lang=") && !link.contains("theme="))
                .map(|link| link.replace("&amp;", "&")),
        );
    }
    assert!(seen.len() > 100, "{} pages", seen.len());
}

#[tokio::test]
async fn an_area_shows_the_evidence_that_its_query_finds() {
    let web = web(&DEMO, Arc::new(Echo)).await;
    let (_, body) = get(&web, "/clusters/skolkovo-biomedical/areas/gene-therapy").await;
    assert!(body.contains("&quot;gene therapy&quot; OR &quot;genetic therapy&quot;"), "{body}");
    let absent = self::web(&DEMO, Arc::new(Absent)).await;
    let (status, body) = get(&absent, "/clusters/skolkovo-biomedical/areas/gene-therapy").await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains("cannot be shown at the moment"), "{body}");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let web = web(&DEMO, Arc::new(Echo)).await;
    for path in
        ["nothing", "nothing/members", "translational-medicine/members/nobody", "translational-medicine/areas/x"]
    {
        assert_eq!(get(&web, &format!("/clusters/{path}")).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(get(&web, "/api/v1/clusters/nothing").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn members_are_exported_and_given_by_the_api() {
    let web = web(&DEMO, Arc::new(Echo)).await;
    let (_, csv) = get(&web, "/clusters/translational-medicine/members.csv?role=development_institute").await;
    assert_eq!(
        csv,
        "slug,name_en,name_ru,roles,part_of,address\n\
         north-west-technology-transfer-centre,North-West Technology Transfer Centre,Северо-Западный центр трансфера \
         технологий,development_institute,,/clusters/translational-medicine/members/north-west-technology-transfer-centre\n"
    );
    let json = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let file = json(get(&web, "/clusters/translational-medicine/members.json").await.1);
    assert_eq!(file.as_array().unwrap().len(), 24);
    let page = json(get(&web, "/api/v1/clusters/translational-medicine/members?q=itmo").await.1);
    assert_eq!((page["members"][0]["slug"].as_str(), page["members"].as_array().unwrap().len()), (Some("itmo"), 1));
    let all = json(get(&web, "/api/v1/clusters").await.1);
    assert_eq!(all["clusters"].as_array().unwrap().len(), 2);
    let whole = json(get(&web, "/api/v1/clusters/skolkovo-biomedical").await.1);
    assert_eq!(whole["cluster"]["name"]["ru"], "Биомедицинский кластер Сколково (БМТ)");
}
