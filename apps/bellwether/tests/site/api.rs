//! The API as programs meet it: search, exports, problems; and its description, which must be true.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::document::{faults, resolved};
use super::examples;
use super::permissions::routes;
use super::seed::{Answer, Site};

const SEARCH: &str = "/api/v1/evidence/search";

fn keys(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["key"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn search_finds_orders_pages_and_counts() {
    let site = Site::seeded().await;
    let found = site.get("visitor", &format!("{SEARCH}?q=liver&sort=title")).await.json();
    assert_eq!(keys(&found), ["pubmed:1", "pubmed:2"]);
    assert_eq!(found["query"], "liver");
    assert_eq!(found["total"], json!({ "hits": 2, "one_in": 1 }));
    assert_eq!(found["years"], json!([{ "year": 2021, "hits": 2 }]));
    let all = site.get("visitor", SEARCH).await.json();
    assert_eq!(all["total"]["hits"], 3);
    let mut paged = Vec::new();
    for offset in 0..4 {
        let page = site.get("visitor", &format!("{SEARCH}?sort=title&limit=1&offset={offset}")).await.json();
        assert_eq!(page["total"]["hits"], 3, "the count does not depend on the page");
        paged.extend(keys(&page).into_iter().map(str::to_owned));
    }
    assert_eq!(paged, ["pubmed:3", "pubmed:1", "pubmed:2"]);
    let misspelt = site.get("visitor", &format!("{SEARCH}?q=livr")).await.json();
    assert_eq!(misspelt["total"]["hits"], 0);
    let record = site.get("visitor", found["hits"][0]["href"].as_str().unwrap()).await;
    assert_eq!(record.status, StatusCode::OK, "a hit leads to its page");
}

#[tokio::test]
async fn every_format_of_an_export_holds_every_hit() {
    let site = Site::seeded().await;
    let export = async |format: &str| {
        let answer = site.get("visitor", &format!("/api/v1/evidence/export?q=liver&format={format}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{format}");
        assert!(answer.header("content-disposition").starts_with("attachment; filename="), "{format}");
        answer
    };
    assert_eq!(export("ris").await.text().matches("TY  - ").count(), 2);
    assert_eq!(export("bibtex").await.text().matches("@article{").count(), 2);
    let csv = export("csv").await;
    assert_eq!(csv.text().lines().count(), 3, "{}", csv.text());
    let jsonl = export("jsonl").await;
    let records: Vec<Value> = jsonl.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    assert!(export("parquet").await.body.starts_with(b"PAR1"));
}

/// Sends a body to an address of the API as the administrator.
async fn send(site: &Site, method: &str, address: &str, kind: &str, body: impl Into<Body>) -> Answer {
    let request = Request::builder().method(method).uri(address).header(header::CONTENT_TYPE, kind);
    let request = request.header(header::COOKIE, site.cookies("admin").await);
    let request = request.header("x-csrf-token", site.form_token("admin").await);
    site.send(request.body(body.into()).unwrap()).await
}

/// The status, the kind of problem, and the fields that it names.
fn problem(answer: &Answer) -> (u16, String, Vec<String>) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status.as_u16());
    assert_eq!(problem["instance"], answer.header("x-request-id"));
    assert!(!problem["title"].as_str().unwrap().is_empty());
    let fields = problem["errors"].as_array().into_iter().flatten();
    let kind = problem["type"].as_str().unwrap().strip_prefix("/api#").unwrap().to_owned();
    (answer.status.as_u16(), kind, fields.map(|field| field["field"].as_str().unwrap().to_owned()).collect())
}

#[tokio::test]
async fn problems_name_the_field_and_never_the_inside() {
    let site = Site::seeded().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let users = "/api/v1/users";
    let many = vec!["x"; 10_001].join(" OR ");
    let nested = format!("{}x{}", "(".repeat(10_000), ")".repeat(10_000));
    let queries = [
        ("an unfinished query", format!("{SEARCH}?q=(liver")),
        ("a wrong number", format!("{SEARCH}?limit=many")),
        ("a negative number", format!("{SEARCH}?offset=-1")),
        ("a number too large for any machine", format!("{SEARCH}?offset=99999999999999999999999")),
        ("ten thousand clauses", format!("{SEARCH}?q={}", many.replace(' ', "+"))),
        ("ten thousand parentheses", format!("{SEARCH}?q={nested}")),
        ("an unknown format", "/api/v1/evidence/export?format=doc".to_owned()),
        ("no format", "/api/v1/evidence/export".to_owned()),
        ("an unknown record", "/api/v1/evidence/records/pubmed:999".to_owned()),
        ("a record of no source", "/api/v1/evidence/records/x".to_owned()),
        ("a wrong id", "/api/v1/evidence/ingests/x".to_owned()),
        ("a wrong place in the list", "/api/v1/evidence/ingests?before=x".to_owned()),
        ("a negative size of a page", "/api/v1/users?limit=-5".to_owned()),
        ("an unknown role of members", "/api/v1/clusters/translational-medicine/members?role=king".to_owned()),
        ("a negative number of works", "/api/v1/experts?min_works=-1".to_owned()),
        ("a line of two corners", "/api/v1/foresight/records?lasso=0,0,1,1".to_owned()),
        ("an unknown order of topics", "/api/v1/foresight/topics?sort=king".to_owned()),
        ("an unknown topic", "/api/v1/foresight/topics/x".to_owned()),
        ("an unknown address", "/api/v1/nothing".to_owned()),
    ];
    let mut table = String::new();
    let mut note = |what: &str, answer: &Answer| {
        assert!(!answer.status.is_success(), "{what} is no problem: {:.300}", answer.text());
        let (status, kind, fields) = problem(answer);
        assert!(answer.body.len() < 10_000, "{what}: the answer repeats what was sent");
        table.push_str(&format!("{what:<38}{status}  {kind:<20}{}\n", fields.join(", ")));
    };
    for (what, address) in &queries {
        note(what, &site.get("admin", address).await);
    }
    let json = "application/json";
    let bodies: [(&str, &str, Vec<u8>); 8] = [
        ("a body of another kind", "text/plain", b"email=x".to_vec()),
        ("a body that is no JSON", json, b"{ \"email\": ".to_vec()),
        ("a body that is no text", json, b"{ \"email\": \"\xff\" }".to_vec()),
        ("a field of another kind", json, br#"{ "email": "a@b.example", "name": "A", "roles": [1] }"#.to_vec()),
        ("a field that is missing", json, br#"{ "email": "a@b.example" }"#.to_vec()),
        ("a value that is wrong", json, br#"{ "email": "nobody", "name": "A" }"#.to_vec()),
        ("JSON of ten thousand levels", json, deep.into_bytes()),
        ("a body that is too large", json, vec![b' '; 3 << 20]),
    ];
    for (what, kind, body) in bodies {
        note(what, &send(&site, "POST", users, kind, body).await);
    }
    note("a method that is not there", &send(&site, "DELETE", users, json, "{}").await);
    note("nobody signed in", &site.get("visitor", users).await);
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn numbers_beyond_what_there_is_give_empty_pages() {
    let site = Site::seeded().await;
    let most = u32::MAX;
    for address in [
        format!("{SEARCH}?offset={most}&limit={most}"),
        format!("{SEARCH}?offset={}", usize::MAX),
        format!("/evidence?offset={}", usize::MAX),
        format!("/api/v1/experts?after={most}"),
        format!("/experts?after={most}&min_works=-7"),
        format!("/institutions?after={most}"),
        format!("/foresight/topics?after={most}&level=255"),
        format!("/api/v1/foresight/topics?after={most}"),
        format!("/api/v1/foresight/records?after={most}"),
        format!("/evidence/sources?before={}", usize::MAX),
        format!("/api/v1/evidence/sources?before={}", usize::MAX),
        format!("/api/v1/users?limit={most}&after=zzz"),
        format!("/api/v1/journal?before={}", i64::MIN),
        format!("/admin/journal?before={}", i64::MAX),
        format!("/api/v1/clusters/translational-medicine/members?limit={most}&after=zzz"),
    ] {
        let answer = site.get("admin", &address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
    }
    for address in ["/evidence/records/pubmed:1", "/api/v1/evidence/export?q=liver&format=csv"] {
        let request = Request::get(address).header(header::RANGE, "bytes=99999999999-").body(Body::empty()).unwrap();
        assert_eq!(
            site.send(request).await.status,
            StatusCode::OK,
            "{address}: ranges are not offered, so not refused"
        );
    }
}

#[tokio::test]
async fn long_searches_are_refused_or_answered_but_never_fail() {
    let site = Site::seeded().await;
    let words = vec!["word"; 12_000].join("+");
    for query in [words, "x".repeat(65_000), "%22".repeat(20_001), "NOT+".repeat(15_000) + "x", "*".repeat(1000)] {
        for address in [
            format!("{SEARCH}?q={query}"),
            format!("/evidence?q={query}"),
            format!("/api/v1/evidence/export?format=csv&q={query}"),
        ] {
            let answer = site.get("visitor", &address).await;
            let status = answer.status;
            assert!(
                status == StatusCode::OK || status == StatusCode::UNPROCESSABLE_ENTITY,
                "{status}: {:.60}",
                address
            );
        }
    }
}

/// Every reference in the document, wherever it stands.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_description_names_every_route_once_and_resolves() {
    let site = Site::seeded().await;
    let document = site.get("visitor", "/api/v1/openapi.json").await.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut described = BTreeSet::new();
    let mut ids = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            described.insert(format!("{} {path}", method.to_uppercase()));
            let id = operation["operationId"].as_str().unwrap();
            let earlier = ids.insert(id.to_owned(), path.clone());
            assert_eq!(earlier, None, "two operations are called {id}");
            for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
                let mut parameters = operation["parameters"].as_array().into_iter().flatten();
                let named = parameters.any(|parameter| {
                    parameter["in"] == "path" && parameter["name"] == name && parameter["required"] == true
                });
                assert!(named, "{method} {path} does not describe {name}");
            }
        }
    }
    let routes: BTreeSet<String> =
        routes(&site).await.into_iter().filter(|route| route.contains(" /api/v1/")).collect();
    assert_eq!(described, routes);
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 10);
    for reference in found {
        assert!(resolved(&document, &reference).is_some(), "{reference} is not in the document");
    }
}

#[tokio::test]
async fn answers_are_what_the_description_says() {
    let site = Site::seeded().await;
    let document = site.get("visitor", "/api/v1/openapi.json").await.json();
    let mut checked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let route = format!("{} {path}", method.to_uppercase());
            let example = examples::of(&route).unwrap();
            let answer = site.send(examples::request(&site, "admin", &route, example).await).await;
            let described = &operation["responses"][answer.status.as_str()];
            assert!(described.is_object(), "{route}: {} is not described", answer.status);
            let Some(schema) = described["content"].get("application/json").map(|content| &content["schema"]) else {
                assert!(answer.header("content-type") != "application/json", "{route}: its JSON is not described");
                continue;
            };
            assert_eq!(faults(&document, schema, &answer.json(), "answer"), Vec::<String>::new(), "{route}");
            checked += 1;
            if let Some(schema) =
                operation["requestBody"]["content"].get("application/json").map(|content| &content["schema"])
            {
                let sent: Value = serde_json::from_str(&examples::filled(&site, "admin", example.2)).unwrap();
                assert_eq!(faults(&document, schema, &sent, "body"), Vec::<String>::new(), "{route}");
            }
        }
    }
    assert!(checked >= 17, "only {checked} answers were checked");
    let refused = site.get("visitor", "/api/v1/users").await;
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    assert_eq!(faults(&document, &schema, &refused.json(), "problem"), Vec::<String>::new());
}
